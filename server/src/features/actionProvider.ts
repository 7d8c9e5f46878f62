import type { CodeAction, Diagnostic, Range, WorkspaceEdit } from 'vscode-languageserver';
import { CodeActionKind } from 'vscode-languageserver-types';
import {
  type Batch,
  type CheckOptions,
  findTag,
  type Group,
  type GroupTags,
  holdsTasks,
  type MoveOptions,
  type NewTaskFields,
  type Policy,
  type Problem,
  type QueueEdits,
  type Refusal,
  type Task,
  taskId,
  type TextRange,
  touches,
} from '#core';
import { queueWorkspaceEdit } from '../workspace/queueChanges.ts';
import { filesOf, type QueueFiles } from '../workspace/queueFiles.ts';
import type { TaskFile } from '../workspace/taskFile.ts';
import type { WorkspaceEdits } from '../workspace/workspaceEdits.ts';

/** One family of code actions: what it offers, and the edits that it makes when one is chosen. */
export interface ActionProvider {
  /** The actions that it makes edits for, as they stand in their `data`. */
  readonly actions: readonly string[];
  offer(request: ActionRequest): Promise<CodeAction[]>;
  /** @throws Error when the action can no longer be done; the message says why */
  edit(data: ActionData, context: ActionContext): Promise<ActionEdit>;
}

/** What stands in an action's `data` until it is resolved. */
export interface ActionData {
  readonly action: string;
  readonly uri: string;
  /** The version of the file for which the action was offered; absent where any will do. */
  readonly version?: number | null;
  /** What the files of the queue were when the action was offered; absent where nobody looked at them. */
  readonly queue?: string;
  /** The offset in that version at which the group or task begins that the action is about. */
  readonly at?: number;
  /** Whether what there is to say of it is told once it is done; only where the command that does so is left out. */
  readonly reports?: boolean;
  /** The ids of the tasks that the action is about, where those are not all that it could be about. */
  readonly ids?: readonly string[];
  /** The status that the action gives. */
  readonly status?: string;
  /** The code of the one rule that the action is about. */
  readonly only?: string;
  /** The title of a new task, and its component where it is not that of its group. */
  readonly title?: string;
  readonly component?: string;
  /** What the new task's group is to be, where there is none like that yet. */
  readonly newGroup?: GroupTags;
  /** What else is known of a new task. */
  readonly fields?: Omit<NewTaskFields, 'title' | 'component'>;
}

/** What an action does, and what is to be said when it is done. */
export interface ActionEdit {
  readonly edit: WorkspaceEdit;
  readonly report?: string;
  /** The id of a task that the action adds. */
  readonly id?: string;
  /** The id of the task that it changes, moves or adds, or of the first of several. */
  readonly about?: string | undefined;
}

/** The file that an action is about, and what is known around it. */
export interface ActionContext {
  readonly file: TaskFile;
  readonly options: CheckOptions;
  readonly today: string;
  readonly edits: WorkspaceEdits;
  /** The queue of the file. */
  readonly queue: () => Promise<QueueFiles>;
  /** The texts of all task files of the workspace, as they are known. */
  readonly texts: () => readonly string[];
  /** The policy that holds for the tasks of a file of the queue. */
  readonly policy: (file: TaskFile, queue: QueueFiles) => Policy;
}

/** What a client asks actions for. */
export interface ActionRequest extends ActionContext {
  readonly problems: readonly Problem[];
  /** The place in the file, in LSP's terms and as offsets. */
  readonly range: Range;
  readonly offsets: TextRange;
  /** The diagnostics that the client says are there. */
  readonly diagnostics: readonly Diagnostic[];
  /** Whether actions of a kind are wanted. */
  readonly asks: (kind: string) => boolean;
  /** Whether the client names the kinds that it wants. */
  readonly asksByKind: boolean;
}

export const moveKind = `${CodeActionKind.Refactor}.move`;

/** A place in a file, as offsets. */
export type Place = Pick<ActionRequest, 'file' | 'offsets'>;

