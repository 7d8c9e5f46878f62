import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { URI } from 'vscode-uri';
import { messageOf } from '#core';
import { visibleLine } from '#server/features/hoverText';
import { newQueue } from '#server/features/newQueue';
import { editedTexts } from '#server/workspace/editedTexts';
import { writing } from '../disk/errors.ts';
import { diskEngine } from '../disk/diskEngine.ts';
import { makeFolder, nearestFolder } from '../disk/makeFolder.ts';
import { changeFolders, openFolders } from '../disk/workspace.ts';
import { type ExitStatus, exitStatus } from '../exitStatus.ts';
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
