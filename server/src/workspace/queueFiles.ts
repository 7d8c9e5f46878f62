import { Utils, URI } from 'vscode-uri';
import type { FileKind, Queue, TaskFileKind } from '#core';
import type { TaskFile } from './taskFile.ts';

/** The files of one queue as far as they exist. */
export interface QueueFiles {
  readonly backlog: TaskFile | undefined;
  readonly todo: TaskFile | undefined;
  readonly archive: TaskFile | undefined;
  readonly index: TaskFile | undefined;
  /** Where each file is, or is to be created. */
  readonly uris: Readonly<Record<TaskFileKind, string>>;
  /** The same from the queue's folder, which is the backlog's: `todo/TODO.md`. */
  readonly paths: Readonly<Record<TaskFileKind, string>>;
}

/** Gives a task file by its URI, open or on disk; undefined where there is none. */
export type ReadTaskFile = (uri: string) => Promise<TaskFile | undefined>;

/**
 * Reads the queue that a file belongs to (docs/dialect.md, "The files of a queue"). Of the folders that could be the
 * queue's, nearest first, it is the one with a backlog, else the one with another file, else the nearest.
 */
export async function queueOf(file: TaskFile, read: ReadTaskFile): Promise<QueueFiles> {
  // The text that was asked about counts, however its URI is written.
  const own = URI.parse(file.uri).toString();
  const known: ReadTaskFile = (uri) => (uri === own ? Promise.resolve(file) : read(uri));
  const queues: QueueFiles[] = [];
  for (const folder of foldersOf(file)) {
    const queue = await queueIn(folder, file, known);
    // A file that stands nearer to the folder can take the place of this one.
    if (filesOf(queue).includes(file)) queues.push(queue);
    if (queue.backlog && queues.at(-1) === queue) return queue;
  }
  return (
    queues.find((queue) => filesOf(queue).length > 1) ??
    queues[0] ??
    queueIn(Utils.dirname(URI.parse(file.uri)), file, known)
  );
}

/** The files in the terms of `core`. */
export function toQueue({ backlog, todo, archive, index }: QueueFiles): Queue {
  return {
    backlog: backlog?.document,
    todo: todo?.document,
    archive: archive?.document,
    index: index?.document,
  };
}

/** Where each file of a queue is looked for, from the backlog's folder; the first that is there is taken. */
const places: Readonly<Record<Exclude<FileKind, 'tasks'>, readonly [string, ...string[]]>> = {
  backlog: ['BACKLOG.md'],
  todo: ['TODO.md', 'todo/TODO.md'],
  archive: ['ARCHIVE.md', 'ARCHIVE/ARCHIVE.md', 'todo/ARCHIVE/ARCHIVE.md'],
  index: ['TASK_INDEX.md'],
};

/** The folders from which one of a file's places leads to it, nearest first. `ARCHIVE/` is part of a queue, never its folder. */
function foldersOf({ uri, document }: TaskFile): URI[] {
  if (document.file === 'backlog' || document.file === 'tasks') return [Utils.dirname(URI.parse(uri))];
  const { path } = URI.parse(uri);
  return places[document.file]
    .filter((place) => path.endsWith(`/${place}`))
    .map((place) => URI.parse(uri).with({ path: path.slice(0, -place.length) }))
    .filter((folder) => !folder.path.endsWith('/ARCHIVE/'));
}

async function queueIn(folder: URI, asked: TaskFile, read: ReadTaskFile): Promise<QueueFiles> {
  const first = async (kind: keyof typeof places): Promise<TaskFile | undefined> => {
    for (const place of places[kind]) {
      const file = await read(Utils.joinPath(folder, place).toString());
      if (file) return file;
    }
    return undefined;
  };
  // A backlog of another name, such as SECURITY_BACKLOG.md, has the files beside it too.
  const isBacklog = asked.document.file === 'backlog';
  const [backlog, todo, archive, index] = await Promise.all([
    isBacklog ? asked : first('backlog'),
    first('todo'),
    first('archive'),
    first('index'),
  ]);
  const uriOf = (file: TaskFile | undefined, kind: TaskFileKind): string =>
    file?.uri ?? Utils.joinPath(folder, places[kind][0]).toString();
  const uris = {
    backlog: uriOf(backlog, 'backlog'),
    todo: uriOf(todo, 'todo'),
    archive: uriOf(archive, 'archive'),
  };
  const pathOf = (uri: string): string => {
    const base = folder.path.replace(/\/?$/, '/');
    return URI.parse(uri).path.slice(base.length);
  };
  const paths = { backlog: pathOf(uris.backlog), todo: pathOf(uris.todo), archive: pathOf(uris.archive) };
  return { backlog, todo, archive, index, uris, paths };
}

function filesOf({ backlog, todo, archive, index }: QueueFiles): TaskFile[] {
  return [backlog, todo, archive, index].filter((file) => file !== undefined);
}
