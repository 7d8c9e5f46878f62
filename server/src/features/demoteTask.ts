import { demote, type QueueEdits, type Refusal, type Task } from '#core';
import { queueWorkspaceEdit } from '../workspace/queueChanges.ts';
import { type QueueFiles, toQueue } from '../workspace/queueFiles.ts';
import { type ActionProvider, dataOf, disabledAction, moveKind, taskAt, taskOf } from './actionProvider.ts';

const title = 'Demote to BACKLOG.md';

/** Takes the task of the cursor in TODO.md back to its group. */
export const demoteTask: ActionProvider = {
  actions: ['demoteTask'],

  async offer(request) {
    const task = taskAt(request, 'todo');
    if (!task) return [];
    const changes = changesOf(await request.queue(), task);
    if ('refused' in changes) return [disabledAction(title, moveKind, changes.refused)];
    return [{ title, kind: moveKind, data: dataOf('demoteTask', request.file, task.range.start) }];
  },

  async edit(data, context) {
    const queue = await context.queue();
    const changes = changesOf(queue, taskOf(data, context));
    if ('refused' in changes) throw new Error(changes.refused);
    return { edit: queueWorkspaceEdit(queue, changes, context.edits) };
  },
};

function changesOf(queue: QueueFiles, task: Task): QueueEdits | Refusal {
  return demote(toQueue(queue), [task], { paths: queue.paths });
}
