import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import type { Apply } from '../engine.ts';
import { ChangedMeanwhile } from '../messages.ts';
import { changedUris } from '../workspace/workspaceEdits.ts';
import type { Workspace } from '../workspace/workspace.ts';

export interface ApplyServices {
  readonly connection: Connection;
  readonly client: ClientCapabilities;
  readonly workspace: Workspace;
  /** Takes note of what went wrong in a way that nobody foresaw. */
  readonly log: (error: unknown) => void;
}

/**
 * Has the client apply edits, which can undo them.
 *
 * @param isRefactoring whether the files are saved where the user wants that of what goes over several files
 */
export function appliedByClient(services: ApplyServices, isRefactoring: boolean): Apply {
  const { connection, client, workspace, log } = services;
  return async (label, edit) => {
    const changed = changedUris(edit);
    if (changed.length === 0) throw new Error('There is nothing to change.');
    const { applied, failureReason } = await connection.workspace.applyEdit({
      label,
      edit,
      ...(client.workspace?.workspaceEdit?.metadataSupport && { metadata: { isRefactoring } }),
    });
    if (!applied) {
      if (failureReason) log(failureReason);
      throw new ChangedMeanwhile();
    }
    // What was written is read before the next edit is made, whenever the client tells of it.
    await workspace.changedOnDisk({ changed });
  };
}
