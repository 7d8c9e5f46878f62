import { canonicalPrefix, canonicalTag, canonicalTags, isCanonicalHeader } from '../../document/header.ts';
import { taskLabel, taskMention } from '../../document/ids.ts';
import type { Document, Tag, Task, TaskHeader } from '../../document/model.ts';
import { type TagName, tagNames } from '../../document/vocabulary.ts';
import { remove, replace, type TextEdit } from '../../text/edits.ts';
import { slice, type TextRange } from '../../text/range.ts';
import type { Rule } from '../rule.ts';
import { strayTags } from './strayTags.ts';

export const malformedHeader: Rule = {
  code: 'malformed-header',
  group: 'headers',
  level: 'error',
  fix: 'safe',
  docs: {
    what: 'A task header that is not written as `### # [id:…][type:…][priority:…][component:…] Title`.',
    why: 'Agents and scripts find tasks by this exact form. A header in another one is read differently, or not at all.',
    how: 'Write three hashes, a space, the sign `#`, a space, the tags in their order and without gaps, a space and the title. In TODO.md and ARCHIVE.md `## 3. # ` may stand in front instead.',
    invalid: '## [type:dev][id:TASK-20260301-001][priority:high][component:server] Cache the tide tables\n',
    valid: '### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n',
  },
  checkTask(task, { document }) {
    const { header } = task;
    if (!header || isRight(document, header)) return [];
    const twice = contradiction(header.tags);
    if (twice) {
      const [first, second] = twice;
      return [
        {
          range: second.range,
          message: `${taskLabel(task)} has the tag ${first.key} twice, with “${first.value}” and “${second.value}”. Remove one.`,
          related: [{ range: first.range, message: 'The first one' }],
        },
      ];
    }
    const faults = [...faultsOf(document, task, header)];
    const [first, ...others] = faults;
    if (!first) return [];
    const oneKind = others.every((fault) => fault.message === first.message);
    const form = `${canonicalPrefix(header, document.file)}[id:…][type:…][priority:…][component:…] Title`;
    return [
      {
        range: enclosingAll(faults, first),
        message: oneKind
          ? first.message
          : `The header of ${taskMention(task)} is not in the right form. Write ${form}.`,
        fixes: () => [
          { title: 'Write the header in the right form', edits: corrections(document, header), safe: true },
        ],
      },
    ];
  },
};

/** The quick answer for nearly all headers. */
function isRight({ text, file }: Document, header: TaskHeader): boolean {
  return isCanonicalHeader(text, header, file) && strayTags(text, header).length === 0;
}

interface Fault {
  readonly range: TextRange;
  readonly message: string;
}

/** A tag that stands twice with different values: which one holds, nobody but the writer knows. */
function contradiction(tags: readonly Tag[]): readonly [Tag, Tag] | undefined {
  const byName = new Map<TagName | undefined, Tag>();
  for (const tag of tags) {
    const first = tag.name && byName.get(tag.name);
    if (first && first.value !== tag.value) return [first, tag];
    byName.set(tag.name, tag);
  }
  return undefined;
}

/** All that differs from the canonical form, in text order. */
function* faultsOf({ text, file }: Document, task: Task, header: TaskHeader): Iterable<Fault> {
  const of = taskMention(task);
  const prefix = canonicalPrefix(header, file);
  if (!isPrefix(text, header, prefix)) {
    const numbered = header.number !== undefined && !prefix.includes(header.number);
    const message = numbered
      ? `The header of ${of} is numbered, as only TODO.md and ARCHIVE.md have it. Begin it with “${prefix}”.`
      : `The header of ${of} does not begin with “${prefix}”. Begin it so.`;
    yield { range: prefixRange(header), message };
  }
  yield* tagFaults(text, task, header.tags);
  const gap = gapRange(header);
  if (header.tags.length > 0 && header.title !== '' && slice(text, gap) !== ' ') {
    const range = gap.start < gap.end ? gap : (header.tags.at(-1)?.range ?? gap);
    yield { range, message: `Between the tags and the title of ${of} is not one space. Write one.` };
  }
  for (const { range } of strayTags(text, header)) {
    yield { range, message: `A tag of ${of} stands in its title. Put it with the other tags.` };
  }
}

