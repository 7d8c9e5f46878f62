import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileKind } from '#core';
import { skippedFolders } from '#server/protocol';
import { hasCode } from '#server/node/systemErrors';
import { GitIgnore, repositoryOf, rootOf } from './repository.ts';

/**
 * The task files in a folder and below it that git does not leave out, in order. Links to folders are not followed: they
 * can go round in circles, and lead elsewhere.
 *
 * @param folder absolute
 */
export function taskFilesBelow(folder: string): string[] {
  const found: string[] = [];
  const repository = repositoryOf(folder);
  // Of a folder that git leaves out, what is above it says nothing more.
  const isOut = repository !== undefined && rootOf(folder) !== repository;
  collect(folder, entriesOf(folder), GitIgnore.of(folder, isOut ? undefined : repository), found);
  return found.sort();
}

function collect(folder: string, entries: readonly Dirent[], ignored: GitIgnore, found: string[]): void {
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (skippedFolders.has(entry.name) || ignored.ignores(path, true)) continue;
      const below = entriesOf(path);
      const hasRules = below.some(({ name }) => name === '.gitignore');
      collect(path, below, hasRules ? ignored.within(path) : ignored, found);
    } else if (fileKind(entry.name) !== undefined && !ignored.ignores(path, false)) found.push(path);
  }
}

/** A folder that may not be read, or has gone meanwhile, has no files. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'EACCES', 'EPERM')) return [];
    throw error;
  }
}
