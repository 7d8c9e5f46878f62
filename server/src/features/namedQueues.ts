import { URI, Utils } from 'vscode-uri';
import { holdsTasks } from '#core';
import { filesOf, type QueueFiles } from '../workspace/queueFiles.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** A queue and what people call it. */
export interface NamedQueue {
  readonly queue: QueueFiles;
  /**
   * The path of its folder from its workspace folder, with that one's name before it where there are several. The queue
   * right in a workspace folder has that one's name, or a dot where a queue below is called the same.
   */
  readonly name: string;
}

/** Every queue of the workspace that holds tasks or has places for them, by name. */
export function namedQueues(workspace: Workspace): NamedQueue[] {
  const queues = workspace.queues.filter((queue) =>
    filesOf(queue).some(({ document }) => document.file !== 'index' && holdsTasks(document)),
  );
  const all = queues.map((queue) => ({ queue, name: nameOf(workspace, queue.folder) }));
  const named = all.map(({ queue, name }) => {
    const isShared = all.some((other) => other.queue !== queue && other.name === name);
    return { queue, name: (isShared ? nameAtTop(workspace, queue.folder) : undefined) ?? name };
  });
  return named.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

function nameOf(workspace: Workspace, folder: string): string {
  const root = workspace.folderOf(`${folder}/`);
  const uri = URI.parse(folder);
  if (root === undefined) return Utils.basename(uri) || uri.path;
  const path = uri.path.slice(URI.parse(root).path.length).replace(/^\//, '');
  const rootName = workspace.folderName(root);
  if (path === '') return rootName;
  return workspace.hasSeveralFolders ? `${rootName}/${path}` : path;
}

/** What tells the queue right in a workspace folder from one below; undefined for others. */
function nameAtTop(workspace: Workspace, folder: string): string | undefined {
  const root = workspace.folderOf(`${folder}/`);
  if (root === undefined || root !== folder) return undefined;
  return workspace.hasSeveralFolders ? `${workspace.folderName(root)}/.` : '.';
}
