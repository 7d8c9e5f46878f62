import { ExecuteCommandRequest, LSPErrorCodes, ResponseError } from 'vscode-languageclient';
import { window } from 'vscode';
import type { CommandArgument, CommandResult, NewQueueArgument } from '#server/protocol';
import type { LanguageServer } from '../languageServer.ts';

/**
 * Has the server run a command. What cannot be done the server has told the user; here it is a result, as VS Code would
 * tell of an error once more.
 */
export async function execute(
  server: LanguageServer,
  command: string,
  argument: CommandArgument | NewQueueArgument,
): Promise<CommandResult> {
  const client = await server.start();
  try {
    const params = { command, arguments: [argument] };
    const result = (await client.sendRequest(ExecuteCommandRequest.type, params)) as CommandResult;
    if (result.applied && result.report !== undefined) void window.showInformationMessage(result.report);
    return result;
  } catch (error) {
    if (error instanceof ResponseError && error.code === LSPErrorCodes.RequestFailed)
      return { applied: false, report: error.message };
    throw error;
  }
}
