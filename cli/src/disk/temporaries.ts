import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lifeOf, thisProcess } from './processes.ts';

/** A name for what is to become a file of another name, which tells whose it is. No other process gives it to anything. */
export function temporaryName(name: string): string {
  const { pid, space, began } = thisProcess();
  const base = name.startsWith('.') ? name : `.${name}`;
  return `${base}.${String(pid)}-${space}-${began}-${randomUUID()}.tmp`;
}

const pattern =
  /^\..+\.(?<pid>\d+)-(?<space>[\da-f]{12})-(?<began>\d*)-[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.tmp$/;

/**
 * Deletes the temporaries that were left behind by processes that have ended, such as those that were killed. One of which
 * nobody can tell that stays: another machine may be about to put it in its place.
 *
 * @param names what is in the folder
 * @throws Error when one cannot be deleted
 */
export async function clearTemporaries(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const { pid, space, began } = pattern.exec(name)?.groups ?? {};
    if (pid === undefined || space === undefined || began === undefined) continue;
    if (lifeOf({ pid: Number(pid), space, began }) !== 'ended') continue;
    await rm(join(folder, name), { force: true });
  }
}
