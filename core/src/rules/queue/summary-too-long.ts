import type { Rule } from '../rule.ts';
import { tooManyLines } from './lineLimit.ts';

export const summaryTooLong: Rule = {
  code: 'summary-too-long',
  group: 'queue',
  level: 'warning',
  fix: 'none',
  docs: {
    what: 'A Final Summary of more lines than the file allows.',
    why: 'The archive only grows, and the summary is what people look up in it.',
    how: 'Say what was done and what came of it. The number is what the file’s instructions or the settings say, 8 where they are silent; blank lines do not count. Shorten it before the task is archived: the archive is not changed any more.',
    invalid: `**Final Summary:**\n${summary(9)}`,
    valid: `**Final Summary:**\n${summary(2)}`,
  },
  checkWholeTask: (task, context) =>
    tooManyLines(task, 'Final Summary', context.policy.summaryMaximumLines, context),
};

function summary(count: number): string {
  const ports = Array.from({ length: count }, (_, index) => index + 1);
  return ports.map((port) => `- Cached the tables of port ${String(port)}\n`).join('');
}
