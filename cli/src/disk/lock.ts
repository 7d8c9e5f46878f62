import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { hasCode, inWords, Locked } from './errors.ts';

/** The name of the file that says that the task files beside it are being changed. */
export const lockName = '.agent-backlog.lock';

/** How long others are waited for, and after which time a lock counts as left behind; in milliseconds. */
export interface LockTimes {
  readonly wait: number;
  readonly stale: number;
}

/** A change takes some milliseconds. */
const usualTimes: LockTimes = { wait: 5000, stale: 60_000 };

/** Who holds a lock. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** What no other lock has. */
  readonly token: string;
}

/**
 * Does something while no other process changes the files of some folders.
 *
 * @param folders paths; they are locked in one order, so that nobody waits for one who waits for him
 * @throws Locked when somebody else keeps one of them locked
 */
export async function withLocks<Result>(
  folders: Iterable<string>,
  work: () => Promise<Result>,
  times: LockTimes = usualTimes,
): Promise<Result> {
  const held: { path: string; token: string }[] = [];
  try {
    for (const folder of [...new Set(folders)].sort()) {
      const path = join(folder, lockName);
      held.push({ path, token: await acquire(path, times) });
    }
    return await work();
  } finally {
    for (const { path, token } of held.reverse()) await release(path, token);
  }
}

async function acquire(path: string, { wait, stale }: LockTimes): Promise<string> {
  const holder: Holder = { pid: process.pid, host: hostname(), token: randomUUID() };
  const end = Date.now() + wait;
  for (;;) {
    if (await inWords(path, 'written', () => create(path, JSON.stringify(holder)))) return holder.token;
    // Nothing is found of what was released just now, and of what is no file, such as a link that leads nowhere.
    const found = await readLock(path);
    if (found && isLeftBehind(found, stale)) await remove(path, found.text);
    else if (Date.now() >= end) throw new Locked(lockedText(path, found?.holder));
    else await pause(betweenTries);
  }
}

const betweenTries = 25;

/** Creates a lock with all its text at once, so that nobody reads half of it. */
async function create(path: string, text: string): Promise<boolean> {
  const temporary = `${path}.${randomUUID()}`;
  const file = await open(temporary, 'wx');
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
  try {
    await link(temporary, path);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    // Not every file system has hard links.
    if (hasCode(error, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS')) return await createPlainly(path, text);
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

async function createPlainly(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

interface FoundLock {
  readonly text: string;
  readonly holder: Holder | undefined;
  /** In milliseconds. */
  readonly age: number;
}

async function readLock(path: string): Promise<FoundLock | undefined> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    return { text, holder: holderOf(text), age: Date.now() - mtimeMs };
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'EISDIR', 'ELOOP')) return undefined;
    throw error;
  }
}

function holderOf(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Partial<Holder> | null;
    const isWhole = typeof holder?.pid === 'number' && typeof holder.host === 'string';
    return isWhole ? (holder as Holder) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Whether a lock is one that nobody holds any more: of a process of this machine that has ended, or an old one. */
function isLeftBehind({ holder, age }: FoundLock, stale: number): boolean {
  if (holder?.host === hostname()) return !isRunning(holder.pid);
  return age > stale;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !hasCode(error, 'ESRCH');
  }
}

/** Removes a lock that was left behind, unless it is another one by now. */
async function remove(path: string, text: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  try {
    // Somebody else was quicker to remove it and holds his own by now: he gets it back.
    if ((await readFile(aside, 'utf8')) !== text) await link(aside, path);
  } finally {
    await rm(aside, { force: true });
  }
}

/** Removes a lock of our own. */
async function release(path: string, token: string): Promise<void> {
  const found = await readLock(path);
  if (found?.holder?.token === token) await rm(path, { force: true });
}

function lockedText(path: string, holder: Holder | undefined): string {
  const who = holder ? `process ${String(holder.pid)} on ${holder.host}` : 'another program';
  return `The task files are being changed by ${who}. Nothing was done. Try again; if that program has ended, delete ${path}.`;
}
