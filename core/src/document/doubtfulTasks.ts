import type { Document, Task } from './model.ts';

/**
 * The tasks with an unclosed comment, an unclosed fence or a merge conflict in them, in text order: what the text says
 * of their fields is not what was meant, and moving them would carry the damage along.
 */
export function doubtfulTasks({ tasks, comments, fences, conflicts }: Document): ReadonlySet<Task> {
  const unclosed = [...comments, ...fences].filter(({ closed }) => !closed).map(({ range }) => range);
  const places = [...unclosed, ...conflicts].map(({ start }) => start).sort((a, b) => a - b);
  let next = 0;
  const doubtful = tasks.filter((task) => {
    while ((places[next] ?? Infinity) < task.range.start) next++;
    return (places[next] ?? Infinity) < task.range.end;
  });
  return new Set(doubtful);
}
