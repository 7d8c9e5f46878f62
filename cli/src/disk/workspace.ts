import { realpath } from 'node:fs/promises';
import { URI } from 'vscode-uri';
import { type Disk, openDisk } from './disk.ts';
import type { DiskEngine } from './diskEngine.ts';
import { taskFilesBelow } from './taskFilesBelow.ts';

/** Takes note of what failed without anybody waiting for it, such as files that cannot be read. */
export type Log = (error: unknown) => void;

/**
 * The task files of some folders that git does not leave out, as they are at this moment.
 *
 * @param folders absolute paths
 * @param texts what counts in the place of files, by URI
 */
export function openFolders(
  folders: readonly string[],
  log: Log,
  texts?: ReadonlyMap<string, string>,
): Promise<Disk> {
  return openDisk(folders, log, find, texts);
}

/**
 * Changes files while nobody else who takes locks does. From reading to writing the folders are locked: an id that is
 * free stays so.
 *
 * @throws Locked when somebody else keeps one of the folders locked
 */
export async function changeFolders<Result>(
  folders: readonly string[],
  log: Log,
  change: (engine: DiskEngine) => Promise<Result>,
): Promise<Result> {
  const locked = new Set(await Promise.all(folders.map((folder) => realpath(folder))));
  const [{ withLocks }, { diskEngine }] = await Promise.all([import('./lock.ts'), import('./diskEngine.ts')]);
  return withLocks(locked, async () => change(diskEngine(await openFolders(folders, log), locked)));
}

function find(folder: string): string[] {
  return taskFilesBelow(URI.parse(folder).fsPath).map((path) => URI.file(path).toString());
}
