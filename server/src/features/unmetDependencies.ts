import { type DependencyReader, isFinished, type Task } from '#core';
import type { Services } from '../services.ts';
import type { TaskFile } from '../workspace/taskFile.ts';
import { tasksMeant } from './idScope.ts';

/** The ids of tasks that a task depends on and that are not done. Of one that is nowhere nobody knows whether it is. */
export function unmetDependencies(
  services: Services,
  file: TaskFile,
  task: Task,
  dependencies: DependencyReader,
): string[] {
  return dependencies.ids(task).filter((id) => {
    const places = tasksMeant(services, file.uri, id);
    return places.length > 0 && !places.some((place) => isFinished(place.file.document, place.task));
  });
}
