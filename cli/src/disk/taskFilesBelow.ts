import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileKind } from '#core';
import { skippedFolders } from '#server/workspace/fileSystem';
import { hasCode } from '#server/node/systemErrors';
import { GitIgnore, repositoryOf, rootOf } from './repository.ts';

/**
 * The task files in a folder and below it that git does not leave out, in order. Links to folders are not followed: they
 * can go round in circles, and lead elsewhere.
 *
 * @param folder absolute
 */
export async function taskFilesBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  const repository = repositoryOf(folder);
  // Of a folder that git leaves out, what is above it says nothing more.
  const isOut = repository !== undefined && rootOf(folder) !== repository;
  await collect(folder, GitIgnore.of(folder, isOut ? undefined : repository), found);
  return found.sort();
}

async function collect(folder: string, ignored: GitIgnore, found: string[]): Promise<void> {
  for (const entry of await entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (skippedFolders.has(entry.name) || ignored.ignores(path, true)) continue;
      await collect(path, ignored.within(path), found);
    } else if (fileKind(entry.name) !== undefined && !ignored.ignores(path, false)) found.push(path);
  }
}

/** A folder that may not be read, or has gone meanwhile, has no files. */
async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'EACCES', 'EPERM')) return [];
    throw error;
  }
}
