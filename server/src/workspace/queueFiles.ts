import type { Queue, TaskFileKind } from '#core';
import { placeWithDefaults, type QueuePlace } from './queueGrouping.ts';
import type { TaskFile } from './taskFile.ts';

/** The files of one queue as far as they exist. */
export interface QueueFiles {
  /** The URI of the queue's folder. */
  readonly folder: string;
  /** Every backlog of the queue, `BACKLOG.md` first. */
  readonly backlogs: readonly TaskFile[];
  /** The backlog that tasks leave for TODO.md and come back to. */
  readonly backlog: TaskFile | undefined;
  readonly todo: TaskFile | undefined;
  readonly archive: TaskFile | undefined;
  readonly index: TaskFile | undefined;
  readonly tasks: TaskFile | undefined;
  /** Where each file is, or is to be created. */
  readonly uris: Readonly<Record<TaskFileKind | 'index', string>>;
}

/**
 * A queue with its files.
 *
 * @param fileOf gives the task file of a URI; undefined where it is gone
 * @param asked the URI of the file that the queue is asked for: of several backlogs it is the one that counts
 */
export function queueFiles(
  place: QueuePlace,
  fileOf: (uri: string) => TaskFile | undefined,
  asked?: string,
): QueueFiles {
  const fileAt = (uri: string | undefined): TaskFile | undefined =>
    uri === undefined ? undefined : fileOf(uri);
  const backlogs = place.backlogs.flatMap((uri) => fileOf(uri) ?? []);
  const askedFile = asked === undefined ? undefined : fileOf(asked);
  const backlog = backlogs.find((file) => file === askedFile) ?? backlogs[0];
  const todo = fileAt(place.todo);
  const archive = fileAt(place.archive);
  const index = fileAt(place.index);
  const defaults = placeWithDefaults(place);
  const uris = {
    backlog: backlog?.uri ?? defaults.backlogs[0],
    todo: todo?.uri ?? defaults.todo,
    archive: archive?.uri ?? defaults.archive,
    index: index?.uri ?? defaults.index,
  };
  return {
    folder: place.folder,
    backlogs,
    backlog,
    todo,
    archive,
    index,
    tasks: fileAt(place.tasks),
    uris,
  };
}

/** A queue with another one of its backlogs as the one that counts. */
export function withBacklog(queue: QueueFiles, backlog: TaskFile): QueueFiles {
  return {
    ...queue,
    backlog,
    uris: { ...queue.uris, backlog: backlog.uri },
  };
}

/** The URIs of a queue's files. */
export function urisOf({ backlogs, todo, archive, index, tasks }: QueuePlace): string[] {
  return [...backlogs, todo, archive, index, tasks].filter((uri) => uri !== undefined);
}

/** The files of a queue that hold tasks or entries. */
export function filesOf({ backlogs, todo, archive, index }: QueueFiles): TaskFile[] {
  return [...backlogs, todo, archive, index].filter((file) => file !== undefined);
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
