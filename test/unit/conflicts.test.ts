import assert from 'node:assert/strict';
import { archive, chooseBatch, defaultPolicy, demote, newTask, restore } from '#core';
import { file, group, task } from '../sampleTasks.ts';
import { moveOptions, queueOf, tasksOf } from '../sampleQueue.ts';

const [first, second, third] = ['TASK-20260301-001', 'TASK-20260301-002', 'TASK-20260301-003'];
const conflict = ['<<<<<<< HEAD', 'ours', '=======', 'theirs', '>>>>>>> other'].join('\n');

/** A queue in which every move is possible, but for what is said of one of its files. */
function queueWith(conflicted: 'backlog' | 'todo' | 'archive') {
  const text = (kind: typeof conflicted, ...blocks: string[]): string =>
    file(...blocks, ...(kind === conflicted ? [conflict] : []));
  return queueOf({
    backlog: text('backlog', group('dev', 'high', task({ id: first }))),
    todo: text('todo', task({ id: second, status: 'done' })),
    archive: text('archive', task({ id: third, status: 'done' })),
  });
}

describe('a file with a merge conflict', () => {
  const message = (title: string): string => `${title} has a merge conflict. Resolve it first.`;
  const refused = (result: object): string => ('refused' in result ? String(result.refused) : 'done');
  const promoted = (queue: ReturnType<typeof queueWith>): string => {
    const [one] = queue.backlog.groups;
    assert.ok(one);
    return refused(chooseBatch(queue, one, defaultPolicy));
  };
  const demoted = (queue: ReturnType<typeof queueWith>): string =>
    refused(demote(queue, tasksOf(queue.todo, second), moveOptions));
  const archived = (queue: ReturnType<typeof queueWith>): string =>
    refused(archive(queue, tasksOf(queue.todo, second), moveOptions));
  const restored = (queue: ReturnType<typeof queueWith>): string =>
    refused(restore(queue, tasksOf(queue.archive, third), defaultPolicy, moveOptions));

  it('gives no task and takes none', () => {
    const backlog = queueWith('backlog');
    assert.equal(promoted(backlog), message('The backlog'));
    assert.equal(demoted(backlog), message('The backlog'));
    const [one] = backlog.backlog.groups;
    assert.ok(one);
    const added = newTask(backlog.backlog, one, { title: 'Tides' }, defaultPolicy, {
      ...moveOptions,
      otherTexts: [],
    });
    assert.equal(refused(added), message('The backlog'));
    const todo = queueWith('todo');
    for (const move of [promoted, demoted, archived, restored]) assert.equal(move(todo), message('TODO.md'));
    const archiveFile = queueWith('archive');
    for (const move of [archived, restored]) assert.equal(move(archiveFile), message('ARCHIVE.md'));
  });

  it('leaves the moves alone that do not touch it', () => {
    assert.equal(promoted(queueWith('archive')), 'done');
    assert.equal(demoted(queueWith('archive')), 'done');
    assert.equal(archived(queueWith('backlog')), 'done');
    assert.equal(restored(queueWith('backlog')), 'done');
  });
});
