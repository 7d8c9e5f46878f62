import type { DocumentLink } from 'vscode-languageserver';
import {
  entryLocation,
  holdsTasks,
  type IdPlace,
  idsIn,
  pathCandidates,
  type TaskPlace,
  type TextRange,
} from '#core';
import type { Services } from '../services.ts';
import type { ExistingPaths } from '../workspace/existingPaths.ts';
import { type TaskFile, toRange } from '../workspace/taskFile.ts';
import { canonicalUri } from '../workspace/taskFiles.ts';
import { lineUri } from './filePath.ts';
import { fileOf, tasksMeant } from './idScope.ts';

/**
 * Links from the ids in Dependencies and index entries to their tasks, and from paths of documents, files and locations
 * to the files. What does not exist is no link, and nothing outside the workspace is looked at.
 */
export async function documentLinks(services: Services, uri: string): Promise<DocumentLink[]> {
  await services.workspace.prepare(uri);
  const file = services.files.open(uri);
  if (!file || !holdsTasks(file.document)) return [];
  const tasks = new Map<string, string | undefined>();
  const taskOf = (id: string): string | undefined => {
    if (!tasks.has(id)) tasks.set(id, taskUri(services, file, id));
    return tasks.get(id);
  };
  const paths = await pathLinks(services, file, taskOf);
  const ids = idPlaces(file, (word) => taskOf(word) !== undefined);
  const links = [...ids.map(({ range, id }) => ({ range, target: taskOf(id) })), ...paths];
  return links.flatMap(({ range, target }) =>
    target === undefined ? [] : [{ range: toRange(file, range), target }],
  );
}

interface Link {
  readonly range: TextRange;
  readonly target: string | undefined;
}

/** The ids that a file names where tasks wait for others, and in its index entries. */
function idPlaces({ document }: TaskFile, isId: (word: string) => boolean): IdPlace[] {
  const dependencies = document.tasks
    .flatMap(({ fields }) => fields.filter(({ known }) => known === 'Dependencies'))
    .flatMap(({ value }) => idsIn(document, value, isId));
  const entries = document.indexEntries.flatMap(({ id }) =>
    id ? [{ id: id.value, range: id.valueRange }] : [],
  );
  return [...dependencies, ...entries];
}

function taskUri(services: Services, file: TaskFile, id: string): string | undefined {
  const place = tasksMeant(services, file.uri, id).find((one) => isWithin(services, file, one));
  const known = place && fileOf(services, place);
  if (!known) return undefined;
  const { header, range } = place.task;
  return lineUri(known.uri, known.lines.lineAt((header ?? { range }).range.start));
}

/** Whether a task is in the workspace, or in the same queue of files that were opened from elsewhere. */
function isWithin({ workspace }: Services, { uri }: TaskFile, { file }: TaskPlace): boolean {
  if (workspace.folderOf(file.uri) !== undefined) return true;
  return workspace.queueOf(uri)?.folder === workspace.queueOf(file.uri)?.folder;
}

async function pathLinks(
  services: Services,
  file: TaskFile,
  taskOf: (id: string) => string | undefined,
): Promise<Link[]> {
  const root = services.workspace.folderOf(file.uri);
  if (root === undefined) return [];
  const found = new Map<string, Promise<string | undefined>>();
  // Nobody tells of files that come and go outside of docs/.
  const paths = services.paths.anew();
  const uriOf = (path: string): Promise<string | undefined> => {
    const known = found.get(path) ?? fileUri(paths, file, root, path);
    found.set(path, known);
    return known;
  };
  const places = pathPlaces(file);
  const targets = await Promise.all(places.map(({ path }) => uriOf(path)));
  return places.map(({ range, id }, at) => {
    const target = targets[at];
    const task = id === undefined ? undefined : taskOf(id);
    // A location leads to the task itself, if it is there.
    const isThere = target !== undefined && task?.startsWith(`${target}#`);
    return { range, target: isThere ? task : target };
  });
}

/** Every path of a file, and for the location of an index entry its id. */
function pathPlaces({ document }: TaskFile): { range: TextRange; path: string; id?: string | undefined }[] {
  const { text, tasks, indexEntries } = document;
  const fields = tasks.flatMap((task) =>
    task.fields.filter(({ known }) => known === 'Relevant Documentation' || known === 'Relevant Files'),
  );
  const locations = indexEntries.flatMap((entry) => {
    const location = entryLocation(document, entry);
    return location?.path ? [{ ...location, id: entry.id?.value }] : [];
  });
  return [...fields.flatMap((field) => pathCandidates(text, field)), ...locations];
}

/** The URI of the file that a path leads to, within the workspace folder. Folders open in no editor, and are no links. */
async function fileUri(
  paths: ExistingPaths,
  { uri }: TaskFile,
  root: string,
  path: string,
): Promise<string | undefined> {
  const found = await paths.find(canonicalUri(uri), root, path);
  return found?.kind === 'file' ? found.uri : undefined;
}
