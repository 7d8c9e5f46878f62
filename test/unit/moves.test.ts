import assert from 'node:assert/strict';
import {
  archive,
  chooseBatch,
  demote,
  newTask,
  policyOf,
  promote,
  type QueueEdits,
  type QueueWithBacklog,
  type Refusal,
  restore,
  setStatus,
  type TaskFileKind,
} from '#core';
import { applied, moveOptions, policyFor, queueOf, tasksOf } from '../sampleQueue.ts';
import { file, group, task } from '../sampleTasks.ts';

const [waiting, active, old] = ['TASK-20260201-001', 'TASK-20260201-002', 'TASK-20260201-003'] as const;
const texts = {
  backlog: file(group('dev', 'high', task({ id: waiting }))),
  todo: file(task({ id: active, status: 'done' })),
  archive: file(task({ id: old, status: 'done' })),
};

/** Every move of one task: whose it is, the file that it stands in, the one that it goes to, and the move itself. */
const moves: readonly {
  readonly name: string;
  readonly id: string;
  readonly from: TaskFileKind;
  readonly to: TaskFileKind;
  readonly make: (queue: QueueWithBacklog) => QueueEdits | Refusal;
}[] = [
  {
    name: 'promotion',
    id: waiting,
    from: 'backlog',
    to: 'todo',
    make: (queue) => {
      const [first = assert.fail()] = queue.backlog.groups;
      const batch = chooseBatch(queue, first, policyFor(queue));
      return 'refused' in batch ? batch : promote(queue, batch, moveOptions);
    },
  },
  {
    name: 'demotion',
    id: active,
    from: 'todo',
    to: 'backlog',
    make: (queue) => demote(queue, tasksOf(queue.todo, active), moveOptions),
  },
  {
    name: 'archiving',
    id: active,
    from: 'todo',
    to: 'archive',
    make: (queue) => archive(queue, tasksOf(queue.todo, active), moveOptions),
  },
  {
    name: 'restoring',
    id: old,
    from: 'archive',
    to: 'todo',
    make: (queue) => restore(queue, tasksOf(queue.archive, old), policyFor(queue), moveOptions),
  },
  {
    name: 'a change of status',
    id: old,
    from: 'archive',
    to: 'archive',
    make: (queue) =>
      setStatus(queue, 'archive', tasksOf(queue.archive, old)[0] ?? assert.fail(), 'todo', moveOptions),
  },
];

describe('every move', () => {
  for (const { name, id, from, to, make } of moves) {
    it(`names the file that is to be changed last: ${name}`, () => {
      const edits = make(queueOf(texts));
      assert.ok(!('refused' in edits));
      assert.equal(edits.source, from);
    });

    it(`changes, of several index entries, the one that names the task's file: ${name}`, () => {
      const titles = { backlog: 'BACKLOG.md', todo: 'TODO.md', archive: 'ARCHIVE.md' };
      const entry = (kind: TaskFileKind, status = 'done'): string =>
        `## index_entry_begin\n[id:${id}]\nstatus: ${status}\nlocation: ${titles[kind]}\ncompleted: 2026-02-01\n## index_entry_end`;
      const others = (['backlog', 'todo', 'archive'] as const).filter((kind) => kind !== from);
      const index = (own: string): string => file(own, ...others.map((kind) => entry(kind)));
      const queue = queueOf({ ...texts, index: index(entry(from)) });
      const status = name === 'a change of status' ? 'todo' : 'done';
      assert.equal(applied(queue, make(queue)).index, index(entry(to, status)));
    });
  }

  it('has a new task come into the backlog before the index knows it', () => {
    const queue = queueOf(texts);
    const [first = assert.fail()] = queue.backlog.groups;
    const options = { ...moveOptions, otherTexts: [] };
    const edits = newTask(queue.backlog, first, { title: 'New' }, policyOf(queue.backlog), options);
    assert.ok(!('refused' in edits));
    assert.equal(edits.source, 'todo');
  });
});
