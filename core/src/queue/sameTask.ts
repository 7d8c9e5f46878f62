import type { Document, Task } from '../document/model.ts';
import { findTag } from '../document/tags.ts';
import { findField } from '../policy/fieldValues.ts';
import type { TaskPlace } from './knownTasks.ts';

/**
 * What the titles of two copies of a task have in common: case, white space and misread characters aside. Undefined
 * for an empty title, which is like no other.
 */
export function titleKey(written: string | undefined): string | undefined {
  const title = written?.toLowerCase().replace(/\s/g, '') ?? '';
  if (title === '') return undefined;
  const plain = title.replace(/[^\x21-\x7e]/g, '');
  // A title in another script has little that cannot be misread: it counts as it is.
  return plain.length * 2 > title.length ? plain : title;
}

/** Whether two tasks are copies of one: whether they say the same, apart from what a move or the work on it changes. */
export function areCopies(one: TaskPlace, other: TaskPlace): boolean {
  return contentKey(one.file.document, one.task) === contentKey(other.file.document, other.task);
}

/** A task's tags and text without its status, who did it when, ticks and white space. */
function contentKey({ text }: Document, task: Task): string {
  const changing = (['Status', 'Completed', 'Assignee'] as const)
    .flatMap((name) => findField(task, name)?.range ?? [])
    .sort((a, b) => a.start - b.start);
  const tags = (['type', 'priority', 'component'] as const).map(
    (name) => task.header && findTag(task.header.tags, name)?.value,
  );
  let content = '';
  let at = task.header?.range.end ?? task.range.start;
  for (const { start, end } of changing) {
    content += text.slice(at, Math.max(at, start));
    at = Math.max(at, end);
  }
  content += text.slice(at, task.end?.line.start ?? task.range.end);
  return [...tags, content.replace(/\[[xX]\]/g, '[ ]').replace(/\s/g, '')].join('\n');
}
