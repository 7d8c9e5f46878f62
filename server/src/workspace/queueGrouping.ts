import { Utils, URI } from 'vscode-uri';
import { type Document, entryLocation, fileKind, resolvedPath } from '#core';

/** Where the files of one queue are, by their URIs (docs/dialect.md, "The files of a queue"). */
export interface QueuePlace {
  /** The folder of the queue, which is that of its backlog where it has one. */
  readonly folder: string;
  /** `BACKLOG.md` first, then others such as `SECURITY_BACKLOG.md` by name. */
  readonly backlogs: readonly string[];
  readonly todo: string | undefined;
  readonly archive: string | undefined;
  readonly index: string | undefined;
  readonly tasks: string | undefined;
}

/**
 * Groups task files into queues. The files of a folder belong together, with an archive in its folder `ARCHIVE`. A
 * folder with a backlog and without a TODO.md takes those of the one folder below it that has one. A queue without an
 * index is served by the nearest one above whose entries name files in the queue's folder.
 *
 * @param documentOf gives the model of a file, to see what it speaks about
 */
export function groupQueues(
  uris: Iterable<string>,
  documentOf: (uri: string) => Document | undefined,
): QueuePlace[] {
  const folders = new Map<string, FolderFiles>();
  for (const uri of uris) place(folders, uri);
  const below = new Map<string, string[]>();
  for (const folder of folders.keys()) {
    const above = folderOf(folder);
    below.set(above, [...(below.get(above) ?? []), folder]);
  }
  for (const [folder, files] of folders) adopt(folders, below.get(folder) ?? [], files, documentOf);
  const places = [...folders].map(([folder, files]) => ({
    folder,
    backlogs: files.backlogs.sort(byName),
    todo: files.todo,
    archive: files.archive ?? files.archiveBelow,
    index: files.index,
    tasks: files.tasks,
  }));
  const queues = places.filter(({ backlogs, todo, archive }) => backlogs.length > 0 || todo || archive);
  const foldersIn = namedFolders(documentOf);
  const indexes = new Map(places.flatMap(({ folder, index }) => (index ? [[folder, index]] : [])));
  return [
    ...queues.map((queue) => ({
      ...queue,
      index: queue.index ?? indexAbove(indexes, queue.folder, foldersIn),
    })),
    ...places.filter((one) => !queues.includes(one)),
  ];
}

interface FolderFiles {
  readonly backlogs: string[];
  todo?: string | undefined;
  archive?: string | undefined;
  /** The one in the folder `ARCHIVE`, which is taken where there is no other. */
  archiveBelow?: string | undefined;
  index?: string | undefined;
  tasks?: string | undefined;
}

function place(folders: Map<string, FolderFiles>, uri: string): void {
  const kind = fileKind(URI.parse(uri).path);
  if (!kind) return;
  const folder = queueFolderOf(uri);
  const isBelow = folder !== folderOf(uri);
  let files = folders.get(folder);
  if (!files) folders.set(folder, (files = { backlogs: [] }));
  if (kind === 'backlog') files.backlogs.push(uri);
  else files[isBelow ? 'archiveBelow' : kind] = uri;
}

/** Takes the files of the one folder below that has the TODO.md of a folder's backlog. */
function adopt(
  folders: Map<string, FolderFiles>,
  below: readonly string[],
  files: FolderFiles,
  documentOf: (uri: string) => Document | undefined,
): void {
  if (files.backlogs.length === 0 || files.todo !== undefined) return;
  const withTodo = below.filter((folder) => {
    const { todo, backlogs, index } = folders.get(folder) ?? { backlogs: [] };
    if (todo === undefined || backlogs.length > 0 || index !== undefined) return false;
    return nameOf(folder).toLowerCase() === 'todo' || documentOf(todo)?.speaksDialect === true;
  });
  const [folder] = withTodo;
  const adopted = folder === undefined || withTodo.length > 1 ? undefined : folders.get(folder);
  if (folder === undefined || !adopted) return;
  files.todo = adopted.todo;
  files.archive ??= files.archiveBelow ?? adopted.archive ?? adopted.archiveBelow;
  files.tasks ??= adopted.tasks;
  folders.delete(folder);
}

function indexAbove(
  indexes: ReadonlyMap<string, string>,
  folder: string,
  foldersIn: (index: string) => ReadonlySet<string>,
): string | undefined {
  for (
    let above = folderOf(folder), below = folder;
    above !== below;
    below = above, above = folderOf(above)
  ) {
    const index = indexes.get(above);
    if (index !== undefined && foldersIn(index).has(URI.parse(folder).path)) return index;
  }
  return undefined;
}

/** Gives the paths of all folders that the entries of an index name files in, at any depth; each index is read once. */
function namedFolders(
  documentOf: (uri: string) => Document | undefined,
): (index: string) => ReadonlySet<string> {
  const read = new Map<string, ReadonlySet<string>>();
  return (index) => {
    let folders = read.get(index);
    if (!folders) read.set(index, (folders = foldersNamedBy(documentOf(index), index)));
    return folders;
  };
}

/** What is longer is no path that anybody wrote. */
const longestPath = 500;

function foldersNamedBy(document: Document | undefined, index: string): ReadonlySet<string> {
  const folders = new Set<string>();
  if (!document) return folders;
  const paths = document.indexEntries.flatMap((entry) => entryLocation(document, entry)?.path || []);
  for (const path of new Set(paths)) {
    if (path.length > longestPath) continue;
    let folder = resolvedPath(path, index);
    while ((folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) !== '' && !folders.has(folder))
      folders.add(folder);
  }
  return folders;
}

/** The folder whose queue a file belongs to, as far as its name tells: that of ARCHIVE/ARCHIVE.md is the one above. */
export function queueFolderOf(uri: string): string {
  const own = folderOf(uri);
  const isBelow = fileKind(URI.parse(uri).path) === 'archive' && nameOf(own) === 'ARCHIVE';
  return isBelow ? folderOf(own) : own;
}

/** A queue with a place for each file that a move can create, and for the index. */
export type WholePlace = QueuePlace & {
  readonly backlogs: readonly [string, ...string[]];
  readonly todo: string;
  readonly archive: string;
  readonly index: string;
};

/** A queue, with the usual places in its folder for the files that it lacks. */
export function placeWithDefaults(place: QueuePlace): WholePlace {
  const at = (name: string): string => Utils.joinPath(URI.parse(place.folder), name).toString();
  const [first = at('BACKLOG.md'), ...others] = place.backlogs;
  return {
    ...place,
    backlogs: [first, ...others],
    todo: place.todo ?? at('TODO.md'),
    archive: place.archive ?? at('ARCHIVE.md'),
    index: place.index ?? at('TASK_INDEX.md'),
  };
}

/** The folder of a file or folder; of the root, itself. */
export function folderOf(uri: string): string {
  return Utils.dirname(URI.parse(uri)).toString();
}

/** The folder of a file and those above it up to a root, which has no slash at its end; the nearest first. */
export function foldersUpTo(uri: string, root: string): string[] {
  const folders: string[] = [];
  for (let folder = folderOf(uri); folder.startsWith(root); folder = folderOf(folder)) {
    folders.push(folder);
    if (folder === root || folder === folderOf(folder)) break;
  }
  return folders;
}

function nameOf(uri: string): string {
  return Utils.basename(URI.parse(uri));
}

function byName(a: string, b: string): number {
  const [first, second] = [nameOf(a), nameOf(b)];
  if (first === second) return 0;
  return first === 'BACKLOG.md' || (second !== 'BACKLOG.md' && first < second) ? -1 : 1;
}
