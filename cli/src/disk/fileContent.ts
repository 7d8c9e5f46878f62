import { Buffer } from 'node:buffer';
import { constants } from 'node:fs';
import { access, lstat, readFile, realpath } from 'node:fs/promises';
import { hasCode } from '#server/node/systemErrors';
import { notUtf8 } from '#server/protocol';
import { Unreadable } from '#server/workspace/fileSystem';

/** What a file has in it, and what is to stay of it when it is replaced. */
export interface Content {
  readonly text: string;
  /** The byte order mark; empty where there is none. */
  readonly mark: Buffer;
  /** The permissions. */
  readonly mode: number;
  /** The ids of whom it belongs to. */
  readonly owner: Owner;
}

/** The ids of the user and of the group that a file belongs to. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * What is in a file, or in the one that a link leads to; undefined where there is none.
 *
 * @throws Unreadable when the file is no UTF-8
 */
export async function contentOf(path: string): Promise<Content | undefined> {
  try {
    const bytes = await readFile(path);
    const { mode, uid, gid } = await lstat(await realpath(path));
    const marked = bytes.subarray(0, byteOrderMark.length).equals(byteOrderMark);
    const mark = marked ? byteOrderMark : Buffer.alloc(0);
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      bytes.subarray(mark.length),
    );
    return { text, mark, mode: mode & 0o7777, owner: { uid, gid } };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    if (hasCode(error, 'ERR_ENCODING_INVALID_ENCODED_DATA')) throw new Unreadable(path, notUtf8, error);
    throw error;
  }
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** Whether a file may be written: what its folder allows, replacing it, would not ask the file itself. */
export async function mayBeWritten(path: string, { mode }: Content): Promise<boolean> {
  // The superuser is asked for no permission, but somebody meant something by taking all of them away.
  if ((mode & 0o222) === 0) return false;
  try {
    await access(path, constants.W_OK);
    return true;
  } catch (error) {
    if (hasCode(error, 'EACCES', 'EPERM', 'EROFS')) return false;
    throw error;
  }
}

/** Whether a name is that of a link, wherever that leads. */
export async function isLink(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isSymbolicLink();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}
