import assert from 'node:assert/strict';
import { findField, parse, pathCandidates } from '#core';

function candidates(value: string): string[] {
  const text = `## task_begin\n### # [id:TASK-20260301-001][type:dev] A\n**Relevant Files:** ${value}\n## task_end\n`;
  const [task] = parse(text, 'todo').tasks;
  const field = (task && findField(task, 'Relevant Files')) ?? assert.fail('no field');
  return pathCandidates(text, field).map(({ range, path }) => {
    assert.equal(text.slice(range.start, range.end), path);
    return path;
  });
}

describe('pathCandidates', () => {
  for (const [value, ...paths] of [
    ['`src/a.ts`, src/b.ts; README.md — all', 'src/a.ts', 'src/b.ts', 'README.md'],
    ['[a](../src/a.ts#L3), src/b.ts:12.', '../src/a.ts', 'src/b.ts'],
    ['- **src/a.ts**\n- `app/(shop)/[slug]/my page.tsx`', 'src/a.ts', 'app/(shop)/[slug]/my page.tsx'],
    ['`docs/api/` and the rest', 'docs/api/'],
    ['https://example.org/a.ts, `apps/*/a.ts`, the server, and/or, e.g. this', 'and/or', 'e.g'],
    ['<!-- src/a.ts --> none'],
    ['**see src/b.ts** and ***', 'src/b.ts'],
    ['`**/a.ts`, *README.md*', 'README.md'],
    ['../.., / and ./, v1.2-beta, a.ts', 'a.ts'],
    [`${'a'.repeat(496)}/a.b, ${'a'.repeat(497)}/a.b`, `${'a'.repeat(496)}/a.b`],
    [''],
  ] as const) {
    it(`of ${JSON.stringify(value)}`, () => {
      assert.deepEqual(candidates(value), paths);
    });
  }
});
