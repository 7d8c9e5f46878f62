import { realpathSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { URI } from 'vscode-uri';
import { nodeFiles, readNow } from '#server/node/files';
import type { FileSystem } from '#server/workspace/fileSystem';
import { hasCode, reading } from '#server/node/systemErrors';
import { isWithin } from './within.ts';

/** Finds the task files that count in a folder and below it, by URI. */
export type FindTaskFiles = (folder: string) => readonly string[] | Promise<readonly string[]>;

/**
 * The files in some folders and below them. What is elsewhere, or leads there by links, is not there.
 *
 * @param folders absolute paths
 * @param find finds the task files that count
 * @param texts what counts in the place of files, by URI: what would be written, were it not only to be shown
 */
export class ConfinedFiles implements FileSystem {
  readonly #roots: Promise<readonly string[]>;
  readonly #find: FindTaskFiles;
  readonly #texts: ReadonlyMap<string, string> | undefined;

  constructor(
    folders: readonly string[],
    find: FindTaskFiles = (folder) => nodeFiles.findTaskFiles(folder),
    texts?: ReadonlyMap<string, string>,
  ) {
    this.#find = find;
    this.#texts = texts;
    this.#roots = Promise.all(folders.map((folder) => realpath(folder)));
    // Whoever asks is told.
    this.#roots.catch(() => undefined);
  }

  async findTaskFiles(folder: string): Promise<readonly string[]> {
    return (await this.contains(folder)) ? this.#find(folder) : [];
  }

  async readFile(uri: string): Promise<string | undefined> {
    const text = this.#texts?.get(uri);
    if (text !== undefined) return text;
    const path = URI.parse(uri).fsPath;
    return reading(path, async () => ((await this.#holds(path)) ? readNow(path) : undefined));
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
      return await this.#holds(URI.parse(uri).fsPath);
    } catch (error) {
      if (hasCode(error, 'EACCES', 'EPERM', 'ELOOP')) return false;
      throw error;
    }
  }

  /** @throws Error when nobody can tell where a path leads */
  async #holds(path: string): Promise<boolean> {
    try {
      const roots = await this.#roots;
      const real = realpathSync.native(path);
      return roots.some((root) => isWithin(root, real));
    } catch (error) {
      if (hasCode(error, 'ENOENT', 'ENOTDIR')) return false;
      throw error;
    }
  }
}
