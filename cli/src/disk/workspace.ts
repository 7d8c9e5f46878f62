import { realpath } from 'node:fs/promises';
import { URI } from 'vscode-uri';
import { type DiskEngine, openDisk } from './diskEngine.ts';
import { withLocks } from './lock.ts';
import { taskFilesBelow } from './taskFilesBelow.ts';

export interface OpenOptions {
  /** Takes note of files that cannot be read. */
  readonly log: (error: unknown) => void;
  /** The real paths of folders that the caller has locked already. */
  readonly locked?: ReadonlySet<string>;
}

/**
 * An engine on the task files of some folders that git does not leave out, as they are at this moment.
 *
 * @param folders absolute paths
 */
export function openFolders(folders: readonly string[], { log, locked }: OpenOptions): Promise<DiskEngine> {
  return openDisk(folders, log, locked, find);
}

/**
 * Changes files while nobody else who takes locks does. From reading to writing the folders are locked: an id that is
 * free stays so.
 *
 * @throws Locked when somebody else keeps one of the folders locked
 */
export async function changeFolders<Result>(
  folders: readonly string[],
  log: OpenOptions['log'],
  change: (engine: DiskEngine) => Promise<Result>,
): Promise<Result> {
  const locked = new Set(await Promise.all(folders.map((folder) => realpath(folder))));
  return withLocks(locked, async () => change(await openFolders(folders, { log, locked })));
}

async function find(folder: string): Promise<string[]> {
  const paths = await taskFilesBelow(URI.parse(folder).fsPath);
  return paths.map((path) => URI.file(path).toString());
}
