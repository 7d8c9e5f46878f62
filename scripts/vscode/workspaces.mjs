import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from './cache.mjs';
import { memoryScheme } from './memory.mjs';

/**
 * What can be open in a window: a copy of the sample; a folder without files; a workspace of two folders, the sample
 * and a small queue; or the sample in a file system of another scheme, of which nothing is on disk.
 *
 * @typedef {'sample' | 'empty' | 'multiroot' | 'virtual'} WorkspaceKind
 */

/**
 * @typedef {object} Workspace
 * @property {string} folder the folder on disk that belongs to this window alone
 * @property {string} [file] the file of a workspace with several folders, which is opened in place of the folder
 * @property {string} [uri] of a virtual workspace's folder, which is opened in place of the folder
 */

/** The second folder of a workspace with two. */
const SECOND = join(repository, 'test', 'vscode', 'workspaces', 'lighthouse');

/**
 * Makes workspaces on disk.
 *
 * @param {string} sample the folder of which copies are used
 */
export function createWorkspaces(sample) {
  /** @type {string[]} */
  const made = [];

  /**
   * @param {WorkspaceKind} kind
   * @returns {Promise<Workspace>}
   */
  async function make(kind) {
    const folder = await mkdtemp(join(await realpath(tmpdir()), `${kind}-`));
    made.push(folder);
    switch (kind) {
      case 'sample':
        await cp(sample, folder, { recursive: true });
        return { folder };
      case 'empty':
        return { folder };
      case 'multiroot':
        return { folder, file: await twoFolders(folder, sample) };
      case 'virtual':
        return { folder, uri: `${memoryScheme}:/sample` };
    }
  }

  async function removeAll() {
    for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }

  return { make, removeAll };
}

/** @param {string} folder @param {string} sample */
async function twoFolders(folder, sample) {
  await mkdir(join(folder, 'tidewatch'));
  await cp(sample, join(folder, 'tidewatch'), { recursive: true });
  await cp(SECOND, join(folder, 'lighthouse'), { recursive: true });
  const file = join(folder, 'coast.code-workspace');
  const folders = [{ path: 'tidewatch' }, { path: 'lighthouse' }];
  await writeFile(file, JSON.stringify({ folders }, null, 2));
  return file;
}
