import {
  type CodeAction,
  CodeActionKind,
  type Command,
  type Range,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { Utils, URI } from 'vscode-uri';
import {
  batchTitle,
  chooseBatch,
  type Group,
  type Policy,
  promote,
  type Queue,
  sentenceOf,
  touches,
} from '#core';
import type { QueueFiles } from '../workspace/queueFiles.ts';
import { type TaskFile, toOffsets } from '../workspace/taskFile.ts';
import type { WorkspaceEdits } from '../workspace/workspaceEdits.ts';

/**
 * Run by the client once a promotion is applied, to name the tasks that were passed over. It has no arguments: VS Code
 * forgets those of an action when its menu has closed, which can be before the edit is applied.
 */
export const reportCommand: Command = {
  title: 'Say what was left',
  command: 'agentBacklog.reportPassedOver',
};

/** What a client needs to hand back to have the edit of a promotion made. */
export interface PromoteGroupData {
  readonly action: 'promoteGroup';
  readonly uri: string;
  /** The version of the backlog for which the action was offered. */
  readonly version: number | null;
  /** The offset of the group's begin marker in that version. */
  readonly group: number;
}

/** The group of a backlog that a range lies in; undefined where there is none. */
export function groupAt(file: TaskFile, range: Range): Group | undefined {
  if (file.document.file !== 'backlog' || !file.document.speaksDialect) return undefined;
  const asked = toOffsets(file, range);
  return file.document.groups.find((group) => touches(group.range, asked));
}

/**
 * The action that promotes a group, without its edit, which is made on resolve. Where nothing can be promoted it is
 * disabled with the reason. On the group's own lines it is a quick fix, elsewhere in the group a refactoring.
 */
export function promoteGroupAction(
  queue: QueueFiles,
  group: Group,
  range: Range,
  policy: Policy,
): CodeAction {
  const { backlog } = queue;
  const asked = toOffsets(backlog, range);
  const headed = { start: group.begin.range.start, end: (group.heading ?? group.begin.range).end };
  const kind = touches(headed, asked) ? CodeActionKind.QuickFix : `${CodeActionKind.Refactor}.move`;
  const batch = chooseBatch(toQueue(queue), group, policy);
  if ('refused' in batch) {
    // The reason is in the title too, because VS Code shows no other text of a disabled action.
    const title = `Promote group – ${batch.refused.replace(/\.$/, '')}`;
    return { title, kind, disabled: { reason: batch.refused } };
  }
  const data: PromoteGroupData = {
    action: 'promoteGroup',
    uri: backlog.uri,
    version: backlog.version,
    group: group.begin.range.start,
  };
  const title = batchTitle(batch);
  return { title, kind, data, ...(batch.passedOver.length > 0 && { command: reportCommand }) };
}

/**
 * The edit of a promotion, over all files of the queue at once, and what to say of it when it is done.
 *
 * @throws Error when the group can no longer be promoted; the message says why
 */
export function promoteGroupEdit(
  queue: QueueFiles,
  group: Group,
  policy: Policy,
  today: string,
  edits: WorkspaceEdits,
): { edit: WorkspaceEdit; report: string } {
  const batch = chooseBatch(toQueue(queue), group, policy);
  if ('refused' in batch) throw new Error(batch.refused);
  const changes = promote(toQueue(queue), batch, {
    today,
    backlogName: Utils.basename(URI.parse(queue.backlog.uri)),
    todoPath: relativePath(queue.backlog.uri, queue.todoUri),
  });
  // The copy comes before the deletion, so that a client that stops half way leaves a task twice, never nowhere.
  const edit = edits.of([
    'create' in changes.todo
      ? { uri: queue.todoUri, create: changes.todo.create }
      : { file: queue.todo, edits: changes.todo },
    { file: queue.index, edits: changes.index },
    { file: queue.backlog, edits: changes.backlog },
  ]);
  const left = batch.passedOver.map(sentenceOf).join('; ');
  return { edit, report: `${batchTitle(batch).replace('Promote', 'Promoted')}. Left in the group: ${left}.` };
}

function toQueue({ backlog, todo, archive, index }: QueueFiles): Queue {
  return {
    backlog: backlog.document,
    todo: todo?.document,
    archive: archive?.document,
    index: index?.document,
  };
}

function relativePath(from: string, to: string): string {
  const folder = Utils.dirname(URI.parse(from)).path.replace(/\/?$/, '/');
  const { path } = URI.parse(to);
  return path.startsWith(folder) ? path.slice(folder.length) : Utils.basename(URI.parse(to));
}
