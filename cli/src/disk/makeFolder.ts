import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pathKind } from '#server/node/files';
import { hasCode, reading } from '#server/node/systemErrors';
import { WrongUse } from '../exitStatus.ts';

/** Makes a folder with those above it, one by one: where none can be made, Node's own way of that never ends. */
export async function makeFolder(path: string): Promise<void> {
  if ((await pathKind(path)) === 'folder') return;
  await makeFolder(dirname(path));
  try {
    await mkdir(path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
}

/**
 * The nearest folder above a path, or at it, that is there.
 *
 * @throws WrongUse when the path is that of a file, or is to be in one
 */
export async function nearestFolder(path: string): Promise<string> {
  const kind = await reading(path, () => pathKind(path));
  if (kind === 'file') throw new WrongUse(`${path} is no folder.`);
  return kind === 'folder' ? path : nearestFolder(dirname(path));
}
