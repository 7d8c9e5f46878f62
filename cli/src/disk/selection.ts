import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileKind } from '#core';
import { WrongUse } from '../exitStatus.ts';
import { hasCode } from './errors.ts';
import { rootOf } from './repository.ts';
import { isWithin } from './within.ts';

/** Which task files a command is about. */
export interface Selection {
  /** The folders that are searched, with what the files are compared with; absolute, each once. */
  readonly roots: readonly string[];
  /** Files that were named one by one, absolute: they count even where git leaves them out. */
  readonly files: readonly string[];
  /** Whether a file that was found is meant. */
  readonly has: (path: string) => boolean;
  /** The globs that match none of some files. */
  readonly unmatched: (found: readonly string[]) => readonly string[];
}

/**
 * What paths on the command line mean: files, folders and globs; without any, the repository's queues.
 *
 * @param paths absolute or from the current folder
 * @param cwd absolute
 * @throws WrongUse when there is nothing under a path, or no task file
 */
export async function selectionOf(paths: readonly string[], cwd: string): Promise<Selection> {
  if (paths.length === 0) return { roots: [rootOf(cwd)], files: [], has: () => true, unmatched: () => [] };
  const parts = await Promise.all(paths.map((path) => partOf(path, cwd)));
  const roots = [...new Set(parts.map(({ root }) => root))];
  return {
    // A root in another one is searched with that.
    roots: roots.filter((root) => !roots.some((other) => other !== root && isWithin(other, root))),
    files: parts.flatMap(({ file }) => file ?? []),
    has: (path) => parts.some((part) => part.has(path)),
    unmatched: (found) =>
      parts.flatMap(({ given, isGlob, has }) => (isGlob && !found.some(has) ? given : [])),
  };
}

interface Part {
  readonly given: string;
  readonly isGlob?: boolean;
  readonly root: string;
  readonly file?: string;
  readonly has: (path: string) => boolean;
}

async function partOf(given: string, cwd: string): Promise<Part> {
  const path = resolve(cwd, given);
  const kind = await kindOf(path);
  if (kind === 'folder') {
    const folder = await realpath(path);
    return { given, root: rootOf(folder), has: (one) => isWithin(folder, one) };
  }
  if (kind === 'file') {
    if (fileKind(basename(path)) === undefined)
      throw new WrongUse(`${given} has not the name of a task file.`);
    const file = join(await realpath(dirname(path)), basename(path));
    return { given, root: rootOf(dirname(file)), file, has: (one) => one === file };
  }
  // Most paths are no globs.
  const { default: picomatch } = await import('picomatch');
  const { isGlob, base } = picomatch.scan(given.split(sep).join('/'));
  if (!isGlob) throw new WrongUse(`There is no file or folder ${given}.`);
  const start = resolve(cwd, base);
  if ((await kindOf(start)) !== 'folder') throw new WrongUse(`There is no folder ${base} for ${given}.`);
  const folder = await realpath(start);
  const matches = picomatch(given.split(sep).join('/').slice(base.length).replace(/^\//, ''), { dot: true });
  return {
    given,
    isGlob,
    root: rootOf(folder),
    has: (one) => isWithin(folder, one) && matches(relative(folder, one).split(sep).join('/')),
  };
}

async function kindOf(path: string): Promise<'file' | 'folder' | undefined> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'EINVAL')) return undefined;
    throw error;
  }
}
