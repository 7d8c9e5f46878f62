import { URI } from 'vscode-uri';
import { messageOf } from '#core';
import { namedQueues } from '#server/features/namedQueues';
import type { Services } from '#server/services';
import type { Disk } from '../disk/disk.ts';
import { rootOf } from '../disk/repository.ts';
import { isWithin } from '../disk/within.ts';
import { openFolders } from '../disk/workspace.ts';
import type { Terminal } from '../terminal.ts';

/** What a command in a folder works with. */
export interface Session {
  /** The folder whose queues it is about; absolute. */
  readonly root: string;
  /** Takes note of a file that cannot be read. */
  readonly log: (error: unknown) => void;
}

export function sessionOf(terminal: Terminal): Session {
  const log = (error: unknown): void => {
    terminal.warn(`${messageOf(error)}\n`);
  };
  return { root: rootOf(terminal.cwd), log };
}

/** The task files that a command is about. */
export function openForReading({ root, log }: Session): Promise<Disk> {
  return openFolders([root], log);
}

/**
 * The name of the queue that a folder belongs to, which is meant where none is named.
 *
 * @param folder absolute
 * @returns undefined where the folder is in that of no queue
 */
export function queueHere({ workspace }: Pick<Services, 'workspace'>, folder: string): string | undefined {
  const around = namedQueues(workspace).filter(({ queue }) =>
    isWithin(URI.parse(queue.folder).fsPath, folder),
  );
  const [nearest] = around.sort((a, b) => b.queue.folder.length - a.queue.folder.length);
  return nearest?.name;
}
