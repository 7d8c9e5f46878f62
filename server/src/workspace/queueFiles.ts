import { Utils, URI } from 'vscode-uri';
import type { FileKind } from '#core';
import type { TaskFile } from './taskFile.ts';

/** The files of one queue as far as they exist. The backlog is where a question about the queue begins. */
export interface QueueFiles {
  readonly backlog: TaskFile;
  readonly todo: TaskFile | undefined;
  /** Where TODO.md is, or is to be created. */
  readonly todoUri: string;
  readonly archive: TaskFile | undefined;
  readonly index: TaskFile | undefined;
}

/** Gives a task file by its URI, open or on disk; undefined where there is none. */
export type ReadTaskFile = (uri: string) => Promise<TaskFile | undefined>;

/** Reads the queue that a backlog belongs to (dialect.md, "The five files of a queue"). */
export async function queueOf(backlog: TaskFile, read: ReadTaskFile): Promise<QueueFiles> {
  const folder = Utils.dirname(URI.parse(backlog.uri));
  const first = async (paths: readonly string[]): Promise<TaskFile | undefined> => {
    for (const path of paths) {
      const file = await read(Utils.joinPath(folder, path).toString());
      if (file) return file;
    }
    return undefined;
  };
  const [todo, archive, index] = await Promise.all([
    first(places.todo),
    first(places.archive),
    first(places.index),
  ]);
  const todoUri = todo?.uri ?? Utils.joinPath(folder, 'TODO.md').toString();
  return { backlog, todo, todoUri, archive, index };
}

/** Where each file of a queue is looked for, from the backlog's folder; the first that is there is taken. */
const places: Readonly<Record<Exclude<FileKind, 'backlog' | 'tasks'>, readonly string[]>> = {
  todo: ['TODO.md', 'todo/TODO.md'],
  archive: ['ARCHIVE.md', 'ARCHIVE/ARCHIVE.md', 'todo/ARCHIVE/ARCHIVE.md'],
  index: ['TASK_INDEX.md'],
};
