import assert from 'node:assert/strict';
import { taskId } from '#core';
import { readyTasks } from '../../core/src/workflow/nextTask.ts';
import { queueOf } from '../sampleQueue.ts';
import { file, task } from '../sampleTasks.ts';

const ids = (...blocks: string[]): (string | undefined)[] =>
  readyTasks(
    queueOf({
      backlog: '',
      todo: file(...blocks),
      archive: file(task({ id: 'TASK-20260201-001', status: 'done' })),
    }),
  ).map(taskId);

describe('the next tasks to work on', () => {
  it('are those in progress, then those to be done, in listed order', () => {
    assert.deepEqual(
      ids(
        task({ id: 'TASK-20260301-001' }),
        task({ id: 'TASK-20260301-002', status: 'blocked' }),
        task({ id: 'TASK-20260301-003', status: 'in-progress' }),
        task({ id: 'TASK-20260301-004', status: 'done' }),
        task({ id: 'TASK-20260301-005' }),
      ),
      ['TASK-20260301-003', 'TASK-20260301-001', 'TASK-20260301-005'],
    );
  });

  it('wait for no task that is not done', () => {
    assert.deepEqual(
      ids(
        task({ id: 'TASK-20260301-001', dependencies: 'TASK-20260301-002' }),
        task({ id: 'TASK-20260301-002' }),
        task({ id: 'TASK-20260301-003', dependencies: 'TASK-20260301-004, TASK-20260201-001' }),
        task({ id: 'TASK-20260301-004', status: 'done' }),
      ),
      ['TASK-20260301-002', 'TASK-20260301-003'],
    );
  });

  it('wait for others whose ids have the form of the file', () => {
    assert.deepEqual(
      ids(task({ id: 'XY-6', dependencies: 'XY-7' }), task({ id: 'XY-7' }), task({ id: 'XY-8' })),
      ['XY-7', 'XY-8'],
    );
  });

  it('are to be done when they say nothing of their status', () => {
    const [first, second] = ['TASK-20260301-001', 'TASK-20260301-002'];
    assert.deepEqual(ids(task({ id: first }).replace('**Status:** todo\n', ''), task({ id: second })), [
      first,
      second,
    ]);
  });

  it('are known in a queue without ARCHIVE.md', () => {
    const id = 'TASK-20260301-001';
    assert.deepEqual(readyTasks(queueOf({ backlog: '', todo: file(task({ id })) })).map(taskId), [id]);
  });

  it('are none in a queue without TODO.md', () => {
    assert.deepEqual(readyTasks(queueOf({ backlog: file(task({ id: 'TASK-20260301-001' })) })), []);
  });
});
