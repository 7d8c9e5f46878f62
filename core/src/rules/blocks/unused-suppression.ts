import { lineWithEnd } from '../../text/lines.ts';
import { remove } from '../../text/edits.ts';
import type { Finding, Rule, RuleContext } from '../rule.ts';
import type { Suppression } from '../suppressions.ts';

/** Reported by the check itself, which alone knows what every suppression has suppressed. */
export const unusedSuppression = {
  code: 'unused-suppression',
  group: 'blocks',
  level: 'warning',
  fix: 'safe',
  docs: {
    what: 'A suppression comment that suppresses nothing.',
    why: 'It hides the next real problem of its kind, and tells readers of a defect that is not there.',
    how: 'Remove the comment, or correct the code in it.',
    invalid: '<!-- agent-backlog-disable-next-line duplicate-group -->\n## group_begin [type:docs][priority:low]\n## group_end\n',
    valid: '## group_begin [type:docs][priority:low]\n## group_end\n',
  },
  report(suppression: Suppression, { document }: RuleContext): Finding {
    const others = document.text.slice(suppression.comment.start, suppression.comment.end).match(/[\s,][a-z][a-z-]*(?=[\s,])/g);
    return {
      range: suppression.codeRange,
      message: `No ${suppression.code} is reported here. Remove the suppression.`,
      fixes: () =>
        others?.length === 2
          ? [{ title: 'Remove the suppression', edits: [remove(lineWithEnd(document.text, suppression.comment))], safe: true }]
          : [{ title: `Remove ${suppression.code} from the suppression`, edits: [remove(codeWithGap(document.text, suppression))], safe: true }],
    };
  },
} as const satisfies Rule & { report: unknown };

/** The code and the space or comma in front of it. */
function codeWithGap(text: string, { codeRange }: Suppression): { start: number; end: number } {
  let start = codeRange.start;
  while (/[\s,]/.test(text.charAt(start - 1))) start--;
  return { start, end: codeRange.end };
}
