import { taskId, taskLabel } from '../document/ids.ts';
import type { Document, Task } from '../document/model.ts';
import { findTag } from '../document/tags.ts';
import { statusOf } from '../policy/fieldValues.ts';
import type { Policy } from '../policy/policy.ts';
import type { TaskFileKind } from './queueEdits.ts';

/** Why nothing moves at all. A sentence for the user. */
export interface Refusal {
  readonly refused: string;
}

/** How a message names a file of a queue. */
export const fileTitles: Readonly<Record<TaskFileKind, string>> = {
  backlog: 'The backlog',
  todo: 'TODO.md',
  archive: 'ARCHIVE.md',
};

/**
 * Why a file can take or give no tasks; undefined when it can. A file that is absent or has no text can take them: it
 * begins from its template.
 */
export function unfit(document: Document | undefined, kind: TaskFileKind): string | undefined {
  if (!document || document.text.trim() === '') return undefined;
  if (document.conflicts.length > 0) return conflicted(kind);
  if (!document.speaksDialect) return `${fileTitles[kind]} is not a task file of this kind.`;
  const broken = document.tasks.find((task) => !hasBothMarkers(task));
  return (
    broken &&
    `${fileTitles[kind]} has a task that is not enclosed in task_begin and task_end: ${taskId(broken) ?? 'one without an id'}.`
  );
}

/** That nothing moves out of a conflict or into it: what does is lost with the side that is not taken. */
export function conflicted(kind: TaskFileKind): string {
  return `${fileTitles[kind]} has a merge conflict. Resolve it first.`;
}

/**
 * Why TODO.md cannot take tasks of a type; undefined when it can.
 *
 * @param newcomer how the message names what would come: `this group`
 */
export function todoRefusal(
  todo: Document | undefined,
  type: string,
  newcomer: string,
  policy: Policy,
): string | undefined {
  const reason = unfit(todo, 'todo');
  if (reason !== undefined || !todo) return reason;
  const other = todo.tasks.map((task) => typeOf(task)).find((one) => one !== undefined && one !== type);
  if (other !== undefined)
    return `TODO.md holds tasks of type ${other}; a batch has one type, and ${newcomer} is ${type}.`;
  const active = activeTasks(todo).length;
  if (active < policy.batchSize) return undefined;
  return `TODO.md is full: it holds ${String(active)} active tasks, and a batch has ${String(policy.batchSize)}.`;
}

/** Why whole tasks cannot leave a file for another: one of them has no id, or its id is taken there. */
export function tasksRefusal(
  tasks: readonly Task[],
  receiver: Document | undefined,
  kind: TaskFileKind,
): string | undefined {
  const there = new Set(receiver?.tasks.map(taskId));
  const coming = new Set<string>();
  for (const task of tasks) {
    const id = taskId(task);
    if (id === undefined) return `${taskLabel(task)} has no id.`;
    if (there.has(id)) return `${fileTitles[kind]} already has a task with the id ${id}.`;
    if (coming.has(id)) return `Two of the tasks have the id ${id}.`;
    coming.add(id);
  }
  return undefined;
}

/** The tasks that count against the batch size: all that are not done. */
export function activeTasks(todo: Document | undefined): readonly Task[] {
  return todo ? todo.tasks.filter((task) => !isDone(todo, task)) : [];
}

/** Whether a task's Status is done, whatever remark follows. */
export function isDone({ text }: Document, task: Task): boolean {
  return statusOf(text, task) === 'done';
}

/** The type in a task's header. */
export function typeOf(task: Task): string | undefined {
  return (task.header && findTag(task.header.tags, 'type')?.value) || undefined;
}

function hasBothMarkers(task: Task): boolean {
  return task.begin !== undefined && task.end !== undefined;
}