/** What a move of tasks of a queue is told. */
export function moveOptions(queue: QueueFiles, { today, options }: ActionContext): MoveOptions {
  const own = new Set(filesOf(queue).map(({ uri }) => uri));
  const known = [...(options.around?.known.files ?? [])].map(({ uri }) => uri);
  return { today, uris: queue.uris, others: known.filter((uri) => !own.has(uri)) };
}

/** The group of a backlog that a request is about; undefined where there is none, or where the file is no backlog. */
export function groupAt({ file: { document }, offsets }: Place): Group | undefined {
  if (document.file !== 'backlog' || !holdsTasks(document)) return undefined;
  return document.groups.find((group) => touches(group.range, offsets));
}

/** The groups of a file that have a type and a priority. */
export function groupsWith({ document }: TaskFile, { type, priority }: GroupTags): Group[] {
  return document.groups.filter(
    ({ begin: { tags } }) =>
      findTag(tags, 'type')?.value === type && findTag(tags, 'priority')?.value === priority,
  );
}

/** The group that an action was offered for. */
export function groupOf(data: ActionData, { file }: ActionContext): Group {
  const group = file.document.groups.find(({ begin }) => begin.range.start === data.at);
  if (!group) throw new Error('The group is no longer there.');
  return group;
}

/** The task that a request is about; undefined where there is none, or where the file is none of that kind. */
export function taskAt(
  { file: { document }, offsets }: Place,
  kind: TaskFile['document']['file'],
): Task | undefined {
  if (document.file !== kind || !holdsTasks(document)) return undefined;
  return document.tasks.find((task) => touches(task.range, offsets));
}

/** The task that an action was offered for. */
export function taskOf(data: ActionData, { file }: ActionContext): Task {
  const task = file.document.tasks.find(({ range }) => range.start === data.at);
  if (!task) throw new Error('The task is no longer there.');
  return task;
}

/** The action of a move of tasks: one that cannot be done where the move is refused. */
export function moveOffer(title: string, move: QueueEdits | Batch | Refusal, data: ActionData): CodeAction {
  if ('refused' in move) return disabledAction(title, moveKind, move.refused);
  return { title, kind: moveKind, data };
}

/**
 * The edit of a move of tasks.
 *
 * @throws Error when the move is refused; the message says why
 */
export function moveEdit(
  queue: QueueFiles,
  changes: QueueEdits | Refusal,
  { edits }: ActionContext,
  report: string,
  [first]: readonly Task[],
): ActionEdit {
  if ('refused' in changes) throw new Error(changes.refused);
  return { edit: queueWorkspaceEdit(queue, changes, edits), report, about: first && taskId(first) };
}

/** A task within a sentence. */
export function nameOf(task: Task): string {
  return taskId(task) ?? (task.header?.title || 'the task');
}

/** A task, or the number of several, within a sentence. */
export function namesOf(tasks: readonly Task[]): string {
  const [first, ...others] = tasks;
  return first && others.length === 0 ? nameOf(first) : `${String(tasks.length)} tasks`;
}

/**
 * Those of some tasks that an action names by their ids; undefined where it names none.
 *
 * @throws Error when one of them is not there
 */
export function namedTasks(data: ActionData, tasks: readonly Task[]): Task[] | undefined {
  const gone = data.ids?.find((id) => !tasks.some((task) => taskId(task) === id));
  if (gone !== undefined) throw new Error(`${gone} is no longer there.`);
  return data.ids && tasks.filter((task) => data.ids?.includes(taskId(task) ?? ''));
}

/** What an action on a task hands back to have its edit made. */
export function dataOf(action: string, { uri, version }: TaskFile, at?: number): ActionData {
  return { action, uri, version, ...(at !== undefined && { at }) };
}

/** An action that cannot be done. The reason is in the title too, because VS Code shows no other text of it. */
export function disabledAction(title: string, kind: string, reason: string): CodeAction {
  return { title: `${title} – ${reason.replace(/\.$/, '')}`, kind, disabled: { reason } };
}
