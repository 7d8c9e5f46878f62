import type { CommandArgument, QueueModel, SectionModel } from '#server/protocol';
import { type BacklogElement, queueId, sectionId, taskId } from './elements.ts';

/** What a command is told of a row: where that stands in the files now; undefined where it is gone from them. */
export function placeOf(queues: readonly QueueModel[], element: BacklogElement): CommandArgument | undefined {
  for (const queue of queues) {
    if (queueId(queue) === element.id) return queuePlace(queue);
    for (const section of queue.sections) {
      const { place, version, stamp } = section;
      if (sectionId(queue, section) === element.id) return { ...place, version, stamp };
      const task = section.tasks.find((task) => taskId(queue, section, task) === element.id);
      // Only plain objects reach a server in a web worker.
      if (task) return { uri: place.uri, position: { ...task.position }, version, stamp };
    }
  }
  return undefined;
}

/** The id of the row for a place in a file: the task there, or else the section. */
export interface RowAt {
  readonly id: string;
  /** The version of the open file for which that is so; null where the server knows the file from disk. */
  readonly version: number | null;
}

/**
 * The row for a line of a file. A task and a group go from their first line up to the next one.
 *
 * @param line counted from 0
 */
export function rowAt(queues: readonly QueueModel[], uri: string, line: number): RowAt | undefined {
  let found: (RowAt & { readonly rank: number }) | undefined;
  const consider = (id: string, { version }: SectionModel, start: number, rank: number): void => {
    if (start <= line && (!found || rank >= found.rank)) found = { id, version, rank };
  };
  for (const queue of queues) {
    for (const section of queue.sections) {
      if (section.place.uri !== uri) continue;
      const { line: first } = section.place.position;
      consider(sectionId(queue, section), section, first, first);
      // The marker that begins the task is on the line above its header.
      for (const task of section.tasks) {
        const { line: header } = task.position;
        consider(taskId(queue, section, task), section, header - 1, header);
      }
    }
  }
  return found;
}

/** The queue that a file belongs to. */
export function queueOf(queues: readonly QueueModel[], uri: string): QueueModel | undefined {
  return queues.find((queue) => filesOf(queue).includes(uri));
}

/** The URIs of all files of a queue. */
export function filesOf({ files: { backlogs, todo, archive, index } }: QueueModel): readonly string[] {
  return [...backlogs, todo, archive, index].filter((uri) => uri !== undefined);
}

function queuePlace(queue: QueueModel): CommandArgument | undefined {
  const [uri] = filesOf(queue);
  return uri === undefined ? undefined : { uri };
}
