import assert from 'node:assert/strict';
import { check, type Rule, rules } from '#core';
import { inSurroundings } from './surroundings.ts';

const files = ['BACKLOG.md', 'TODO.md', 'ARCHIVE.md', 'TASK_INDEX.md'];

/** The places in which an example can stand: a file of its own, or the middle of a task. */
const places: readonly ((example: string) => string)[] = [
  (example) => example,
  (example) => `${example}\n## task_begin\n## task_end\n`,
  (example) =>
    `## group_begin [type:dev][priority:high]\n\n## task_begin\n${example}## task_end\n\n## group_end\n`,
  (example) =>
    `## group_begin [type:dev][priority:high]\n\n## task_begin\n### # [id:TASK-20260301-009][type:dev][priority:high][component:server] Title\n${example}## task_end\n\n## group_end\n`,
];

describe('the examples on the rule pages', () => {
  for (const rule of rules) {
    it(`${rule.code} is reported in the one, and not in the other`, () => {
      const { invalid, valid } = rule.docs;
      const shown = files.flatMap((file) => places.map((place) => ({ file, place })));
      assert.ok(
        shown.some(
          ({ file, place }) => reports(rule, place(invalid), file) && !reports(rule, place(valid), file),
        ),
        'somewhere the invalid one is reported and the valid one is not',
      );
    });
  }
});

function reports(rule: Rule, text: string, file: string): boolean {
  const levels = rule.level === 'off' ? { levels: { [rule.code]: 'information' as const } } : {};
  const { beside = [], exists } = rule.docs;
  if (beside.some(({ path }) => path === file)) return false;
  // A rule that compares files is asked only where something is known of others.
  const others = rule.checkQueue && beside.length === 0 ? [{ path: '../TASKS.md', text: '' }] : beside;
  const { document, around } = inSurroundings({ file, text, beside: others, exists, complete: true });
  return check(document, { today: '2026-03-01', around, ...levels }).some(({ code }) => code === rule.code);
}
