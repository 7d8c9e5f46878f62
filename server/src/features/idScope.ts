import type { TextDocumentPositionParams } from 'vscode-languageserver';
import { Utils, URI } from 'vscode-uri';
import {
  contains,
  entryLocation,
  type EntryPlace,
  idAt,
  type Mention,
  mentionsOf,
  type TaskPlace,
  type TextRange,
} from '#core';
import type { Services } from '../services.ts';
import { filesOf } from '../workspace/queueFiles.ts';
import type { TaskFile } from '../workspace/taskFile.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The id that a request is about, and where it stands. */
export interface AskedId {
  readonly file: TaskFile;
  readonly id: string;
  readonly range: TextRange;
}

/** The id at the position of a request; undefined where there is none, and in files of other dialects. */
export async function askedId(
  services: Services,
  { textDocument, position }: TextDocumentPositionParams,
): Promise<AskedId | undefined> {
  const { workspace } = services;
  await workspace.prepare(textDocument.uri);
  const file = services.files.open(textDocument.uri);
  if (!file || !isOurs(services, file)) return undefined;
  const { known } = workspace;
  const isId = (word: string): boolean => known.tasks(word).length > 0 || known.entries(word).length > 0;
  const found = idAt(file.document, file.lines.offset(position), isId);
  return found && { file, ...found };
}

/** Whether ids of a file are task ids: it speaks the dialect, or is the TASKS.md of a queue that does. */
export function isOurs({ workspace }: Services, { uri, document }: TaskFile): boolean {
  if (document.speaksDialect || document.file !== 'tasks') return document.speaksDialect;
  const queue = workspace.queueOf(uri);
  return queue !== undefined && filesOf(queue).some((file) => file.document.speaksDialect);
}

/** Every task file whose ids are task ids, in the order of their URIs. */
export function ourFiles(services: Services): TaskFile[] {
  return services.workspace.files.filter((file) => isOurs(services, file));
}

/** The tasks that an id in a file means: those of the file's own queue, where it has one with that id, else any. */
export function tasksMeant({ workspace }: Services, uri: string, id: string): readonly TaskPlace[] {
  const places = workspace.known.tasks(id);
  if (places.length < 2) return places;
  const queueOf = queueReader(workspace);
  const own = queueOf(uri);
  const ofOwn = places.filter(({ file }) => queueOf(file.uri) === own);
  const byPlace = (a: TaskPlace, b: TaskPlace): number =>
    a.file.uri === b.file.uri ? a.task.range.start - b.task.range.start : a.file.uri < b.file.uri ? -1 : 1;
  return (ofOwn.length > 0 ? ofOwn : [...places]).sort(byPlace);
}

/** Where an id means the same task as where it was asked for. */
export interface Scope {
  readonly files: readonly TaskFile[];
  /** Whether a place in one of the files is meant: an index that serves several queues has entries of each of them. */
  readonly isMeant: (file: TaskFile, range: TextRange) => boolean;
  /** How many queues have a task with the id, where it stands in a file of none of them; else 1. */
  readonly meanings: number;
}

/**
 * An id belongs to its queue, but is mentioned anywhere. Where several queues have a task with the id, a mention in one of
 * them means its own; what one means in any other queue nobody can tell, and it counts for each of them.
 */
export function scopeOf(services: Services, { file, id }: AskedId): Scope {
  const { workspace } = services;
  const files = ourFiles(services);
  const everywhere = (): boolean => true;
  const queueOf = queueReader(workspace);
  const defining = new Set(workspace.known.tasks(id).map((place) => queueOf(place.file.uri)));
  if (defining.size < 2) return { files, isMeant: everywhere, meanings: 1 };
  const own = queueOf(file.uri);
  if (!defining.has(own)) return { files, isMeant: everywhere, meanings: defining.size };
  const isOther = (queue: string | undefined): boolean => queue !== own && defining.has(queue);
  const ofOthers = workspace.known
    .entries(id)
    .filter((place) => isOther(queueOf(locationOf(place) ?? place.file.uri)));
  return {
    files: files.filter(({ uri }) => !isOther(queueOf(uri))),
    isMeant: ({ document }, range) =>
      !ofOthers.some((place) => place.file.document === document && contains(place.entry.range, range)),
    meanings: 1,
  };
}

/** The URI that an entry's location names, from the folder of its index. */
function locationOf({ file: { uri, document }, entry }: EntryPlace): string | undefined {
  const path = entryLocation(document, entry)?.path;
  return path ? Utils.joinPath(Utils.dirname(URI.parse(uri)), path).toString() : undefined;
}

/** The file that a task or entry is in; undefined where its text has changed since it was found there. */
export function fileOf(
  { files }: Services,
  { file: { uri, document } }: TaskPlace | EntryPlace,
): TaskFile | undefined {
  const known = files.known(uri);
  return known?.document === document ? known : undefined;
}

/** Gives the folder of a file's queue; each file is asked for once. */
function queueReader(workspace: Workspace): (uri: string) => string | undefined {
  const folders = new Map<string, string | undefined>();
  return (uri) => {
    if (!folders.has(uri)) folders.set(uri, workspace.queueOf(uri)?.folder);
    return folders.get(uri);
  };
}

/** The mentions of an id in a file, each with whether it is the id of a task's own header. */
export function mentionsIn(
  { document }: TaskFile,
  id: string,
  known: readonly TaskPlace[],
): (Mention & { readonly isDeclaration: boolean })[] {
  const headers = known.flatMap(({ file, task }) => (file.document === document ? (task.header ?? []) : []));
  const starts = new Set(
    headers.flatMap(({ tags }) =>
      tags.filter(({ name }) => name === 'id').map(({ valueRange }) => valueRange.start),
    ),
  );
  return mentionsOf(document, id).map((mention) => ({
    ...mention,
    isDeclaration: starts.has(mention.range.start),
  }));
}
