import { lineWithEnd } from '../../text/lines.ts';
import { remove } from '../../text/edits.ts';
import type { TextRange } from '../../text/range.ts';
import type { EditFix, Rule } from '../rule.ts';
import type { Suppression } from '../suppressions.ts';

export const unusedSuppression: Rule = {
  code: 'unused-suppression',
  group: 'blocks',
  level: 'warning',
  fix: 'safe',
  unnecessary: true,
  docs: {
    what: 'A suppression comment that suppresses nothing, or that names no rule.',
    why: 'It hides the next real problem of its kind, and tells readers of a defect that is not there.',
    how: 'Remove the comment, or correct the code in it. A reason can stand behind the code: `CODE -- reason`.',
    invalid:
      '<!-- agent-backlog-disable-next-line duplicate-group -->\n## group_begin [type:docs][priority:low]\n## group_end\n',
    valid: '## group_begin [type:docs][priority:low]\n## group_end\n',
  },
  *checkSuppressions(unused, { document: { text } }) {
    const byComment = new Map<number, number>();
    const misspelt = new Set<number>();
    for (const { comment, isKnown } of unused) if (!isKnown) misspelt.add(comment.start);
    for (const { comment } of unused) byComment.set(comment.start, (byComment.get(comment.start) ?? 0) + 1);
    for (const suppression of unused) {
      const isWholeComment = byComment.get(suppression.comment.start) === suppression.codes;
      yield {
        range: suppression.codeRange,
        message: messageFor(suppression),
        fixes: () => {
          // What was meant by a code that no rule has is for a person to tell.
          const safe = !misspelt.has(suppression.comment.start);
          return [
            { ...(isWholeComment ? removeComment(text, suppression) : removeCode(text, suppression)), safe },
          ];
        },
      };
    }
  },
};

function messageFor({ code, isKnown }: Suppression): string {
  if (isKnown) return `No ${code} is reported here. Remove the suppression.`;
  return code === ''
    ? 'This suppression names no rule. Write the code of one, or remove the comment.'
    : `There is no rule ${code}. Correct the code of the suppression, or remove it.`;
}

/** A comment of which no code suppresses anything goes, and with it the one that ends only this suppression. */
function removeComment(text: string, suppression: Suppression): Pick<EditFix, 'title' | 'edits'> {
  const { comment, enabledBy } = suppression;
  const ranges = enabledBy ? [comment, enabledBy] : [comment];
  const edits = ranges.map((range) => remove(linesOfComment(text, range)));
  return { title: 'Remove the suppression', edits };
}

function removeCode(text: string, suppression: Suppression): Pick<EditFix, 'title' | 'edits'> {
  const edits = [remove(codeWithGap(text, suppression))];
  return { title: `Remove ${suppression.code} from the suppression`, edits };
}

/** The comment with its line, unless other text stands on that. */
function linesOfComment(text: string, comment: TextRange): TextRange {
  const lines = lineWithEnd(text, comment);
  const beside = text.slice(lines.start, comment.start) + text.slice(comment.end, lines.end);
  return beside.trim() === '' ? lines : comment;
}

/** The code with the space or comma in front of it; the first code with those behind it. */
function codeWithGap(text: string, { codeRange, comment }: Suppression): TextRange {
  let { start, end } = codeRange;
  while (/[\s,]/.test(text.charAt(start - 1))) start--;
  const isFirst = /agent-backlog-[a-z-]+$/.test(text.slice(comment.start, start));
  if (!isFirst) return { start, end };
  while (/[\s,]/.test(text.charAt(end))) end++;
  return { start: codeRange.start, end };
}
