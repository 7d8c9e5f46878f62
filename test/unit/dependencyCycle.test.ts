import assert from 'node:assert/strict';
import { check } from '#core';
import { file, group, task } from '../sampleTasks.ts';
import { queueFile, surroundings } from './surroundings.ts';

const idOf = (number: number): string => `TASK-20260301-${String(number).padStart(3, '0')}`;

/** Tasks 1 to `length`, each of which waits for the next one, and the last one for the first. */
function ring(length: number, alsoWaitsFor: readonly string[] = []): string {
  const tasks = Array.from({ length }, (_, at) => {
    const next = idOf(((at + 1) % length) + 1);
    return task({ id: idOf(at + 1), dependencies: [...alsoWaitsFor, next].join(', ') });
  });
  return file('# Later', group('dev', 'high', ...tasks));
}

/** What is said of the first task of a backlog. */
function messageOf(text: string): string | undefined {
  const own = queueFile('BACKLOG.md', text);
  const problems = check(own.document, { today: '2026-03-01', around: surroundings(own, []) });
  return problems.find(({ code }) => code === 'dependency-cycle')?.message;
}

function said(...round: readonly (number | '…')[]): string {
  const shown = round.map((one) => (one === '…' ? one : idOf(one))).join(' → ');
  return `Task ${idOf(1)} waits for itself: ${shown}. Remove one of these dependencies.`;
}

describe('tasks that wait for each other in a long round', () => {
  for (const { tasks, message } of [
    { tasks: 5, message: said(1, 2, 3, 4, 5, 1) },
    { tasks: 6, message: said(1, 2, 3, 4, 5, 6, 1) },
    { tasks: 7, message: said(1, 2, 3, 4, 5, '…', 1) },
    { tasks: 50, message: said(1, 2, 3, 4, 5, '…', 1) },
    // Of a round that takes too long to follow, only the first step is sure.
    { tasks: 51, message: said(1, 2, '…', 1) },
  ]) {
    it(`are named as far as there is room for them: ${String(tasks)}`, () => {
      assert.equal(messageOf(ring(tasks)), message);
    });
  }

  it('are found beside all that they wait for as well', () => {
    const others = Array.from({ length: 60 }, (_, at) => idOf(100 + at));
    assert.equal(messageOf(ring(3, others)), said(1, 2, 3, 1));
  });
});
