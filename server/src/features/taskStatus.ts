import { CodeActionKind } from 'vscode-languageserver-types';
import { setStatus, type Status, statusOf, taskId, taskLabel } from '#core';
import { queueWorkspaceEdit } from '../workspace/queueChanges.ts';
import { toQueue } from '../workspace/queueFiles.ts';
import { type ActionProvider, dataOf, moveOptions, taskAt, taskOf } from './actionProvider.ts';

/** The kind of actions that change a task's status. */
export const statusKind = CodeActionKind.RefactorRewrite;

/** Starts, blocks, completes or reopens the task of the cursor in TODO.md. */
export const taskStatus: ActionProvider = {
  actions: ['setStatus'],

  offer(request) {
    const task = taskAt(request, 'todo');
    const current = task && statusOf(request.file.document.text, task);
    if (!task || !request.asks(statusKind)) return Promise.resolve([]);
    return Promise.resolve(
      [...titles]
        .filter(([status]) => status !== current)
        .map(([status, title]) => {
          const data = { ...dataOf('setStatus', request.file, task.range.start), status };
          return { title, kind: statusKind, data };
        }),
    );
  },

  async edit(data, context) {
    const status = [...titles.keys()].find((one) => one === data.status);
    if (!status) throw new Error('There is no such status.');
    const queue = await context.queue();
    const task = taskOf(data, context);
    const changes = setStatus(toQueue(queue), 'todo', task, status, moveOptions(queue, context));
    if ([changes.todo, changes.index].every((edits) => !('create' in edits) && edits.length === 0))
      throw new Error(`${taskLabel(task)} is ${status} already.`);
    return { edit: queueWorkspaceEdit(queue, changes, context.edits), about: taskId(task) };
  },
};

const titles: ReadonlyMap<Status, string> = new Map([
  ['in-progress', 'Start'],
  ['blocked', 'Block'],
  ['done', 'Complete'],
  ['todo', 'Reopen'],
]);
