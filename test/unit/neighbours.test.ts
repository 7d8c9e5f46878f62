import assert from 'node:assert/strict';
import process from 'node:process';
import fc from 'fast-check';
import { check, parse, slice, taskId } from '#core';
import { file, group, task } from '../sampleTasks.ts';
import { damaged, mutations } from './mutations.ts';

const [first, second, third, fourth] = [
  'TASK-20260301-001',
  'TASK-20260301-002',
  'TASK-20260301-003',
  'TASK-20260301-004',
] as const;
const neighbours = [first, third, fourth] as const;
const victim = task({ id: second, dependencies: `Depends on: ${first}` });
/** Each of the others has a defect of its own. */
const textOf = (block: string): string =>
  file(
    '# Later',
    group('dev', 'high', task({ id: first, plan: null }), block, task({ id: third, plan: null })),
    group('docs', 'low', task({ id: fourth, type: 'docs', priority: 'low', plan: null })),
  );

/** Somebody may ask for silence, and what is in a merge is no task of anybody's yet. */
const silences = /agent-backlog-|<<<<<<<|=======|>>>>>>>/;

describe('a damaged file: one bad block', () => {
  it('hides no other one, and no defect of theirs', () => {
    fc.assert(
      fc.property(mutations, (all) => {
        const block = damaged(victim, all);
        fc.pre(!silences.test(block));
        const text = textOf(block);
        const document = parse(text, 'backlog');
        const problems = check(document, { today: '2026-03-01' });
        for (const id of neighbours) {
          const found = document.tasks.filter((one) => taskId(one) === id);
          const whole = found
            .map(({ range }) => slice(text, range))
            .filter((one) => textOf('').includes(one));
          assert.ok(
            whole.length > 0,
            `${id} is lost: ${JSON.stringify(found.map(({ range }) => slice(text, range)))}\n${block}`,
          );
          const own = found.filter((one) => slice(text, one.range) === whole[0]);
          assert.ok(
            problems.some(
              ({ code, range }) =>
                code === 'missing-plan' &&
                own.some((one) => range.start >= one.range.start && range.end <= one.range.end),
            ),
            `${id} lacks a plan, and nobody says so:\n${block}`,
          );
        }
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 250) },
    );
  });
});
