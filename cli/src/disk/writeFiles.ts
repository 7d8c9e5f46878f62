import { Buffer } from 'node:buffer';
import { type FileHandle, link, open, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ChangedMeanwhile } from '#server/messages';
import { hasCode } from '#server/node/systemErrors';
import { HalfWritten, Unwritable, writing } from './errors.ts';
import { type Content, contentOf, isLink, mayBeWritten, type Owner } from './fileContent.ts';
import { type LockTimes, withLocks } from './lock.ts';
import { temporaryName } from './temporaries.ts';

/** What is to become of a file. */
export interface FileChange {
  /** Absolute. */
  readonly path: string;
  /** The text that the change was made from, without a byte order mark; undefined where there must be no file. */
  readonly before: string | undefined;
  readonly after: string;
}

export interface WriteOptions {
  readonly lockTimes?: Partial<LockTimes>;
  /** The real paths of folders that the caller has locked already. */
  readonly locked?: ReadonlySet<string> | undefined;
  /** Puts a whole temporary file in the place of a file. Tests have it fail, as a crash would. */
  readonly replace?: (temporary: string, path: string) => Promise<void>;
  /** Has what was written to a temporary file on the disk. Tests have others write meanwhile. */
  readonly flush?: (file: FileHandle) => Promise<void>;
}

/**
 * Writes files in the order given: the one that tasks leave comes last, so that what ends in between leaves a task
 * twice, never nowhere. Each is written whole to a temporary beside it, and all temporaries are on the disk before the
 * first file is replaced. What others wrote while that took its time is not written over: directly before it is replaced,
 * each file is once more compared with what the change was made from. Byte order mark, mode, owner and all that is no part of the change stay as they are.
 *
 * @throws ChangedMeanwhile when a file is not what the change was made from; nothing was done
 * @throws Locked when somebody else is changing the files; nothing was done
 * @throws HalfWritten when it ended in between
 */
export async function writeFiles(changes: readonly FileChange[], options: WriteOptions = {}): Promise<void> {
  const folders = await Promise.all(changes.map(({ path }) => foldersOf(path)));
  const others = folders.flat().filter((folder) => !options.locked?.has(folder));
  await withLocks(others, () => writeLocked(changes, options), options.lockTimes);
}

/** The folder of a file and, where that is a link, of what it leads to: others come to that without the link. */
async function foldersOf(path: string): Promise<string[]> {
  const folder = await realpath(dirname(path));
  if (!(await isLink(path))) return [folder];
  try {
    return [folder, dirname(await realpath(path))];
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'ELOOP')) return [folder];
    throw error;
  }
}

async function writeLocked(
  changes: readonly FileChange[],
  { replace = rename, flush = (file) => file.sync() }: WriteOptions,
): Promise<void> {
  const prepared: Prepared[] = [];
  try {
    for (const change of changes) prepared.push(await writing(change.path, () => prepare(change, flush)));
    for (const change of changes) await unchanged(change);
    const written: string[] = [];
    for (const { change, target, temporary } of prepared) {
      try {
        if (written.length > 0) await unchanged(change);
        await (change.before === undefined ? createFrom(temporary, target) : replace(temporary, target));
      } catch (error) {
        if (written.length === 0) throw error;
        throw new HalfWritten(written, change.path, error);
      }
      written.push(change.path);
    }
  } finally {
    for (const { temporary } of prepared) await rm(temporary, { force: true });
  }
}

interface Prepared {
  readonly change: FileChange;
  /** The file itself, where the path is a link. */
  readonly target: string;
  readonly temporary: string;
}

/** Makes sure that a file is what it was, and writes what is to become of it to a temporary beside it. */
async function prepare(change: FileChange, flush: (file: FileHandle) => Promise<void>): Promise<Prepared> {
  const { path, after } = change;
  if (change.before === undefined && (await isLink(path)))
    throw new Unwritable(path, 'it is a link that leads out of the folders or nowhere');
  const current = await unchanged(change);
  if (current && !(await mayBeWritten(path, current))) throw new Unwritable(path, 'permission is denied');
  const target = current ? await realpath(path) : path;
  const temporary = join(dirname(target), temporaryName(basename(target)));
  const bytes = Buffer.concat([current?.mark ?? Buffer.alloc(0), Buffer.from(after, 'utf8')]);
  const file = await open(temporary, 'wx', current?.mode);
  try {
    if (current) {
      await giveTo(current.owner, file, path);
      // The mode that a file is made with is lessened by the process's own mask, and by giving it to somebody.
      await file.chmod(current.mode);
    }
    await file.writeFile(bytes);
    await flush(file);
  } catch (error) {
    await file.close();
    await rm(temporary, { force: true });
    throw error;
  }
  await file.close();
  return { change, target, temporary };
}

/** Has a temporary file belong to whom the file belonged that it replaces. */
async function giveTo({ uid, gid }: Owner, file: FileHandle, path: string): Promise<void> {
  const own = await file.stat();
  if (own.uid === uid && own.gid === gid) return;
  try {
    await file.chown(uid, gid);
  } catch (error) {
    if (!hasCode(error, 'EPERM', 'EACCES', 'ENOSYS', 'EINVAL')) throw error;
    throw new Unwritable(path, 'it belongs to somebody else, and would not any more', error);
  }
}

/** What a file has in it, provided that it is what the change was made from. */
async function unchanged({ path, before }: FileChange): Promise<Content | undefined> {
  const current = await contentOf(path);
  if (current?.text !== before)
    throw new ChangedMeanwhile(`${path} has changed meanwhile. Nothing was done.`);
  return current;
}

/** Puts a temporary file where there is none, never in the place of one that has come meanwhile. */
async function createFrom(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    if (hasCode(error, 'EEXIST'))
      throw new ChangedMeanwhile(`${path} has changed meanwhile. Nothing was done.`);
    if (!hasCode(error, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS')) throw error;
    // Not every file system has hard links. Who writes by this program waits for the lock.
    await rename(temporary, path);
  }
}
