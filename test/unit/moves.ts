import {
  archive,
  chooseBatch,
  demote,
  doneTasks,
  promote,
  type QueueEdits,
  type QueueWithBacklog,
  restore,
  setStatus,
  type Task,
  type TaskFileKind,
  taskId,
} from '#core';
import { newTask } from '../../core/src/workflow/newTask.ts';
import { moveOptions, policyFor } from '../sampleQueue.ts';

export const kinds = ['backlog', 'todo', 'archive'] as const;

/** A move of some tasks, the files of which it may change, and what it may say in these besides the blocks. */
export interface Move {
  readonly name: string;
  readonly edits: QueueEdits | { readonly refused: string };
  readonly moved: readonly string[];
  readonly changes: readonly TaskFileKind[];
  readonly says: RegExp;
}

const nothing = /^$/;
const trace = /^(?:<!--Tasks?TASK-[\w,-]*movedtoTODO\.mdon\d{4}-\d\d-\d\d-->)?$/;

/** Every kind of move that a queue allows, of one task and of several. */
export function everyMove(queue: QueueWithBacklog): Move[] {
  const { backlog, todo, archive: archived, index } = queue;
  const policy = policyFor(queue);
  const moves: Move[] = [];
  const add = (
    name: string,
    edits: Move['edits'],
    tasks: readonly Task[],
    changes: readonly TaskFileKind[],
    says: RegExp,
  ): void => {
    moves.push({ name, edits, moved: tasks.map((task) => taskId(task) ?? ''), changes, says });
  };
  const full = backlog.groups.filter(({ tasks }) => tasks.length > 0);
  for (const group of full.slice(0, 3)) {
    for (const [name, tasks] of [
      ['promote a group', group.tasks],
      ['promote some', group.tasks.filter((_, at) => at % 2 === 1)],
    ] as const) {
      const batch = chooseBatch(queue, group, policy, tasks);
      if ('refused' in batch) continue;
      add(name, promote(queue, batch, moveOptions), batch.moved, ['backlog', 'todo'], trace);
    }
  }
  const active = todo?.tasks ?? [];
  for (const tasks of [active.slice(0, 1), active.slice(-2)])
    add('demote', demote(queue, tasks, moveOptions), tasks, ['backlog', 'todo'], trace);
  const done = todo ? doneTasks(todo) : [];
  for (const tasks of [done, done.slice(-1)])
    add('archive', archive(queue, tasks, moveOptions), tasks, ['todo', 'archive'], nothing);
  const old = archived?.tasks ?? [];
  for (const tasks of [old.slice(0, 1), old.slice(-2)])
    add('restore', restore(queue, tasks, policy, moveOptions), tasks, ['todo', 'archive'], nothing);
  for (const kind of kinds) {
    const [task] = queue[kind]?.tasks ?? [];
    if (task && taskId(task) !== undefined)
      add(
        'set a status',
        setStatus(queue, kind, task, 'blocked', moveOptions),
        [task],
        [kind],
        /^(?:blocked|done|todo|in-progress)?$/,
      );
  }
  const [first] = backlog.groups;
  if (first) {
    const options = { ...moveOptions, otherTexts: [], index };
    add('add a task', newTask(backlog, first, { title: 'New' }, policy, options), [], ['backlog'], nothing);
  }
  return moves.filter(({ edits }) => !('refused' in edits));
}
