import { type Buffer, isUtf8 } from 'node:buffer';
import { type Dirent, readFileSync, statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
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
    return reading(path, () => {
      const bytes = bytesOf(path);
      if (bytes === undefined) return undefined;
      // Its tasks would move with other characters than they have.
      if (!isUtf8(bytes)) throw new Unreadable(path, notUtf8);
      return bytes.toString('utf8').replace(/^\ufeff/, '');
    });
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
 * What is in a file; undefined where there is none, and of what is neither a file nor a folder, such as a pipe: nobody knows
 * whether reading ever ends. Task files are small, and reading thousands of them at once takes a third of the time that it
 * takes to wait for each.
 */
function bytesOf(path: string): Buffer | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() || stats?.isDirectory() ? readFileSync(path) : undefined;
}

/** What stands under a path, or where it leads as a link; undefined where there is nothing. */
export async function pathKind(path: string): Promise<EntryKind | undefined> {
  // Windows says of some names that they cannot be any.
  const stats = await unless(stat(path), ['ENOENT', 'ENOTDIR', 'EINVAL']);
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
  return unless(promise, ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM']);
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
