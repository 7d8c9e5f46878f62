import { stat } from 'node:fs/promises';
import { hasCode } from './errors.ts';

/** What stands under a path, or under the one that it leads to as a link; undefined where there is nothing. */
export async function pathKind(path: string): Promise<'file' | 'folder' | undefined> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    // A path with a null byte in it is that of nothing.
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'EINVAL', 'ERR_INVALID_ARG_VALUE')) return undefined;
    throw error;
  }
}
