import assert from 'node:assert/strict';
import { allSayTheSame, parse, TaskEdits } from '#core';
import { file, group, task } from '../sampleTasks.ts';

const [first, second] = ['TASK-20260301-001', 'TASK-20260301-002'];

describe('allSayTheSame', () => {
  const text = file(
    group(
      'dev',
      'high',
      task({ id: first, dependencies: second }),
      task({ id: second, title: 'Draw the tides' }),
    ),
  );
  /** Whether tasks say the same to others once each of some words is replaced, the first time that it occurs. */
  const same = (...changes: readonly (readonly [from: string, to: string])[]): boolean => {
    let edits = TaskEdits.of(parse(text, 'backlog'));
    let now = text;
    for (const [from, to] of changes) {
      const start = now.indexOf(from);
      edits = edits.with({ range: { start, end: start + from.length }, newText: to }) ?? assert.fail(from);
      now = now.slice(0, start) + to + now.slice(start + from.length);
    }
    return allSayTheSame(edits);
  };

  it('of tasks whose header, state, dependencies and documents are as they were', () => {
    assert.equal(same(), true);
    assert.equal(same(['1. Measure', '1. Look'], ['2 days', '3 days']), true);
    assert.equal(same(['**Plan:**', '**Risks:** none\n**Plan:**']), true);
  });

  it('not of one in which any of these has changed', () => {
    for (const change of [
      ['Cache the', 'Keep the'],
      ['todo', 'done'],
      [`**Dependencies:** ${second}`, '**Dependencies:** None'],
      ['docs/tides.md', 'docs/moon.md'],
    ] as const)
      assert.equal(same(change), false, change[0]);
  });

  it('not where one of several has changed', () => {
    assert.equal(same(['1. Measure', '1. Look'], ['Draw the', 'Paint the']), false);
    assert.equal(same(['Cache the', 'Keep the'], ['Draw the', 'Paint the']), false);
  });
});
