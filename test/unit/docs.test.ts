import assert from 'node:assert/strict';
import { check, type FileKind, parse, type Rule, rules } from '#core';

const kinds: readonly FileKind[] = ['backlog', 'todo', 'archive'];

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
      const shown = kinds.flatMap((kind) => places.map((place) => ({ kind, place })));
      const reported = shown.filter(({ kind, place }) => reports(rule, place(invalid), kind));
      assert.ok(reported.length > 0, 'reported somewhere');
      assert.ok(
        reported.some(({ kind, place }) => !reports(rule, place(valid), kind)),
        'not reported where the invalid one is',
      );
    });
  }
});

function reports(rule: Rule, text: string, kind: FileKind): boolean {
  const levels = rule.level === 'off' ? { levels: { [rule.code]: 'information' as const } } : {};
  return check(parse(text, kind), { today: '2026-03-01', ...levels }).some(({ code }) => code === rule.code);
}
