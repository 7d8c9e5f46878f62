import type { WorkspaceEdit } from 'vscode-languageserver';
import type { QueueEdits, TaskFileKind } from '#core';
import type { QueueFiles } from './queueFiles.ts';
import type { FileChange, WorkspaceEdits } from './workspaceEdits.ts';

/**
 * The changes of a move as one edit over all files of its queue. The file that tasks leave comes last, so that a client
 * that stops half way leaves a task twice, never nowhere.
 */
export function queueWorkspaceEdit(
  queue: QueueFiles,
  changes: QueueEdits,
  edits: WorkspaceEdits,
): WorkspaceEdit {
  const kinds: readonly TaskFileKind[] = ['todo', 'archive', 'backlog'];
  const order = [...kinds.filter((kind) => kind !== changes.source), 'index', changes.source] as const;
  return edits.of(
    order.map((kind): FileChange => {
      const change = changes[kind];
      if (!('create' in change)) return { file: queue[kind], edits: change };
      if (kind === 'index') throw new Error('No move creates TASK_INDEX.md.');
      return { uri: queue.uris[kind], create: change.create };
    }),
  );
}
