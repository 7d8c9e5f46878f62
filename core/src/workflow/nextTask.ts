import { taskId } from '../document/ids.ts';
import type { Task } from '../document/model.ts';
import { dependencyReader } from '../queue/dependencies.ts';
import type { Queue } from '../queue/queue.ts';
import { stateOf } from '../queue/taskState.ts';
import { isDone } from './refusal.ts';

/**
 * The tasks of TODO.md to work on, the next one first: those in progress, then those that are to be done and wait for
 * no other task, each in listed order.
 */
export function readyTasks({ todo, archive }: Queue): readonly Task[] {
  if (!todo?.speaksDialect) return [];
  const done = new Set(archive?.tasks.map(taskId));
  for (const task of todo.tasks) if (isDone(todo, task)) done.add(taskId(task));
  const withStatus = todo.tasks.map((task) => ({ task, status: stateOf(todo, task) }));
  const dependencies = dependencyReader(todo);
  const isFree = (task: Task): boolean => dependencies.ids(task).every((id) => done.has(id));
  return [
    ...withStatus.filter(({ status }) => status === 'in-progress'),
    ...withStatus.filter(({ task, status }) => status === 'todo' && isFree(task)),
  ].map(({ task }) => task);
}
