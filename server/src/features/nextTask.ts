import { type ClientCapabilities, type Connection, MessageType } from 'vscode-languageserver';
import { readyTasks, taskLabel } from '#core';
import { showMessage } from '../messages.ts';
import type { CommandResult } from '../protocol.ts';
import { toQueue } from '../workspace/queueFiles.ts';
import { toRange } from '../workspace/taskFile.ts';
import type { Workspace } from '../workspace/workspace.ts';

export interface NextTaskServices {
  readonly connection: Connection;
  readonly workspace: Workspace;
  readonly client: ClientCapabilities;
}

/**
 * Shows the task of TODO.md that is to be worked on next, in the editor where it can be shown there, else by name.
 *
 * @param uri the URI of any file of the queue
 */
export async function showNextTask(
  { connection, workspace, client }: NextTaskServices,
  uri: string,
): Promise<CommandResult> {
  const queue = await workspace.freshQueueOf(uri);
  const [task] = readyTasks(toQueue(queue));
  const say = (report: string): CommandResult => {
    showMessage(connection, MessageType.Info, report);
    return { applied: false, report };
  };
  if (!task || !queue.todo) return say('No task of TODO.md is ready to be worked on.');
  const title = `${taskLabel(task)} ${task.header?.title ?? ''}`.trim();
  if (!client.window?.showDocument?.support) return say(`Next is ${title}.`);
  const { start } = toRange(queue.todo, task.header?.range ?? task.range);
  const { success } = await connection.window.showDocument({
    uri: queue.todo.uri,
    takeFocus: true,
    selection: { start, end: start },
  });
  return success ? { applied: false, report: `Next is ${title}.` } : say(`Next is ${title}.`);
}
