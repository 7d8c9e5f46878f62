import type { Document, Task } from './model.ts';
import { findTag } from './tags.ts';
import { taskIdsPattern } from './vocabulary.ts';

/** The id in a task's header; undefined where there is none or an empty one. */
export function taskId(task: Task): string | undefined {
  const value = task.header && findTag(task.header.tags, 'id')?.value;
  return value === '' ? undefined : value;
}

/** How a message names a task: by its id, else by its title, else as what it is. */
export function taskLabel(task: Task): string {
  const id = taskId(task);
  if (id !== undefined) return `Task ${id}`;
  return task.header?.title ? `Task “${task.header.title}”` : 'This task';
}

/** The same within a sentence. */
export function taskMention(task: Task): string {
  return taskLabel(task).replace(/^T(?=his task$)/, 't');
}

/**
 * The lowest id of a day that follows every id of that day in the given texts. Ids are never reused, so ids
 * that stand only in prose, such as in the trace of a move, count as well.
 *
 * @param today the day as `YYYY-MM-DD`
 */
export function nextFreeId(texts: Iterable<string>, today: string): string {
  const day = today.replaceAll('-', '');
  let last = 0;
  for (const text of texts) {
    for (const [id] of text.matchAll(taskIdsPattern)) {
      const [, date, number] = id.split('-');
      if (date === day) last = Math.max(last, Number(number));
    }
  }
  return `TASK-${day}-${String(last + 1).padStart(3, '0')}`;
}

/** The tasks of a document by id, in text order. A header id that occurs once has one task. */
export function tasksById(document: Document): ReadonlyMap<string, readonly [Task, ...Task[]]> {
  const byId = new Map<string, [Task, ...Task[]]>();
  for (const task of document.tasks) {
    const id = taskId(task);
    if (id === undefined) continue;
    const tasks = byId.get(id);
    if (tasks) tasks.push(task);
    else byId.set(id, [task]);
  }
  return byId;
}
