import { lineWithEnd } from '../../text/lines.ts';
import { remove } from '../../text/edits.ts';
import type { TextRange } from '../../text/range.ts';
import type { Fix, Rule } from '../rule.ts';
import type { Suppression } from '../suppressions.ts';

export const unusedSuppression: Rule = {
  code: 'unused-suppression',
  group: 'blocks',
  level: 'warning',
  fix: 'safe',
  unnecessary: true,
  docs: {
    what: 'A suppression comment that suppresses nothing.',
    why: 'It hides the next real problem of its kind, and tells readers of a defect that is not there.',
    how: 'Remove the comment, or correct the code in it.',
    invalid:
      '<!-- agent-backlog-disable-next-line duplicate-group -->\n## group_begin [type:docs][priority:low]\n## group_end\n',
    valid: '## group_begin [type:docs][priority:low]\n## group_end\n',
  },
  *checkSuppressions(unused, { document: { text } }) {
    const byComment = new Map<number, number>();
    for (const { comment } of unused) byComment.set(comment.start, (byComment.get(comment.start) ?? 0) + 1);
    for (const suppression of unused) {
      const isWholeComment = byComment.get(suppression.comment.start) === suppression.codes;
      yield {
        range: suppression.codeRange,
        message: `No ${suppression.code} is reported here. Remove the suppression.`,
        fixes: () => [isWholeComment ? removeComment(text, suppression) : removeCode(text, suppression)],
      };
    }
  },
};

/** A comment of which no code suppresses anything goes, and with it the one that ends only this suppression. */
function removeComment(text: string, { comment, enabledBy }: Suppression): Fix {
  const ranges = enabledBy ? [comment, enabledBy] : [comment];
  const edits = ranges.map((range) => remove(linesOfComment(text, range)));
  return { title: 'Remove the suppression', edits, safe: true };
}

function removeCode(text: string, suppression: Suppression): Fix {
  const edits = [remove(codeWithGap(text, suppression))];
  return { title: `Remove ${suppression.code} from the suppression`, edits, safe: true };
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
