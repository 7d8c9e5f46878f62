import type { ClientCapabilities, WorkspaceEdit } from 'vscode-languageserver';
import type { Settings } from '#core';
import { CodeActions } from './features/codeActions.ts';
import type { Services } from './services.ts';
import { Checker } from './workspace/checker.ts';
import { ExistingPaths } from './workspace/existingPaths.ts';
import type { FileSystems } from './workspace/fileSystem.ts';
import { type OpenDocuments, TaskFiles } from './workspace/taskFiles.ts';
import { Workspace } from './workspace/workspace.ts';
import { WorkspaceEdits } from './workspace/workspaceEdits.ts';

/** What an engine is made for: a client of the language server, or a disk with nobody before it. */
export interface Surface {
  readonly documents: OpenDocuments;
  readonly fileSystems: FileSystems;
  /** Whether changes on disk are told; otherwise files are read anew whenever they are asked for. */
  readonly watched: boolean;
  /** What whoever applies the edits can do. */
  readonly client: ClientCapabilities;
  readonly today: () => string;
  /** What no other engine has. */
  readonly session: string;
  /** The settings that hold for a file. */
  readonly settingsOf: (uri: string) => Promise<Settings>;
  /** Takes note of what failed without anybody waiting for it. */
  readonly log: (error: unknown) => void;
}

/** Everything that needs no connection: the files, what is wrong with them, and the moves. */
export interface Engine extends Services {
  readonly codeActions: CodeActions;
  readonly edits: WorkspaceEdits;
}

/**
 * Has an edit applied, all of it or nothing.
 *
 * @param label names the edit where it can be undone
 * @throws Error when it was not applied; the message says why
 */
export type Apply = (label: string, edit: WorkspaceEdit) => Promise<void>;

/** Puts together what works with files, for whoever shows them. */
export function createEngine(surface: Surface): Engine {
  const { documents, fileSystems, watched, client, today, session, settingsOf, log } = surface;
  const files = new TaskFiles(documents, fileSystems);
  const workspace = new Workspace({ files, fileSystems, log, watched });
  const paths = new ExistingPaths(fileSystems);
  const checker = new Checker({ files, workspace, paths, settingsOf, today, session });
  const services: Services = { files, workspace, checker, paths, settingsOf, today };
  const edits = new WorkspaceEdits(client);
  const codeActions = new CodeActions({ ...services, edits, client, log });
  return { ...services, codeActions, edits };
}
