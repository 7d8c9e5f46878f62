import type { Document, Task } from '../../document/model.ts';
import { soleTag, typeReader } from '../../document/tagValues.ts';
import type { TextRange } from '../../text/range.ts';

/** A task of the batch with the type that its tag means. */
export interface TypedTask {
  readonly task: Task;
  readonly type: string;
  /** The value of its type tag. */
  readonly range: TextRange;
}

/**
 * The tasks of the active batch: those of TODO.md. None where a merge conflict was left in the file, because both
 * of its sides would count.
 */
export function batchTasks(document: Document): readonly Task[] {
  return document.file === 'todo' && document.conflicts.length === 0 ? document.tasks : [];
}

/** The tasks of the batch whose type is known, slips forgiven. */
export function typedTasks(document: Document): readonly TypedTask[] {
  const tasks = batchTasks(document);
  if (tasks.length === 0) return [];
  const typeMeant = typeReader(document);
  return tasks.flatMap((task) => {
    const range = soleTag(task.header, 'type')?.valueRange;
    const type = typeMeant(task);
    return range && type !== undefined ? { task, type, range } : [];
  });
}
