import { window, ProgressLocation } from 'vscode';
import type { ExecuteCommandParams, ExecuteCommandRequest } from 'vscode-languageclient';
import type { CommandArgument, CommandResult, NewQueueArgument } from '#server/protocol';
import type { LanguageServer } from '../languageServer.ts';
import { refusalOf } from '../refusal.ts';
import { commandTitles } from './titles.ts';

/**
 * Has the server run a command, and shows that it is under way where it takes time. What cannot be done the server has
 * told the user; here it is a result, as VS Code would tell of an error once more.
 */
export async function execute(
  server: LanguageServer,
  command: string,
  argument: CommandArgument | NewQueueArgument,
): Promise<CommandResult> {
  const title = commandTitles.get(command)?.();
  const run = (): Promise<CommandResult> => request(server, command, argument);
  return window.withProgress({ location: ProgressLocation.Window, ...(title && { title }) }, run);
}

async function request(
  server: LanguageServer,
  command: string,
  argument: CommandArgument | NewQueueArgument,
): Promise<CommandResult> {
  const client = await server.start();
  try {
    const params: ExecuteCommandParams = { command, arguments: [argument] };
    return await client.sendRequest<CommandResult>(executeCommandRequest, params);
  } catch (error) {
    const report = refusalOf(error);
    if (report === undefined) throw error;
    return { applied: false, report };
  }
}

const executeCommandRequest: typeof ExecuteCommandRequest.method = 'workspace/executeCommand';
