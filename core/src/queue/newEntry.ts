import { taskId } from '../document/ids.ts';
import type { Document, Task } from '../document/model.ts';
import { soleTag } from '../document/tagValues.ts';
import { findField, statusOf, visibleValue } from '../policy/fieldValues.ts';
import type { NewEntry } from './indexEntry.ts';

/**
 * The index entry of a task as its file has it; undefined for a task without an id.
 *
 * @param location the path by which the index names the file
 */
export function newEntry(document: Document, task: Task, location: string): NewEntry | undefined {
  const { text, file } = document;
  const id = taskId(task);
  const day = (name: 'Created' | 'Completed'): string | undefined => {
    const field = findField(task, name);
    return field && /\d{4}-\d{2}-\d{2}/.exec(visibleValue(text, field))?.[0];
  };
  return id === undefined
    ? undefined
    : {
        id,
        type: soleTag(task.header, 'type')?.value,
        priority: soleTag(task.header, 'priority')?.value,
        component: soleTag(task.header, 'component')?.value,
        status: statusOf(text, task) ?? (file === 'archive' ? 'done' : 'todo'),
        location,
        created: day('Created') ?? dayOfId(id),
        completed: file === 'archive' ? day('Completed') : undefined,
        title: task.header?.title ?? '',
      };
}

/** The day that an id of the dialect's form names, `YYYY-MM-DD`. */
function dayOfId(id: string): string | undefined {
  const day = /^TASK-(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])-/.exec(id);
  return day?.slice(1).join('-');
}
