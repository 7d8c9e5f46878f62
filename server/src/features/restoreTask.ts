import { type QueueEdits, type Refusal, restore, type Task } from '#core';
import { type QueueFiles, toQueue } from '../workspace/queueFiles.ts';
import {
  type ActionContext,
  type ActionProvider,
  dataOf,
  disabledAction,
  moveEdit,
  moveKind,
  moveOptions,
  nameOf,
  taskAt,
  taskOf,
} from './actionProvider.ts';

const title = 'Restore to TODO.md';

/** Takes the task of the cursor in ARCHIVE.md back to TODO.md. */
export const restoreTask: ActionProvider = {
  actions: ['restoreTask'],

  async offer(request) {
    const task = taskAt(request, 'archive');
    if (!task) return [];
    const changes = changesOf(await request.queue(), task, request);
    if ('refused' in changes) return [disabledAction(title, moveKind, changes.refused)];
    return [{ title, kind: moveKind, data: dataOf('restoreTask', request.file, task.range.start) }];
  },

  async edit(data, context) {
    const queue = await context.queue();
    const task = taskOf(data, context);
    const changes = changesOf(queue, task, context);
    const report = `Restored ${nameOf(task)} to TODO.md.`;
    return moveEdit(queue, changes, context, report, [task]);
  },
};

/** The backlog's policy counts, as it does for what is promoted. */
function changesOf(queue: QueueFiles, task: Task, context: ActionContext): QueueEdits | Refusal {
  const policy = context.policy(queue.backlog ?? queue.todo ?? context.file, queue);
  return restore(toQueue(queue), [task], policy, moveOptions(queue, context));
}
