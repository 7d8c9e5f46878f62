import type { Rule } from '../rule.ts';
import { tooManyLines } from './lineLimit.ts';

export const notesTooLong: Rule = {
  code: 'notes-too-long',
  group: 'queue',
  level: 'warning',
  levelIn: { archive: 'off' },
  fix: 'none',
  docs: {
    what: 'A Notes & Summary of more lines than the file allows.',
    why: 'Agents read the notes of every active task. Long ones fill their context with what is over.',
    how: 'Keep what the next reader needs. The number is what the file’s instructions or the settings say, 10 where they are silent; blank lines do not count.',
    invalid: `**Notes & Summary:**\n${notes(11)}`,
    valid: `**Notes & Summary:**\n${notes(3)}`,
  },
  checkWholeTask: (task, context) =>
    tooManyLines(task, 'Notes & Summary', context.policy.notesMaximumLines, context),
};

function notes(count: number): string {
  const hours = Array.from({ length: count }, (_, index) => index + 1);
  return hours.map((hour) => `- Hour ${String(hour)}: the pages are still slow\n`).join('');
}
