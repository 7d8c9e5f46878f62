import { mkdir, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { URI } from 'vscode-uri';
import { messageOf } from '#core';
import { newQueue } from '#server/features/newQueue';
import { editedTexts } from '#server/workspace/editedTexts';
import { hasCode, inWords } from '../disk/errors.ts';
import { diskEngine } from '../disk/diskEngine.ts';
import { changeFolders, openFolders } from '../disk/workspace.ts';
import { type ExitStatus, exitStatus, WrongUse } from '../exitStatus.ts';
import { diffOf } from '../output/diff.ts';
import type { Terminal } from '../terminal.ts';

export interface InitOptions {
  /** Prints what would be made, as a unified diff, and makes nothing. */
  readonly dryRun?: boolean;
}

/**
 * Makes the files of a new queue. Those that are there stay as they are.
 *
 * @param given the folder, from the current one; it is made where it is missing
 * @throws WrongUse when it is a file
 * @throws Error when the folder has all of them
 */
export async function init(
  given: string | undefined,
  { dryRun = false }: InitOptions,
  { cwd, print, warn }: Terminal,
): Promise<ExitStatus> {
  const folder = resolve(cwd, given ?? '.');
  const isThere = await isFolder(folder);
  if (isThere === false) throw new WrongUse(`${folder} is no folder.`);
  const log = (error: unknown): void => {
    warn(`${messageOf(error)}\n`);
  };
  if (dryRun) {
    const engine = diskEngine(await openFolders([isThere ? folder : await nearestFolder(folder)], log));
    const { edit } = await newQueue(engine, URI.file(folder).toString());
    const texts = editedTexts(edit, () => undefined);
    print(await diffOf(texts, cwd));
    return exitStatus.done;
  }
  await inWords(folder, 'written', () => makeFolder(folder));
  const real = await realpath(folder);
  const report = await changeFolders([real], log, async (engine) => {
    const made = await newQueue(engine, URI.file(real).toString());
    await engine.apply('New queue', made.edit);
    return made.report;
  });
  print(`${report}\n`);
  return exitStatus.done;
}

/** Whether a path is that of a folder; undefined where there is nothing. */
async function isFolder(path: string): Promise<boolean | undefined> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    if (hasCode(error, 'ENOTDIR')) return false;
    throw error;
  }
}

/** Makes a folder with those above it, one by one: where none can be made, Node's own way of that never ends. */
async function makeFolder(path: string): Promise<void> {
  if (await isFolder(path)) return;
  await makeFolder(dirname(path));
  try {
    await mkdir(path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
}

async function nearestFolder(path: string): Promise<string> {
  for (let at = path; ; at = dirname(at)) if (await isFolder(at)) return at;
}
