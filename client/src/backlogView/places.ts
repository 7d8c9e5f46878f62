import type { CommandArgument, LineSpan, QueueModel, TaskModel } from '#server/protocol';
import { queueId, sectionId, taskId } from './elements.ts';

/**
 * What a command is told of a row: where that stands in the files now; undefined where it is gone from them.
 *
 * @param id of the row
 */
export function argumentFor(queues: readonly QueueModel[], id: string): CommandArgument | undefined {
  for (const queue of queues) {
    if (queueId(queue) === id) return queueArgument(queue);
    for (const section of queue.sections) {
      const { place, version, stamp } = section;
      if (sectionId(queue, section) === id) return { ...place, version, stamp };
      const task = section.tasks.find((task) => taskId(queue, section, task) === id);
      // Only plain objects reach a server in a web worker.
      if (task) return { uri: place.uri, position: { ...task.position }, version, stamp };
    }
  }
  return undefined;
}

/** What the view has for a place in a file: the task there, or else the section. */
export interface RowAt {
  /** Of the row. */
  readonly id: string;
  readonly task?: TaskModel;
  /** The version of the open file for which that is so; null where the server knows the file from disk. */
  readonly version: number | null;
}

/**
 * The row for a line of a file: a task or a group that the line is within. A batch and an archive go from their first
 * task to the end of the file.
 *
 * @param line counted from 0
 */
export function rowAt(queues: readonly QueueModel[], uri: string, line: number): RowAt | undefined {
  for (const queue of queues) {
    const sections = queue.sections.filter(({ place }) => place.uri === uri);
    for (const section of sections) {
      const { version } = section;
      const task = section.tasks.find(({ lines }) => isWithin(lines, line));
      if (task) return { id: taskId(queue, section, task), task, version };
    }
    const around = sections.find(({ kind, lines, place }) =>
      lines ? isWithin(lines, line) : kind !== 'outside' && place.position.line <= line,
    );
    if (around) return { id: sectionId(queue, around), version: around.version };
  }
  return undefined;
}

function isWithin({ first, last }: LineSpan, line: number): boolean {
  return first <= line && line <= last;
}

/** The queue that a file belongs to. */
export function queueOf(queues: readonly QueueModel[], uri: string): QueueModel | undefined {
  return queues.find((queue) => filesOf(queue).includes(uri));
}

/** The URIs of all files of a queue. */
export function filesOf({ files: { backlogs, todo, archive, index } }: QueueModel): readonly string[] {
  return [...backlogs, todo, archive, index].filter((uri) => uri !== undefined);
}

function queueArgument(queue: QueueModel): CommandArgument | undefined {
  const [uri] = filesOf(queue);
  return uri === undefined ? undefined : { uri };
}
