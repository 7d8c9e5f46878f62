import type { CodeAction } from 'vscode-languageserver';
import { archive, doneTasks, holdsTasks, type QueueEdits, type Refusal, type Task } from '#core';
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

/** Moves the done task of the cursor from TODO.md to ARCHIVE.md, or every done one. */
export const archiveTasks: ActionProvider = {
  actions: ['archiveTasks'],

  async offer(request) {
    const { document } = request.file;
    const done = document.file === 'todo' && holdsTasks(document) ? doneTasks(document) : [];
    if (done.length === 0) return [];
    const queue = await request.queue();
    const offer = (title: string, tasks: readonly Task[], at?: number): CodeAction => {
      const changes = changesOf(queue, tasks, request);
      return moveOffer(title, changes, dataOf('archiveTasks', request.file, at));
    };
    const here = taskAt(request, 'todo');
    const one = here && done.includes(here) ? [offer('Archive this task', [here], here.range.start)] : [];
    if (done.length === one.length) return one;
    const title = `Archive ${String(done.length)} done ${done.length === 1 ? 'task' : 'tasks'}`;
    return [...one, offer(title, done)];
  },

  async edit(data, context) {
    const queue = await context.queue();
    const { document } = context.file;
    const tasks =
      data.at === undefined
        ? (namedTasks(data, document.tasks) ?? doneTasks(document))
        : [taskOf(data, context)];
    const changes = changesOf(queue, tasks, context);
    return moveEdit(queue, changes, context, `Archived ${namesOf(tasks)}.`, tasks);
  },
};

function changesOf(queue: QueueFiles, tasks: readonly Task[], context: ActionContext): QueueEdits | Refusal {
  return archive(toQueue(queue), tasks, moveOptions(queue, context));
}
