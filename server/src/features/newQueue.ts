import type { WorkspaceEdit } from 'vscode-languageserver';
import { Utils, URI } from 'vscode-uri';
import { newQueue as newTexts } from '#core';
import type { FileSystems } from '../workspace/fileSystem.ts';
import type { TaskFiles } from '../workspace/taskFiles.ts';
import type { WorkspaceEdits } from '../workspace/workspaceEdits.ts';

export interface NewQueueServices {
  readonly files: TaskFiles;
  readonly fileSystems: FileSystems;
  readonly edits: WorkspaceEdits;
}

/**
 * The edit that makes the files of a new queue. Those that are there stay as they are.
 *
 * @param folder the URI of the queue's folder
 * @throws Error when all of them are there, or when the client cannot create files
 */
export async function newQueue(
  { files, fileSystems, edits }: NewQueueServices,
  folder: string,
): Promise<{ edit: WorkspaceEdit; report: string }> {
  const { backlog, todo, archive, index, tasks } = newTexts();
  const wanted = [
    { name: 'BACKLOG.md', create: backlog },
    { name: 'TODO.md', create: todo },
    { name: 'ARCHIVE.md', create: archive },
    { name: 'TASK_INDEX.md', create: index },
    { name: 'TASKS.md', create: tasks },
  ].map((file) => ({ ...file, uri: Utils.joinPath(URI.parse(folder), file.name).toString() }));
  const isThere = await Promise.all(
    wanted.map(
      async ({ uri }) =>
        files.open(uri) !== undefined || (await fileSystems.of(uri)?.kindOf(uri)) !== undefined,
    ),
  );
  const missing = wanted.filter((_, at) => !isThere[at]);
  const present = wanted.filter((_, at) => isThere[at]);
  if (missing.length === 0) throw new Error('The folder has all files of a queue already.');
  const created = `Created ${listed(missing)}.`;
  const are = present.length === 1 ? 'was' : 'were';
  const left = ` ${listed(present)} ${are} there already and stayed as ${present.length === 1 ? 'it was' : 'they were'}.`;
  return { edit: edits.of(missing), report: present.length === 0 ? created : created + left };
}

function listed(files: readonly { name: string }[]): string {
  const names = files.map(({ name }) => name);
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
