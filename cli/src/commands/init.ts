import { mkdir, realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { URI } from 'vscode-uri';
import { messageOf } from '#core';
import { pathKind } from '#server/node/files';
import { visibleLine } from '#server/features/hoverText';
import { newQueue } from '#server/features/newQueue';
import { editedTexts } from '#server/workspace/editedTexts';
import { hasCode, reading } from '#server/node/systemErrors';
import { writing } from '../disk/errors.ts';
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
  terminal: Terminal,
): Promise<ExitStatus> {
  const { cwd, print, warn } = terminal;
  const folder = resolve(cwd, given ?? '.');
  const nearest = await nearestFolder(folder);
  const log = (error: unknown): void => {
    warn(`${visibleLine(messageOf(error))}\n`);
  };
  if (dryRun) {
    const engine = diskEngine(await openFolders([nearest], log));
    const { edit } = await newQueue(engine, URI.file(folder).toString());
    const texts = editedTexts(edit, () => undefined);
    print(await diffOf(texts, terminal));
    return exitStatus.done;
  }
  await writing(folder, () => makeFolder(folder));
  const real = await realpath(folder);
  const report = await changeFolders([real], log, async (engine) => {
    const made = await newQueue(engine, URI.file(real).toString());
    await engine.apply('New queue', made.edit);
    return made.report;
  });
  print(`${visibleLine(report)}\n`);
  return exitStatus.done;
}

/** The nearest folder above a path, or at it, that is there; what is to be in a file is wrong use. */
async function nearestFolder(path: string): Promise<string> {
  const kind = await reading(path, () => pathKind(path));
  if (kind === 'file') throw new WrongUse(`${path} is no folder.`);
  return kind === 'folder' ? path : nearestFolder(dirname(path));
}

/** Makes a folder with those above it, one by one: where none can be made, Node's own way of that never ends. */
async function makeFolder(path: string): Promise<void> {
  if ((await pathKind(path)) === 'folder') return;
  await makeFolder(dirname(path));
  try {
    await mkdir(path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
}
