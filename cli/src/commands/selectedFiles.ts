import { URI } from 'vscode-uri';
import { holdsTasks } from '#core';
import type { TaskFile } from '#server/workspace/taskFile';
import { Unreadable } from '#server/workspace/fileSystem';
import type { Disk } from '../disk/disk.ts';
import { PassedOver } from '../disk/errors.ts';
import type { NamedFile, Selection } from '../disk/selection.ts';
import { WrongUse } from '../exitStatus.ts';

/**
 * The files that are meant and speak the dialect, in the order of their paths. The disk's log is told which of those that
 * were named are not among them.
 *
 * @throws WrongUse when a glob matches nothing
 * @throws WrongConfig when a config file of any of them is wrong
 */
export async function selectedFiles(
  disk: Pick<Disk, 'workspace' | 'files' | 'contains' | 'log' | 'settingsOf'>,
  { files, has, unmatched }: Selection,
): Promise<TaskFile[]> {
  const { workspace, log, settingsOf } = disk;
  // What is named counts even where git leaves it out.
  await workspace.changedOnDisk({ changed: files.map(({ path }) => uriOf(path)) });
  const all = workspace.files;
  const [missing] = unmatched(all.map(pathOf));
  if (missing !== undefined) throw new WrongUse(`No task file is matched by ${missing}.`);
  for (const named of files) {
    const skipped = await whySkipped(named, disk);
    if (skipped) log(skipped);
  }
  const meant = all
    .filter((file) => holdsTasks(file.document) && has(pathOf(file)))
    .sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
  // A config file that is wrong is told of before anything is done.
  for (const { uri } of meant) await settingsOf(uri);
  return meant;
}

/** Why nothing is said of a file that was named; undefined where something is, or it was said why not already. */
async function whySkipped(
  { given, path }: NamedFile,
  { workspace, files, contains }: Pick<Disk, 'workspace' | 'files' | 'contains'>,
): Promise<Error | undefined> {
  const uri = uriOf(path);
  const file = files.known(uri);
  if (file) return holdsTasks(file.document) ? undefined : new PassedOver(passedOver(given, file));
  if (files.unread.has(uri)) return undefined;
  return new Unreadable(
    given,
    (await contains(uri))
      ? 'it is in a folder that is passed over, or no file'
      : `it leads out of ${URI.parse(workspace.folderOf(uri) ?? '').fsPath}`,
  );
}

function passedOver(given: string, { document }: TaskFile): string {
  return document.speaksDialect
    ? `${given} is passed over: it is no place for tasks.`
    : `${given} is passed over: it has no task blocks.`;
}

function uriOf(path: string): string {
  return URI.file(path).toString();
}

/** Absolute. */
export function pathOf({ uri }: TaskFile): string {
  return URI.parse(uri).fsPath;
}
