import type { Settings } from '#core';
import type { Services } from './services.ts';
import { Checker } from './workspace/checker.ts';
import { ExistingPaths } from './workspace/existingPaths.ts';
import type { FileSystems } from './workspace/fileSystem.ts';
import { type OpenDocuments, TaskFiles } from './workspace/taskFiles.ts';
import { Workspace } from './workspace/workspace.ts';

/** Where files and settings come from: a client of the language server, or a disk with nobody before it. */
export interface Sources {
  readonly documents: OpenDocuments;
  readonly fileSystems: FileSystems;
  /** Whether changes on disk are told; otherwise files are read anew whenever they are asked for. */
  readonly watched: boolean;
  readonly today: () => string;
  /** What no other server has: it sets the ids of results apart from those that another one gave before. */
  readonly session: string;
  /** The settings that hold for a file. */
  readonly settingsOf: (uri: string) => Promise<Settings>;
  /** Takes note of what failed without anybody waiting for it. */
  readonly log: (error: unknown) => void;
}

/** The files, and what is wrong with them: all that only reads. */
export function createServices(sources: Sources): Services {
  const { documents, fileSystems, watched, today, session, settingsOf, log } = sources;
  const files = new TaskFiles(documents, fileSystems);
  const workspace = new Workspace({ files, fileSystems, log, watched });
  const paths = new ExistingPaths(fileSystems);
  const checker = new Checker({ files, workspace, paths, settingsOf, today, session });
  return { files, workspace, checker, paths, settingsOf, today };
}
