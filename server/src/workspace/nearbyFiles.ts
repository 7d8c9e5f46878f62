import { Utils, URI } from 'vscode-uri';
import { fileKind } from '#core';
import { skippedFolders } from '../protocol.ts';
import type { DirectoryEntry, FileSystem } from './fileSystem.ts';
import { folderOf, queueFolderOf } from './queueGrouping.ts';

/**
 * The task files that can be of one queue with a file: those of its folder, of the one above, and of the folders right
 * below, each with its archive. Where the one above has a backlog, those of the folders beside it too: whether the
 * backlog's TODO.md is here depends on them.
 *
 * @param uri the canonical URI of a task file
 * @param log takes note of folders that cannot be listed; they hold nothing
 */
export async function nearbyTaskFiles(
  uri: string,
  fileSystem: FileSystem,
  log: (error: unknown) => void,
): Promise<string[]> {
  const list = async (folder: string): Promise<Listed> => {
    const entries = await fileSystem.list(folder).catch((error: unknown) => {
      log(error);
      return [];
    });
    return listed(folder, entries);
  };
  const below = async ({ folders }: Listed): Promise<string[]> => {
    const found = await Promise.all(folders.map(list));
    const archives = found.flatMap((one) => one.folders.filter(isArchive));
    const ofArchives = await Promise.all(archives.map(list));
    return [...found, ...ofArchives].flatMap(({ files }) => files);
  };
  const folder = queueFolderOf(uri);
  const [own, above] = await Promise.all([list(folder), list(folderOf(folder))]);
  const isBelow = above.files.some((file) => fileKind(URI.parse(file).path) === 'backlog');
  const files = await Promise.all([below(own), isBelow ? below(above) : []]);
  return [...new Set([...own.files, ...above.files, ...files.flat()])];
}

/** The URIs of the task files in a folder, and of the folders in which others can be. */
interface Listed {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

function listed(folder: string, entries: readonly DirectoryEntry[]): Listed {
  const uriOf = ({ name }: DirectoryEntry): string => Utils.joinPath(URI.parse(folder), name).toString();
  const folders = entries.filter(({ kind, name }) => kind === 'folder' && !skippedFolders.has(name));
  return {
    files: entries.filter(({ kind, name }) => kind === 'file' && fileKind(name) !== undefined).map(uriOf),
    folders: folders
      .sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1))
      .slice(0, mostFolders)
      .map(uriOf),
  };
}

/** A folder with more folders than this is no queue's, such as that of a whole disk: the rest is not looked into. */
const mostFolders = 200;

/** The folders that are known to hold files of a queue come first. */
function rank({ name }: DirectoryEntry): number {
  return ['archive', 'todo'].includes(name.toLowerCase()) ? 0 : 1;
}

function isArchive(folder: string): boolean {
  return Utils.basename(URI.parse(folder)) === 'ARCHIVE';
}
