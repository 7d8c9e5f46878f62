import { entryLocation, findAttribute } from '../../document/indexEntry.ts';
import { tasksById } from '../../document/ids.ts';
import type { Document, IndexEntry, Tag, Task } from '../../document/model.ts';
import { namesFile } from '../../queue/filePaths.ts';
import type { TaskPlace } from '../../queue/knownTasks.ts';
import { titleKey } from '../../queue/sameTask.ts';
import type { QueueFile } from '../../queue/queueFile.ts';
import { slice } from '../../text/range.ts';
import { filesBeside } from '../around.ts';
import type { QueueRuleContext } from '../rule.ts';
import { byProgress } from './idUses.ts';

/** The tasks of one id in one file, and the first of each title. */
export interface TasksInFile {
  readonly file: QueueFile;
  readonly tasks: readonly [Task, ...Task[]];
  readonly byTitle: ReadonlyMap<string | undefined, Task>;
}

/** The tasks that an index is to have entries of, by id; of one id the file that is further along first. */
export function indexedTasks(
  context: QueueRuleContext,
): ReadonlyMap<string, readonly [TasksInFile, ...TasksInFile[]]> {
  const files = filesBeside(context).filter(({ document }) => holders.has(document.file));
  const byId = new Map<string, [TasksInFile, ...TasksInFile[]]>();
  for (const file of [...files].sort(byProgress)) {
    for (const [id, tasks] of tasksById(file.document)) {
      const inFile = tasksInFile(file, tasks);
      const inFiles = byId.get(id);
      if (inFiles) inFiles.push(inFile);
      else byId.set(id, [inFile]);
    }
  }
  return byId;
}

/** The same for tasks of one id that stand in a file. */
export function tasksInFile(file: QueueFile, tasks: readonly [Task, ...Task[]]): TasksInFile {
  const lastFirst = [...tasks].reverse();
  const byTitle = new Map(lastFirst.map((task) => [titleKey(task.header?.title), task]));
  return { file, tasks, byTitle };
}

const holders: ReadonlySet<string> = new Set(['backlog', 'todo', 'archive']);

/** An entry of an index that can be read. */
export interface ReadableEntry extends IndexEntry {
  readonly id: Tag;
}

/** The entries of an index that can be read: with an end, and with an id. */
export function readableEntries({ indexEntries }: Document): readonly ReadableEntry[] {
  return indexEntries.filter(isReadable);
}

function isReadable(entry: IndexEntry): entry is ReadableEntry {
  return entry.end !== undefined && entry.id !== undefined && entry.id.value !== '';
}

/** A value without the backticks that may enclose it. */
export function plain(value: string): string {
  return value.replace(/^`+|`+$/g, '').trim();
}

/**
 * The task that an entry means: of those with its id the ones in the file that it names, where there are any; of several
 * the one of its title, else the first.
 *
 * @param index where the entry stands
 */
export function meantTask(
  index: QueueFile,
  entry: IndexEntry,
  inFiles: readonly TasksInFile[],
): { readonly place: TaskPlace; readonly isWhereSaid: boolean } | undefined {
  const location = entryLocation(index.document, entry)?.path ?? '';
  const there = inFiles.filter(({ file }) => namesFile(location, index.uri, file.uri));
  const isWhereSaid = there.length > 0;
  const candidates = isWhereSaid ? there : inFiles;
  const title = findAttribute(entry, 'title');
  const key = title && titleKey(slice(index.document.text, title.value));
  for (const { file, byTitle } of candidates) {
    const task = key === undefined ? undefined : byTitle.get(key);
    if (task) return { place: { file, task }, isWhereSaid };
  }
  const [first] = candidates;
  return first && { place: { file: first.file, task: first.tasks[0] }, isWhereSaid };
}
