import { type QueueEdits, type Refusal, restore, type Task } from '#core';
import { type QueueFiles, toQueue } from '../workspace/queueFiles.ts';
import {
  type ActionContext,
  type ActionProvider,
  dataOf,
  moveEdit,
  moveOffer,
  moveOptions,
  namedTasks,
  namesOf,
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
    const changes = changesOf(await request.queue(), [task], request);
    return [moveOffer(title, changes, dataOf('restoreTask', request.file, task.range.start))];
  },

  async edit(data, context) {
    const queue = await context.queue();
    const tasks = namedTasks(data, context.file.document.tasks) ?? [taskOf(data, context)];
    const changes = changesOf(queue, tasks, context);
    const report = `Restored ${namesOf(tasks)} to TODO.md.`;
    return moveEdit(queue, changes, context, report, tasks);
  },
};

/** The backlog's policy counts, as it does for what is promoted. */
function changesOf(queue: QueueFiles, tasks: readonly Task[], context: ActionContext): QueueEdits | Refusal {
  const policy = context.policy(queue.backlog ?? queue.todo ?? context.file, queue);
  return restore(toQueue(queue), tasks, policy, moveOptions(queue, context));
}
