import type { KnownTasks } from './knownTasks.ts';
import type { QueueFile } from './queueFile.ts';

/** What is known around a file when it is checked: what the rules need that compare files. */
export interface Surroundings {
  /**
   * The files of the queue that hold tasks or entries, the checked one among them. For an index that serves several
   * queues, the files of all of them.
   */
  readonly files: readonly QueueFile[];
  /** The tasks of all queues that are known. */
  readonly known: KnownTasks;
  /** Whether every queue of the workspace is known, so that an id that none of them has is nowhere. */
  readonly complete: boolean;
  readonly paths: PathLookup;
}

/** What is known of the files that a document names. Paths are written as in the document, with `/`. */
export interface PathLookup {
  /** What a path leads to; undefined where that cannot be known, because it is unknown where paths begin. */
  kindOf(path: string): 'file' | 'folder' | 'missing' | undefined;
  /** The paths of all files in a folder and below it, in alphabetical order; empty where they are not known. */
  filesBelow(folder: string): readonly string[];
}
