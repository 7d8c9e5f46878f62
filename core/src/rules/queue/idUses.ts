import { tasksById } from '../../document/ids.ts';
import type { FileKind } from '../../document/fileKind.ts';
import { entryLocation } from '../../document/indexEntry.ts';
import type { Tag, Task } from '../../document/model.ts';
import { findTag } from '../../document/tags.ts';
import { namesFile } from '../../queue/filePaths.ts';
import type { TaskPlace } from '../../queue/knownTasks.ts';
import { titleKey } from '../../queue/sameTask.ts';
import type { QueueFile } from '../../queue/queueFile.ts';
import type { Surroundings } from '../../queue/surroundings.ts';
import { ownFile } from '../around.ts';
import type { RuleContext } from '../rule.ts';

/** A task of the document whose id another task has as well. */
export interface SharedId {
  readonly id: string;
  readonly task: Task;
  /** The id in its header. */
  readonly tag: Tag;
  /**
   * `copy`: the other one is the same task in another file of the queue, and the one that stays.
   * `duplicate`: it is another task that has the id before this one, in this file or further along in the queue.
   */
  readonly kind: 'copy' | 'duplicate';
  readonly other: TaskPlace;
  /** Whether the other one is in this file. */
  readonly inSameFile: boolean;
}

/**
 * The tasks of a document that should not have their ids. What is further along in a queue has its id before what is
 * not: the archive, then TODO.md, then the backlogs; in one file the task that stands first.
 */
export function* sharedIds(context: RuleContext): Iterable<SharedId> {
  const { document, around } = context;
  const own = ownFile(context) ?? { uri: '', document };
  const isBeside = besideIn(around, own.uri, document.file);
  for (const [id, tasks] of tasksById(document)) {
    const beside = around?.known.tasks(id).filter(isBeside) ?? [];
    if (tasks.length + beside.length < 2) continue;
    const places = [...tasks.map((task) => ({ file: own, task })), ...beside].sort((a, b) =>
      byProgress(a.file, b.file),
    );
    const copies = copiesAmong(places, id, around);
    const [first] = places.filter((place) => !copies.has(place.task));
    for (const task of tasks) {
      const tag = task.header && findTag(task.header.tags, 'id');
      const other = copies.get(task) ?? first;
      if (!tag || !other || other.task === task) continue;
      const kind = copies.has(task) ? 'copy' : 'duplicate';
      yield { id, task, tag, kind, other, inSameFile: other.file.uri === own.uri };
    }
  }
}

/** Whether a place is in another file of the queue that holds tasks. */
function besideIn(
  around: Surroundings | undefined,
  own: string,
  kind: FileKind,
): (place: TaskPlace) => boolean {
  if (progress[kind] === undefined) return () => false;
  const queue = new Set(around?.files.map(({ uri }) => uri));
  return ({ file: { uri, document } }) =>
    uri !== own && queue.has(uri) && progress[document.file] !== undefined;
}

/** The copies of tasks that should have gone when the task was moved, each with the one that stays. */
function copiesAmong(
  places: readonly TaskPlace[],
  id: string,
  around: Surroundings | undefined,
): ReadonlyMap<Task, TaskPlace> {
  const byTitle = new Map<string, TaskPlace[]>();
  for (const place of places) {
    const key = titleKey(place.task.header?.title);
    if (key === undefined) continue;
    const same = byTitle.get(key);
    if (same) same.push(place);
    else byTitle.set(key, [place]);
  }
  const copies = new Map<Task, TaskPlace>();
  for (const same of byTitle.values()) {
    const stays = stayingAmong(same, id, around);
    for (const { file, task } of same) if (stays && file.uri !== stays.file.uri) copies.set(task, stays);
  }
  return copies;
}

/** The archive's copy; else the one in the file that the index names; else the one that is furthest along. */
function stayingAmong(
  places: readonly TaskPlace[],
  id: string,
  around: Surroundings | undefined,
): TaskPlace | undefined {
  const [furthest] = places;
  if (!around || furthest?.file.document.file === 'archive') return furthest;
  const queue = new Set(around.files.map(({ uri }) => uri));
  for (const { file, entry } of around.known.entries(id)) {
    const written = queue.has(file.uri) && entryLocation(file.document, entry)?.path;
    if (!written) continue;
    const named = places.find((place) => namesFile(written, file.uri, place.file.uri));
    if (named) return named;
  }
  return furthest;
}

/** Where a file stands on a task's way; undefined for files that hold none. */
const progress: Partial<Readonly<Record<FileKind, number>>> = { archive: 0, todo: 1, backlog: 2 };

/** The file that is further along comes first. */
export function byProgress(a: QueueFile, b: QueueFile): number {
  const rank = ({ document }: QueueFile): number => progress[document.file] ?? 3;
  return rank(a) - rank(b) || (a.uri < b.uri ? -1 : Number(a.uri > b.uri));
}
