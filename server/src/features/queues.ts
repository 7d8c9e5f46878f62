import type { Connection } from 'vscode-languageserver';
import { dependencyReader } from '#core';
import { logFailure } from '../messages.ts';
import {
  queuesChangedNotification,
  type QueuesParams,
  queuesRequest,
  type QueuesResult,
} from '../protocol.ts';
import type { Services } from '../services.ts';
import { filesOf, type QueueFiles } from '../workspace/queueFiles.ts';
import { policyIn } from '../workspace/queuePolicy.ts';
import { namedQueues } from './namedQueues.ts';
import { oncePerTurn } from './oncePerTurn.ts';
import { type ModelledFile, queueModel } from './queueModel.ts';

/**
 * Registers what a view of all queues is made from.
 *
 * @param session what no other server has: it sets result ids apart from those that another one gave before
 * @returns a function to be called whenever somebody has typed, or something else has changed
 */
export function registerQueues(connection: Connection, services: Services, session: string): () => void {
  let wanted = false;
  connection.onRequest(queuesRequest, (params: QueuesParams) => {
    wanted = true;
    return queuesOf(services, params, session);
  });
  return oncePerTurn(() => {
    // Other clients have no use for it, and some complain about what they do not know.
    if (wanted) logFailure(connection, connection.sendNotification(queuesChangedNotification));
  });
}

/** The models of all queues, or that one has not changed since its model was given. */
export async function queuesOf(
  services: Services,
  { previousResultIds }: QueuesParams,
  session: string,
): Promise<QueuesResult> {
  const { workspace } = services;
  await workspace.ready();
  const previous = new Map(previousResultIds.map(({ folder, resultId }) => [folder, resultId]));
  const models = namedQueues(workspace).map(async ({ queue, name }) => {
    const files = await modelledFiles(services, queue);
    const resultId = [session, name, stampOf(services, files)].join(' ');
    const { folder } = queue;
    if (previous.get(folder) === resultId) return { kind: 'unchanged', folder } as const;
    return queueModel(services, queue, { name, resultId, files });
  });
  return { queues: await Promise.all(models) };
}

function modelledFiles({ settingsOf }: Services, queue: QueueFiles): Promise<ModelledFile[]> {
  const files = filesOf(queue).map(async (file) => {
    const policy = policyIn(queue, file.document, await settingsOf(file.uri));
    return { file, policy, dependencies: dependencyReader(file.document) };
  });
  return Promise.all(files);
}

/** The same for as long as the model of a queue is. */
function stampOf({ workspace }: Services, files: readonly ModelledFile[]): string {
  // What tasks of other queues are like matters only to those that depend on them.
  const depends = files.some(({ file, dependencies }) =>
    file.document.tasks.some((task) => dependencies.ids(task).length > 0),
  );
  const revision = depends ? workspace.known.revision : 0;
  return JSON.stringify([revision, files.map(({ file, policy }) => [file.stamp, policy])]);
}
