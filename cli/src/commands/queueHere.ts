import { URI } from 'vscode-uri';
import { namedQueues } from '#server/features/namedQueues';
import type { Services } from '#server/services';
import { isWithin } from '../disk/within.ts';

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
