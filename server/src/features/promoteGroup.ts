import type { CodeAction, Command } from 'vscode-languageserver';
import { CodeActionKind } from 'vscode-languageserver-types';
import {
  type Batch,
  type BatchRefusal,
  batchTitle,
  chooseBatch,
  type Group,
  promote,
  sentenceOf,
  type Task,
  taskId,
  touches,
} from '#core';
import { queueWorkspaceEdit } from '../workspace/queueChanges.ts';
import { type QueueFiles, toQueue } from '../workspace/queueFiles.ts';
import {
  type ActionContext,
  type ActionEdit,
  type ActionProvider,
  dataOf,
  disabledAction,
  groupAt,
  groupOf,
  moveKind,
  moveOptions,
  namedTasks,
} from './actionProvider.ts';

/**
 * Run by the client once a promotion is applied, to name the tasks that were passed over. Where it is offered with the
 * action, it has no arguments: VS Code forgets those when its menu has closed, which can be before the edit is applied.
 * Where it comes with the edit, its argument is what is to be said.
 */
export const reportCommand: Command = {
  title: 'Say what was left',
  command: 'agentBacklog.reportPassedOver',
};

/**
 * Promotes what is ready in the group of the cursor. On the group's own lines that is a quick fix, elsewhere in the
 * group, and for who asks for refactorings alone, a refactoring.
 */
export const promoteGroup: ActionProvider = {
  actions: ['promoteGroup'],

  async offer(request) {
    const group = groupAt(request);
    if (!group) return [];
    const headed = { start: group.begin.range.start, end: (group.heading ?? group.begin.range).end };
    const kind =
      touches(headed, request.offsets) && request.asks(CodeActionKind.QuickFix)
        ? CodeActionKind.QuickFix
        : moveKind;
    // Fix-all on save asks too: the queue is read only for those who want the answer.
    if (!request.asks(kind)) return [];
    const { batch } = await batchOf(request, group);
    if ('refused' in batch) return [disabledAction('Promote group', kind, batch.refused)];
    const data = dataOf('promoteGroup', request.file, group.begin.range.start);
    const action: CodeAction = { title: batchTitle(batch), kind, data };
    return [batch.passedOver.length > 0 ? { ...action, command: reportCommand } : action];
  },

  async edit(data, context) {
    const group = groupOf(data, context);
    const { queue, batch } = await batchOf(context, group, namedTasks(data, group.tasks));
    if ('refused' in batch) throw new Error(batch.refused);
    const left = batch.passedOver.map(sentenceOf).join('; ');
    const done = `${batchTitle(batch).replace('Promote', 'Promoted')}.`;
    const report = left === '' ? done : `${done} Left in the group: ${left}.`;
    return { ...promotionOf(queue, context, batch), report };
  },
};

/** What promoting a group, or some of its tasks, would move. */
export async function batchOf(
  context: ActionContext,
  group: Group,
  tasks?: readonly Task[],
): Promise<{ queue: QueueFiles; batch: Batch | BatchRefusal }> {
  const queue = await context.queue();
  const { document } = context.file;
  const batch = chooseBatch(
    { ...toQueue(queue), backlog: document },
    group,
    context.policy(context.file, queue),
    tasks,
  );
  return { queue, batch };
}

/** The edit of a promotion. */
export function promotionOf(queue: QueueFiles, context: ActionContext, batch: Batch): ActionEdit {
  const { file, edits } = context;
  const changes = promote({ ...toQueue(queue), backlog: file.document }, batch, moveOptions(queue, context));
  const [first] = batch.moved;
  return { edit: queueWorkspaceEdit(queue, changes, edits), about: first && taskId(first) };
}
