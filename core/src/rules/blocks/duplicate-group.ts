import { gapEnd, gapStart, insertionInto, removalOfLines } from '../../document/blockText.ts';
import type { Document, Group, Task } from '../../document/model.ts';
import { insert, type TextEdit } from '../../text/edits.ts';
import { lineEnd, lineStart } from '../../text/lines.ts';
import type { TextRange } from '../../text/range.ts';
import type { Fix, Rule } from '../rule.ts';
import { soundTags } from './groupTagging.ts';
import { isRepeated } from './unclosedBlocks.ts';

export const duplicateGroup: Rule = {
  code: 'duplicate-group',
  group: 'blocks',
  level: 'information',
  fix: 'offered',
  docs: {
    what: 'A second group of the same type and priority.',
    why: 'A batch is taken from one group. With two of a kind nobody can tell which one is meant.',
    how: 'Move its tasks behind those of the first group and remove it, or give it another type or priority.',
    invalid: [
      '## group_begin [type:dev][priority:high]',
      '## group_end',
      '',
      '## group_begin [type:dev][priority:high]',
      '## group_end',
      '',
    ].join('\n'),
    valid: ['## group_begin [type:dev][priority:high]', '## group_end', ''].join('\n'),
  },
  *checkDocument({ document }) {
    const firsts = new Map<string, Group>();
    for (const group of document.groups) {
      const tags = soundTags(group);
      // A begin that stands there twice makes no second group; `nested-block` tells of it.
      if (tags === undefined || isRepeated(group)) continue;
      const first = firsts.get(tags);
      if (!first) {
        firsts.set(tags, group);
        continue;
      }
      yield {
        range: tagsRange(group),
        message: `There is already a group ${tags}. Merge this one into it.`,
        related: [{ range: tagsRange(first), message: `The first group ${tags}.` }],
        fixes: () => merge(document, first, group, tags),
      };
    }
  },
};

function tagsRange({ begin }: Group): TextRange {
  return { start: begin.tags[0]?.range.start ?? begin.range.start, end: begin.range.end };
}

function merge(document: Document, first: Group, later: Group, tags: string): Fix[] {
  const isSound = (group: Group): boolean => [group, ...group.tasks].every(isCanonical);
  // Tags beyond type and priority set the groups apart, and would be lost.
  const isAlike = [first, later].every((group) => group.begin.tags.length === 2);
  if (!isSound(first) || !isSound(later) || !isAlike) return [];
  const edits = [...moveContents(document, first, later), removalOfLines(document, later.range)];
  return [{ title: `Merge into the first group ${tags}`, edits, safe: false }];
}

function isCanonical({ begin, end }: Group | Task): boolean {
  return begin?.canonical === true && end?.canonical === true;
}

/** What stands above the later group's tasks goes above those of the first one, its tasks and the rest behind them. */
function moveContents(document: Document, first: Group, later: Group): TextEdit[] {
  const { text, lineEnding } = document;
  const { heading, tasks } = later;
  const behind = lineEnd(text, later.begin.range.end);
  const end = lineStart(text, later.range.end);
  const firstTask = tasks[0] ? lineStart(text, tasks[0].range.start) : end;
  const above = [
    solidText(text, behind, heading ? lineStart(text, heading.start) : firstTask),
    heading ? solidText(text, lineEnd(text, heading.end), firstTask) : '',
  ].filter((part) => part !== '');
  const rest = solidText(text, firstTask, end);
  return [
    ...above.map((part) => insert(headEnd(document, first), lineEnding.repeat(2) + part)),
    ...(rest === '' ? [] : insertionInto(document, first, [rest])),
  ];
}

/** Where the text of a group ends that stands above its tasks. */
function headEnd({ text }: Document, { begin, tasks, range }: Group): number {
  const offset = tasks[0]?.range.start ?? lineStart(text, range.end);
  return Math.max(gapStart(text, offset), begin.range.end);
}

/** The text of whole lines without the gaps at both ends. */
function solidText(text: string, start: number, end: number): string {
  const from = Math.min(gapEnd(text, start), end);
  return text.slice(from, Math.max(from, gapStart(text, end)));
}
