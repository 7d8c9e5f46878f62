import { URI } from 'vscode-uri';
import { skippedFolders } from '../protocol.ts';
import { canonicalUri } from './taskFiles.ts';

/** The workspace folders, and what they tell of a URI by themselves: nothing is read here. */
export class WorkspaceFolders {
  #folders: readonly string[] = [];

  /** The URIs of all folders, canonical and without a slash at their ends. */
  get uris(): readonly string[] {
    return this.#folders;
  }

  /** Takes folders in the place of those that were known. */
  set(folders: readonly string[]): void {
    this.#folders = folders.map((folder) => canonicalUri(folder).replace(/\/$/, ''));
  }

  /** The workspace folder that a file is in, without a slash at its end; the innermost of several. */
  folderOf(uri: string): string | undefined {
    const canonical = canonicalUri(uri);
    const around = this.#folders.filter((folder) => canonical.startsWith(`${folder}/`));
    return around.sort((a, b) => b.length - a.length)[0];
  }

  /** Whether names of files need those of their workspace folders beside them. */
  get hasSeveralFolders(): boolean {
    return this.#folders.length > 1;
  }

  /** What a workspace folder is called: the end of its path, as much of it as no other folder has. */
  folderName(folder: string): string {
    const parts = URI.parse(folder).path.split('/').filter(Boolean);
    const tails = parts.map((_, at) => parts.slice(-at - 1).join('/'));
    const others = this.#folders.filter((one) => one !== folder).map((one) => URI.parse(one).path);
    const own = tails.find((tail) => !others.some((path) => path.endsWith(`/${tail}`)));
    return own ?? (parts.join('/') || folder);
  }

  /** Whether a folder is one of the workspace or in one; any may be, where the workspace has none. */
  mayHold(folder: string): boolean {
    return this.#folders.length === 0 || this.folderOf(`${folder.replace(/\/$/, '')}/`) !== undefined;
  }

  /** Whether something is in a folder that nobody keeps task files in, or is one. */
  isPassedOver(uri: string): boolean {
    const within = uri.slice(this.folderOf(uri)?.length ?? 0);
    return within.split('/').some((part) => skippedFolders.has(part));
  }

  /**
   * Whether what is open is a file, and not another view of one: what a version control had, a snapshot of an edit.
   * Those have a query, and a scheme that no folder of the workspace has.
   */
  isFile(uri: string): boolean {
    const { scheme, query } = URI.parse(uri);
    const isOfFolders =
      this.#folders.length === 0 || this.#folders.some((folder) => folder.startsWith(`${scheme}:`));
    return query === '' && (scheme === 'file' || isOfFolders);
  }
}
