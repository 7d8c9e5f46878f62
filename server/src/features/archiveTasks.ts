import { archive, doneTasks, holdsTasks, type QueueEdits, type Refusal } from '#core';
import { queueWorkspaceEdit } from '../workspace/queueChanges.ts';
import { type QueueFiles, toQueue } from '../workspace/queueFiles.ts';
import {
  type ActionContext,
  type ActionProvider,
  dataOf,
  disabledAction,
  moveKind,
} from './actionProvider.ts';

/** Moves every done task of TODO.md to ARCHIVE.md. */
export const archiveTasks: ActionProvider = {
  actions: ['archiveTasks'],

  async offer(request) {
    const { document } = request.file;
    const done = document.file === 'todo' && holdsTasks(document) ? doneTasks(document).length : 0;
    if (done === 0) return [];
    const title = `Archive ${String(done)} done ${done === 1 ? 'task' : 'tasks'}`;
    const changes = changesOf(await request.queue(), request);
    if ('refused' in changes) return [disabledAction(title, moveKind, changes.refused)];
    return [{ title, kind: moveKind, data: dataOf('archiveTasks', request.file) }];
  },

  async edit(_data, context) {
    const queue = await context.queue();
    const changes = changesOf(queue, context);
    if ('refused' in changes) throw new Error(changes.refused);
    return { edit: queueWorkspaceEdit(queue, changes, context.edits) };
  },
};

function changesOf(queue: QueueFiles, { file, today }: ActionContext): QueueEdits | Refusal {
  return archive(toQueue(queue), doneTasks(file.document), { today, paths: queue.paths });
}
