import { type Buffer, isUtf8 } from 'node:buffer';
import { type Dirent, readFileSync, type Stats, statSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { URI } from 'vscode-uri';
import { fileKind } from '#core';
import { notUtf8, skippedFolders } from '../protocol.ts';
import { type DirectoryEntry, type EntryKind, type FileSystem, Unreadable } from '../workspace/fileSystem.ts';
import { hasCode, reading } from './systemErrors.ts';

/** The files of the disk. URIs are of the scheme `file`. */
export const nodeFiles: FileSystem = {
  async findTaskFiles(folder) {
    const found: string[] = [];
    await collectTaskFiles(pathOf(folder), found);
    return found.sort().map((path) => URI.file(path).toString());
  },
  readFile(uri) {
    const path = pathOf(uri);
    return reading(path, async () => textOf(path, await unless(bytesOf(path), missing)));
  },
  async kindOf(uri) {
    return pathKind(pathOf(uri));
  },
  async list(folder) {
    const entries = (await unlessUnreadable(readdir(pathOf(folder), { withFileTypes: true }))) ?? [];
    return entries.flatMap((entry): DirectoryEntry[] => {
      const kind = kindOfEntry(entry);
      return kind ? [{ name: entry.name, kind }] : [];
    });
  },
};

/**
 * What `readFile` of `nodeFiles` gives, while nothing else is done: for whoever has thousands of files to read and nobody to
 * answer meanwhile. Waiting for each takes three times as long.
 *
 * @throws Error as Node does, when the file is there and cannot be read
 */
export function readNow(path: string): string | undefined {
  try {
    return textOf(path, mayEnd(statSync(path)) ? readFileSync(path) : undefined);
  } catch (error) {
    if (hasCode(error, ...missing)) return undefined;
    throw error;
  }
}

/** @throws Unreadable when it is no text in UTF-8 */
function textOf(path: string, bytes: Buffer | undefined): string | undefined {
  // Its tasks would move with other characters than they have.
  if (bytes && !isUtf8(bytes)) throw new Unreadable(path, notUtf8);
  return bytes?.toString('utf8').replace(/^\ufeff/, '');
}

async function bytesOf(path: string): Promise<Buffer | undefined> {
  return mayEnd(await stat(path)) ? readFile(path) : undefined;
}

/** Not so what is neither a file nor a folder, such as a pipe: nobody knows whether reading it ever ends. */
function mayEnd(stats: Stats): boolean {
  return stats.isFile() || stats.isDirectory();
}

const missing = ['ENOENT', 'ENOTDIR'];

/** What stands under a path, or where it leads as a link; undefined where there is nothing. */
export async function pathKind(path: string): Promise<EntryKind | undefined> {
  // Windows says of some names that they cannot be any.
  const stats = await unless(stat(path), [...missing, 'EINVAL']);
  return stats && (stats.isDirectory() ? 'folder' : 'file');
}

/** Links to folders are not followed: they can go round in circles, and lead out of the workspace. */
async function collectTaskFiles(folder: string, found: string[]): Promise<void> {
  const entries = await unlessUnreadable(readdir(folder, { withFileTypes: true }));
  await Promise.all(
    (entries ?? []).map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name)) await collectTaskFiles(path, found);
      } else if (fileKind(entry.name) !== undefined) found.push(path);
    }),
  );
}

function kindOfEntry(entry: Dirent): DirectoryEntry['kind'] | undefined {
  if (entry.isDirectory()) return 'folder';
  if (entry.isFile()) return 'file';
  return entry.isSymbolicLink() ? 'link' : undefined;
}

function pathOf(uri: string): string {
  return URI.parse(uri).fsPath;
}

/** A folder that may not be read holds nothing for the user either. */
function unlessUnreadable<Result>(promise: Promise<Result>): Promise<Result | undefined> {
  return unless(promise, [...missing, 'EACCES', 'EPERM']);
}

async function unless<Result>(
  promise: Promise<Result>,
  codes: readonly string[],
): Promise<Result | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (hasCode(error, ...codes)) return undefined;
    throw error;
  }
}
