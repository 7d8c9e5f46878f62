import type { Settings } from '#core';
import type { Checker } from './workspace/checker.ts';
import type { ExistingPaths } from './workspace/existingPaths.ts';
import type { TaskFiles } from './workspace/taskFiles.ts';
import type { Workspace } from './workspace/workspace.ts';

/** What the features are made from. */
export interface Services {
  readonly files: TaskFiles;
  readonly workspace: Workspace;
  readonly checker: Checker;
  readonly paths: ExistingPaths;
  /** The settings that hold for a file. */
  readonly settingsOf: (uri: string) => Promise<Settings>;
  /** Today's date, `YYYY-MM-DD`. */
  readonly today: () => string;
}
