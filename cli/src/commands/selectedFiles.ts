import { URI } from 'vscode-uri';
import { holdsTasks } from '#core';
import type { TaskFile } from '#server/workspace/taskFile';
import type { Disk } from '../disk/disk.ts';
import type { Selection } from '../disk/selection.ts';
import { WrongUse } from '../exitStatus.ts';

/**
 * The files that are meant and speak the dialect, in the order of their paths.
 *
 * @throws WrongUse when a glob matches nothing
 */
export async function selectedFiles(
  { workspace }: Pick<Disk, 'workspace'>,
  { files, has, unmatched }: Selection,
): Promise<TaskFile[]> {
  // What is named counts even where git leaves it out.
  await workspace.changedOnDisk(files.map((path) => URI.file(path).toString()));
  const all = workspace.files;
  const [missing] = unmatched(all.map(pathOf));
  if (missing !== undefined) throw new WrongUse(`No task file is matched by ${missing}.`);
  return all
    .filter((file) => holdsTasks(file.document) && has(pathOf(file)))
    .sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
}

/** Absolute. */
export function pathOf({ uri }: TaskFile): string {
  return URI.parse(uri).fsPath;
}
