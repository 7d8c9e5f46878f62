import { constants } from 'node:fs';
import { access, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileKind } from '#core';
import { pathKind } from '#server/node/files';
import { skippedFolders } from '#server/protocol';
import { Unreadable } from '#server/workspace/fileSystem';
import { WrongUse } from '../exitStatus.ts';
import { reading } from '#server/node/systemErrors';
import { repositoryOf, rootOf } from './repository.ts';
import { isSame, isWithin } from './within.ts';

/** Which task files a command is about. */
export interface Selection {
  /** The folders that are searched, with what the files are compared with; absolute, each once. */
  readonly roots: readonly string[];
  /** Files that were named one by one: they count even where git leaves them out. */
  readonly files: readonly NamedFile[];
  /** Whether a file that was found is meant. */
  readonly has: (path: string) => boolean;
  /** The globs that match none of some files. */
  readonly unmatched: (found: readonly string[]) => readonly string[];
}

/** A file as somebody named it. */
export interface NamedFile {
  readonly given: string;
  /** Absolute. */
  readonly path: string;
}

/**
 * What paths on the command line mean: files, folders and globs; without any, the repository's queues.
 *
 * @param paths absolute or from the current folder
 * @param cwd absolute
 * @throws WrongUse when there is nothing under a path, or no task file
 * @throws Unreadable when it cannot be read
 */
export async function selectionOf(paths: readonly string[], cwd: string): Promise<Selection> {
  if (paths.length === 0) {
    const root = rootOf(cwd);
    return { roots: [await readableFolder(root, root)], files: [], has: () => true, unmatched: () => [] };
  }
  const here = await realpath(cwd);
  const parts = await Promise.all(paths.map((path) => partOf(path, here)));
  const roots = [...new Set(parts.map(({ root }) => root))];
  return {
    // A root in another one is searched with that.
    roots: roots.filter((root) => !roots.some((other) => other !== root && isWithin(other, root))),
    files: parts.flatMap(({ given, file }) => (file === undefined ? [] : { given, path: file })),
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
  if (given === '') throw new WrongUse('A path is empty.');
  const path = resolve(cwd, given);
  const kind = await reading(given, () => pathKind(path));
  if (kind === 'folder') {
    const folder = await readableFolder(given, path);
    const root = rootAround(folder, cwd);
    await checkSearched(given, folder, root);
    return { given, root, has: (one) => isWithin(folder, one) };
  }
  if (kind === 'file') {
    if (fileKind(basename(path)) === undefined)
      throw new WrongUse(`${given} has not the name of a task file.`);
    const file = join(await realpath(dirname(path)), basename(path));
    return { given, root: rootAround(dirname(file), cwd), file, has: (one) => isSame(file, one) };
  }
  return globPart(given, cwd);
}

async function globPart(given: string, cwd: string): Promise<Part> {
  // Most paths are no globs.
  const { default: picomatch } = await import('picomatch');
  const pattern = given.split(sep).join('/');
  // An exclamation mark at the beginning of a path is one.
  const { isGlob, base, glob } = picomatch.scan(pattern, { nonegate: true });
  // A backslash takes the meaning of what comes behind it.
  const start = base.replace(/\\(.)/g, '$1');
  if (!isGlob) {
    if (start !== pattern && (await reading(given, () => pathKind(resolve(cwd, start)))) !== undefined)
      return { ...(await partOf(start, cwd)), given };
    throw new WrongUse(`There is no file or folder ${given}.`);
  }
  const from = resolve(cwd, start);
  if ((await reading(start, () => pathKind(from))) !== 'folder')
    throw new WrongUse(`There is no folder ${start} for ${given}.`);
  const folder = await readableFolder(start, from);
  const matches = picomatch(glob, { dot: true, nonegate: true });
  return {
    given,
    isGlob,
    root: rootAround(folder, cwd),
    has: (one) => isWithin(folder, one) && matches(relative(folder, one).split(sep).join('/')),
  };
}

/** The real path of a folder of which somebody means the files. */
function readableFolder(given: string, path: string): Promise<string> {
  return reading(given, async () => {
    await access(path, constants.R_OK | constants.X_OK);
    return realpath(path);
  });
}

/**
 * Makes sure that who searches a root comes to a folder in it: what nobody has looked at must not pass for clean.
 *
 * @throws Unreadable when the search ends before
 */
async function checkSearched(given: string, folder: string, root: string): Promise<void> {
  for (let at = folder; !isSame(at, root); at = dirname(at)) {
    if (skippedFolders.has(basename(at)))
      throw new Unreadable(given, `folders called ${basename(at)} are passed over`);
    await readableFolder(given, dirname(at));
  }
}

/**
 * The folder that is searched for what is in a folder and what it is compared with. Outside of repositories that is the
 * current one, of what is in it: which settings hold and which queues there are must not depend on what is named.
 */
function rootAround(folder: string, cwd: string): string {
  return rootOf(folder, repositoryOf(folder) ?? (isWithin(cwd, folder) ? cwd : undefined));
}
