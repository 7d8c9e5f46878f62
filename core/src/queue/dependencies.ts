import type { Task } from '../document/model.ts';
import { taskId } from '../document/ids.ts';
import { taskIdsPattern } from '../document/vocabulary.ts';

/**
 * The ids that a task waits for: those in its Dependencies, without its own and without repetition. A line that
 * says `None` names no dependency, whatever remark follows it.
 */
export function dependenciesOf(text: string, task: Task): string[] {
  const ids = new Set<string>();
  for (const field of task.fields) {
    if (field.known !== 'Dependencies') continue;
    for (const line of text.slice(field.value.start, field.value.end).split('\n')) {
      if (/^\s*(?:[-*+]\s+)?none\b/i.test(line)) continue;
      for (const [id] of line.matchAll(taskIdsPattern)) ids.add(id);
    }
  }
  const own = taskId(task);
  if (own !== undefined) ids.delete(own);
  return [...ids];
}
