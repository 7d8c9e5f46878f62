import type { ClientCapabilities, WorkspaceEdit } from 'vscode-languageserver';
import { CodeActions } from './features/codeActions.ts';
import type { Services } from './services.ts';
import { WorkspaceEdits } from './workspace/workspaceEdits.ts';

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

/**
 * Adds to what reads files what changes them.
 *
 * @param client what whoever applies the edits can do
 * @param log takes note of what failed without anybody waiting for it
 * @param keepsCommands whether the client has the command of an action only as it was offered
 */
export function createEngine(
  services: Services,
  client: ClientCapabilities,
  log: (error: unknown) => void,
  keepsCommands = false,
): Engine {
  const edits = new WorkspaceEdits(client);
  const codeActions = new CodeActions({ ...services, edits, client, keepsCommands, log });
  return { ...services, codeActions, edits };
}
