import { randomUUID } from 'node:crypto';
import { link, open, readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { hasCode } from '#server/node/systemErrors';
import { isOfSystem, Locked, writing } from './errors.ts';
import { lifeOf, type ProcessMark, spaceHere, thisProcess } from './processes.ts';
import { clearTemporaries, temporaryName } from './temporaries.ts';

/** The name of the file that says that the task files beside it are being changed. */
export const lockName = '.agent-backlog.lock';

/** How long others are waited for, and after which time a lock counts as left behind; in milliseconds. */
export interface LockTimes {
  readonly wait: number;
  /** Where nobody can tell whether its process has ended. */
  readonly stale: number;
  /** Where there is a process of its number, on this machine, and nobody can tell whether it is still that one. */
  readonly abandoned: number;
}

/** A change takes some milliseconds. */
const usualTimes: LockTimes = { wait: 5000, stale: 60_000, abandoned: 3_600_000 };

/** Who holds a lock. */
interface Holder extends ProcessMark {
  /** For people. */
  readonly host: string;
  /** What no other lock has. */
  readonly token: string;
}

/**
 * Does something while no other process changes the files of some folders. What processes that were killed have left
 * there is cleared away before.
 *
 * @param folders paths; they are locked in one order, so that nobody waits for one who waits for him
 * @throws Locked when somebody else keeps one of them locked
 */
export async function withLocks<Result>(
  folders: Iterable<string>,
  work: () => Promise<Result>,
  given: Partial<LockTimes> = {},
): Promise<Result> {
  const times = { ...usualTimes, ...given };
  const held: { path: string; token: string }[] = [];
  try {
    for (const folder of [...new Set(folders)].sort()) {
      const path = join(folder, lockName);
      held.push({ path, token: await acquire(path, times) });
      await clear(folder, times);
    }
    return await work();
  } finally {
    for (const { path, token } of held.reverse()) await release(path, token);
  }
}

async function acquire(path: string, times: LockTimes): Promise<string> {
  const holder: Holder = { ...thisProcess(), host: hostname(), token: randomUUID() };
  const end = Date.now() + times.wait;
  for (;;) {
    if (await writing(path, () => create(path, JSON.stringify(holder)))) return holder.token;
    // Nothing is found of what was released just now, and of what is no file, such as a link that leads nowhere.
    const found = await readLock(path);
    if (found && isLeftBehind(found, times)) await remove(path, times);
    else if (Date.now() >= end) throw new Locked(lockedText(path, found?.holder));
    else await pause(betweenTries);
  }
}

const betweenTries = 25;

/** Creates a lock with all its text at once, so that nobody reads half of it. */
async function create(path: string, text: string): Promise<boolean> {
  const temporary = join(dirname(path), temporaryName(lockName));
  try {
    await write(temporary, text);
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
    await write(path, text);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Writes a file that is not there yet. */
async function write(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
}

interface FoundLock {
  readonly holder: Holder | undefined;
  /** In milliseconds. */
  readonly age: number;
}

async function readLock(path: string): Promise<FoundLock | undefined> {
  try {
    // By one handle, so that text and age are those of one lock.
    const file = await open(path, 'r');
    try {
      const { mtimeMs } = await file.stat();
      return { holder: holderOf(await file.readFile('utf8')), age: Date.now() - mtimeMs };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'EISDIR', 'ELOOP')) return undefined;
    throw error;
  }
}

function holderOf(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Partial<Holder> | null;
    if (typeof holder?.pid !== 'number' || typeof holder.host !== 'string') return undefined;
    // Locks were once made without.
    const { pid, host, space = host === hostname() ? spaceHere() : '', began = '', token = '' } = holder;
    return { pid, host, space, began, token };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Whether nobody holds a lock any more: its process has ended or, where nobody can tell that, it is old. */
function isLeftBehind({ holder, age }: FoundLock, { stale, abandoned }: LockTimes): boolean {
  switch (holder ? lifeOf(holder) : 'elsewhere') {
    case 'running':
      return false;
    case 'ended':
      return true;
    case 'perhaps':
      return age > abandoned;
    case 'elsewhere':
      return age > stale;
  }
}

/**
 * Removes a lock that was left behind. Only who has a lock for that removes one, after another look: of two who found it
 * left behind, the second would remove what the first has made in its place. A process that is killed meanwhile leaves
 * that lock behind, which is removed in the same way.
 */
async function remove(path: string, times: LockTimes): Promise<void> {
  const removal = `${path}${removalSuffix}`;
  const token = await acquire(removal, times);
  try {
    const found = await readLock(path);
    if (found && isLeftBehind(found, times)) await writing(path, () => rm(path, { force: true }));
  } finally {
    await release(removal, token);
  }
}

const removalSuffix = '.removal';

/**
 * Clears away what processes that have ended left behind in a folder that is locked. It is in nobody's way: what cannot be
 * deleted stays.
 */
async function clear(folder: string, times: LockTimes): Promise<void> {
  try {
    const names = await readdir(folder);
    await clearTemporaries(folder, names);
    for (const name of names) {
      if (!name.startsWith(lockName) || !name.endsWith(removalSuffix)) continue;
      const path = join(folder, name);
      const found = await readLock(path);
      if (found && isLeftBehind(found, times)) await remove(path, times);
    }
  } catch (error) {
    if (!isOfSystem(error) && !(error instanceof Locked)) throw error;
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
