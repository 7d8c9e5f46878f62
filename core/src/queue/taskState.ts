import type { Document, Task } from '../document/model.ts';
import type { Status } from '../document/vocabulary.ts';
import { statusOf } from '../policy/fieldValues.ts';

/** How far a task is, by its file and its Status: what is archived is done, and what says nothing is to be done. */
export function stateOf(document: Document, task: Task): Status {
  return document.file === 'archive' ? 'done' : (statusOf(document.text, task) ?? 'todo');
}

/** Whether a task is past the point at which completeness matters: done, or archived. */
export function isFinished(document: Document, task: Task): boolean {
  return stateOf(document, task) === 'done';
}
