import { archiveTemplate, backlogTemplate, indexTemplate, tasksTemplate, todoTemplate } from './templates.ts';

/** The texts of the files of a new queue, with LF. */
export interface NewQueue {
  readonly backlog: string;
  readonly todo: string;
  readonly archive: string;
  readonly index: string;
  readonly tasks: string;
}

/**
 * The files of a queue that begins: `BACKLOG.md`, `TODO.md`, `ARCHIVE.md`, `TASK_INDEX.md` and `TASKS.md`, each with the
 * instructions that agents go by.
 */
export function newQueue(): NewQueue {
  return {
    backlog: backlogTemplate,
    todo: todoTemplate,
    archive: archiveTemplate,
    index: indexTemplate,
    tasks: tasksTemplate,
  };
}
