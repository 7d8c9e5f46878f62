/** What stands under a URI. */
export type EntryKind = 'file' | 'folder';

export interface DirectoryEntry {
  readonly name: string;
  /** Of a symbolic link nobody looks where it leads: it can be out of the workspace, or round in a circle. */
  readonly kind: EntryKind | 'link';
}

/**
 * Files that are not open, by URI. In Node they are read from the disk; in a web worker, and for schemes that Node does
 * not know, the client is asked. What does not exist is an answer; what exists and cannot be read is an error.
 */
export interface FileSystem {
  /** The files in a folder and below it that have the name of a task file, as core's `FileKind` has them. */
  findTaskFiles(folder: string): Promise<readonly string[]>;
  /**
   * The text of a file, as UTF-8 and without a byte order mark; undefined when there is none.
   *
   * @throws when the file is there and cannot be read
   */
  readFile(uri: string): Promise<string | undefined>;
  /** What stands under a URI; undefined when nothing does. */
  kindOf(uri: string): Promise<EntryKind | undefined>;
  /** What is right in a folder; nothing when there is no such folder. */
  list(folder: string): Promise<readonly DirectoryEntry[]>;
}

/** A file is there, and cannot be read. */
export class Unreadable extends Error {
  /** Why, as the end of a sentence. */
  readonly reason: string;

  constructor(path: string, reason: string, cause?: unknown) {
    super(`${path} cannot be read: ${reason}.`, { cause });
    this.reason = reason;
  }
}

/** Which files a URI is looked up in. */
export interface FileSystems {
  /** Undefined where the scheme is out of reach, such as that of unsaved documents. */
  of(uri: string): FileSystem | undefined;
}
