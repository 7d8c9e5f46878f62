import { entryLocation, findAttribute } from '../document/indexEntry.ts';
import { taskId } from '../document/ids.ts';
import type { Document, IndexEntry, Task } from '../document/model.ts';
import type { Status } from '../document/vocabulary.ts';
import { namesFile, pathOf, pathsFromSharedFolder, relativePath, resolvedPath } from '../queue/filePaths.ts';
import { titleKey } from '../queue/sameTask.ts';
import { insert, replace, type TextEdit } from '../text/edits.ts';
import { lineEnd, lineStart } from '../text/lines.ts';
import { slice } from '../text/range.ts';
import type { QueueUris, TaskFileKind } from './queueEdits.ts';

/** A task of a queue, and an index entry that means it. */
export interface MeantEntry {
  readonly task: Task;
  readonly entry: IndexEntry;
}

/**
 * The entries that mean tasks of one file: of those with a task's id the ones that name the file, and among these the
 * ones with its title, where there are any. Where none names the file, the only one that names no file of another queue
 * means the task too: it is behind. Of several nobody can tell.
 *
 * @param kind the file that the tasks are in, or leave
 */
export function entriesOf(
  index: Document,
  tasks: readonly Task[],
  kind: TaskFileKind,
  queueUris: QueueUris,
): readonly MeantEntry[] {
  // What is written into one side of a merge conflict is lost with it; the entries are found stale when it is resolved.
  if (index.conflicts.length > 0) return [];
  const candidates = tasks.map((task): { task: Task; entries: IndexEntry[] } => ({ task, entries: [] }));
  const byId = new Map(candidates.map(({ task, entries }) => [taskId(task), entries]));
  for (const entry of index.indexEntries) if (entry.id) byId.get(entry.id.value)?.push(entry);
  return candidates.flatMap(({ task, entries }) =>
    meantAmong(index, entries, task, kind, queueUris).map((entry) => ({ task, entry })),
  );
}

function meantAmong(
  index: Document,
  entries: readonly IndexEntry[],
  task: Task,
  kind: TaskFileKind,
  queueUris: QueueUris,
): readonly IndexEntry[] {
  const owned = entries.map((entry) => ({ entry, uri: namedFile(pathIn(index, entry), queueUris) }));
  const there = owned.filter(({ uri }) => uri === queueUris.uris[kind]).map(({ entry }) => entry);
  if (there.length > 0) {
    const title = titleKey(task.header?.title);
    const sameTitle = there.filter((entry) => title !== undefined && titleOf(index, entry) === title);
    return sameTitle.length > 0 ? sameTitle : there;
  }
  const own = new Set(Object.values(queueUris.uris));
  const behind = owned.filter(({ uri }) => uri === undefined || own.has(uri)).map(({ entry }) => entry);
  return behind.length === 1 ? behind : [];
}

/** The URI of the file that a path names: the way from the index's folder goes before the last parts of a path. */
function namedFile(path: string, { uris, others = [] }: QueueUris): string | undefined {
  const resolved = resolvedPath(path, uris.index);
  const files = [...Object.values(uris), ...others];
  return (
    files.find((uri) => pathOf(uri) === resolved) ?? files.find((uri) => namesFile(path, uris.index, uri))
  );
}

/**
 * The edits that give entries their tasks' new location, in the manner of the old one: from the folder that it begins
 * at, in its backticks. One that names no file of the queue begins at the index's folder then.
 *
 * @param to the file that the tasks go to
 */
export function relocate(
  index: Document,
  entries: readonly MeantEntry[],
  to: TaskFileKind,
  queueUris: QueueUris,
): TextEdit[] {
  return entries.flatMap(({ entry }) => {
    const location = entryLocation(index, entry);
    return location ? [replace(location.range, newPath(location.path, queueUris.uris[to], queueUris))] : [];
  });
}

function newPath(written: string, to: string, queueUris: QueueUris): string {
  const { index } = queueUris.uris;
  const fromIndex = relativePath(index, to);
  const named = namedFile(written, queueUris);
  if (named === undefined) return fromIndex;
  const [before, after] = pathsFromSharedFolder(named, to);
  const path = written.slice(0, written.length - before.length) + after;
  return written.endsWith(before) && namedFile(path, queueUris) === to ? path : fromIndex;
}

/** The edits that give index entries a status. An entry without one stays so. */
export function restate(index: Document, entries: readonly MeantEntry[], status: Status): TextEdit[] {
  return entries.flatMap(({ entry }) => {
    const attribute = findAttribute(entry, 'status');
    return attribute && slice(index.text, attribute.value) !== status
      ? [replace(attribute.value, status)]
      : [];
  });
}

/**
 * The edits that give entries the day on which their tasks were completed, where they have none: below their `created`
 * or `location`, in the manner of that line.
 *
 * @param dayOf gives the day as `YYYY-MM-DD`
 */
export function dateCompletion(
  index: Document,
  entries: readonly MeantEntry[],
  dayOf: (task: Task) => string,
): TextEdit[] {
  const { text } = index;
  return entries.flatMap(({ task, entry }) => {
    const completed = findAttribute(entry, 'completed');
    const day = dayOf(task);
    if (completed)
      return completed.value.end > completed.value.start ? [] : [insert(completed.value.start, day)];
    const above =
      findAttribute(entry, 'created') ?? findAttribute(entry, 'location') ?? entry.attributes.at(-1);
    if (!above) return [];
    const end = lineEnd(text, above.value.end);
    const label = text
      .slice(lineStart(text, above.value.start), above.value.start)
      .replace(/[\w-]+/, 'completed');
    return [insert(end, index.lineEnding + label + day + text.slice(above.value.end, end))];
  });
}

function pathIn(index: Document, entry: IndexEntry): string {
  return entryLocation(index, entry)?.path ?? '';
}

function titleOf({ text }: Document, entry: IndexEntry): string | undefined {
  const title = findAttribute(entry, 'title');
  return title && titleKey(slice(text, title.value));
}