function* tagFaults(text: string, task: Task, tags: readonly Tag[]): Iterable<Fault> {
  const canonical = canonicalTags(tags) ?? tags;
  const once = new Set(canonical);
  const [kept, again] = [tags.filter((tag) => once.has(tag)), tags.filter((tag) => !once.has(tag))];
  const [label, of] = [taskLabel(task), taskMention(task)];
  for (const { range, key } of again) {
    yield { range, message: `${label} has the tag ${key} twice. Remove one.` };
  }
  const misplaced = kept.filter((tag, index) => tag !== canonical[index]);
  const [from] = misplaced;
  if (from) {
    const order = tagNames.filter((name) => canonical.some((tag) => tag.name === name)).join(', ');
    const message = `The tags of ${of} are out of order. Put them as ${order}.`;
    yield { range: enclosingAll(misplaced, from), message };
  }
  const message = `The tags of ${of} are not written “[key:value]”, each right behind the last. Write them so.`;
  for (const { range } of spellings(text, tags)) yield { range, message };
}

/** What tags should be written as, and what stands between them: nothing. */
function spellings(text: string, tags: readonly Tag[]): TextEdit[] {
  const edits: TextEdit[] = [];
  for (const [index, tag] of tags.entries()) {
    const gap = { start: tags[index - 1]?.range.end ?? tag.range.start, end: tag.range.start };
    if (gap.start < gap.end) edits.push(remove(gap));
    // How a tag without a value is written does not matter: it is to be filled in, which is another rule's.
    if (tag.value === '' || slice(text, tag.range) === canonicalTag(tag)) continue;
    edits.push(replace(tag.range, canonicalTag(tag)));
  }
  return edits;
}

/** The smallest edits that give the canonical form, part by part. */
function corrections({ text, file }: Document, header: TaskHeader): TextEdit[] {
  const { tags, tagsRange, titleRange } = header;
  const prefix = canonicalPrefix(header, file);
  const edits = isPrefix(text, header, prefix) ? [] : [replace(prefixRange(header), prefix)];
  const stray = strayTags(text, header);
  const ordered = canonicalTags([...tags, ...stray]) ?? tags;
  const written = ordered.map(canonicalTag).join('');
  if (stray.length > 0) {
    const range = { start: tagsRange.start, end: titleRange.end };
    return [...edits, replace(range, `${written} ${withoutTags(header, stray)}`.trimEnd())];
  }
  const inOrder = ordered.length === tags.length && ordered.every((tag, index) => tag === tags[index]);
  edits.push(...(inOrder ? spellings(text, tags) : [replace(tagsRange, written)]));
  const gap = tags.length === 0 || header.title === '' ? '' : ' ';
  return slice(text, gapRange(header)) === gap ? edits : [...edits, replace(gapRange(header), gap)];
}

/** A header's title without the tags in it, each with the space in front of it. */
function withoutTags({ title, titleRange: { start } }: TaskHeader, tags: readonly Tag[]): string {
  let rest = title;
  for (const { range } of tags.toReversed()) {
    rest = rest.slice(0, range.start - start).trimEnd() + rest.slice(range.end - start);
  }
  return rest.trim();
}

/** Whether a header begins with a prefix; behind that of a header with nothing else in it a space is no matter. */
function isPrefix(text: string, header: TaskHeader, prefix: string): boolean {
  const written = slice(text, prefixRange(header));
  return written === prefix || (header.range.end === prefixRange(header).end && written === prefix.trimEnd());
}

function prefixRange({ range, tagsRange }: TaskHeader): TextRange {
  return { start: range.start, end: tagsRange.start };
}

function gapRange({ tagsRange, titleRange }: TaskHeader): TextRange {
  return { start: tagsRange.end, end: titleRange.start };
}

/** The range of several parts together, of which one is the first. */
function enclosingAll(
  parts: readonly { readonly range: TextRange }[],
  first: { readonly range: TextRange },
): TextRange {
  return parts.reduce(
    (all, { range }) => ({ start: Math.min(all.start, range.start), end: Math.max(all.end, range.end) }),
    first.range,
  );
}
