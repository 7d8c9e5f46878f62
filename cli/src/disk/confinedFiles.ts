import { realpath } from 'node:fs/promises';
import { URI } from 'vscode-uri';
import { nodeFiles } from '#server/node/files';
import type { FileSystem } from '#server/workspace/fileSystem';
import { hasCode, inWords } from './errors.ts';
import { isWithin } from './within.ts';

/**
 * The files in some folders and below them. What is elsewhere, or leads there by links, is not there.
 *
 * @param folders absolute paths
 * @param find finds the task files that count
 */
export class ConfinedFiles implements FileSystem {
  readonly #roots: Promise<readonly string[]>;
  readonly #find: FileSystem['findTaskFiles'];

  constructor(
    folders: readonly string[],
    find: FileSystem['findTaskFiles'] = (folder) => nodeFiles.findTaskFiles(folder),
  ) {
    this.#find = find;
    this.#roots = Promise.all(folders.map((folder) => realpath(folder)));
    // Whoever asks is told.
    this.#roots.catch(() => undefined);
  }

  async findTaskFiles(folder: string): Promise<readonly string[]> {
    return (await this.contains(folder)) ? this.#find(folder) : [];
  }

  async readFile(uri: string): Promise<string | undefined> {
    if (!(await this.contains(uri))) return undefined;
    return inWords(URI.parse(uri).fsPath, 'read', () => nodeFiles.readFile(uri));
  }

  async kindOf(uri: string): ReturnType<FileSystem['kindOf']> {
    return (await this.contains(uri)) ? nodeFiles.kindOf(uri) : undefined;
  }

  async list(folder: string): ReturnType<FileSystem['list']> {
    return (await this.contains(folder)) ? nodeFiles.list(folder) : [];
  }

  /** Whether a URI is that of something which is there, in one of the folders. */
  async contains(uri: string): Promise<boolean> {
    try {
      const path = await realpath(URI.parse(uri).fsPath);
      return (await this.#roots).some((root) => isWithin(root, path));
    } catch (error) {
      if (hasCode(error, 'ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP')) return false;
      throw error;
    }
  }
}
