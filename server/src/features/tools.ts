import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { messageOf } from '#core';
import { callToolRequest, previewToolRequest, type ToolCall } from '../protocol.ts';
import { Cancelled } from '../tools/cancelled.ts';
import type { Toolbox, ToolboxServices } from '../tools/toolbox.ts';

/**
 * Registers what clients ask on behalf of agents. What answers them is loaded when they ask first: most sessions have no
 * agent, and it brings a fifth of what the server is.
 */
export function registerTools(connection: Connection, services: ToolboxServices): void {
  let toolbox: Promise<Toolbox> | undefined;
  const tools = (): Promise<Toolbox> =>
    (toolbox ??= import('../tools/toolbox.ts').then(
      (module) => new module.Toolbox(services),
      (error: unknown) => {
        // What could not be loaded is tried anew next time; whoever waits for it now is told.
        toolbox = undefined;
        throw error;
      },
    ));

  connection.onRequest(previewToolRequest, async (call: ToolCall) => {
    try {
      return await (await tools()).preview(call);
    } catch (error) {
      const reason = messageOf(error);
      throw new ResponseError(LSPErrorCodes.RequestFailed, reason);
    }
  });
  connection.onRequest(callToolRequest, async (call: ToolCall, token: CancellationToken) => {
    try {
      return await (await tools()).call(call, () => token.isCancellationRequested);
    } catch (error) {
      if (error instanceof Cancelled) throw new ResponseError(LSPErrorCodes.RequestCancelled, error.message);
      throw error;
    }
  });
}
