import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { messageOf } from '#core';
import { callToolRequest, previewToolRequest, type ToolCall } from '../protocol.ts';
import { Cancelled, type Toolbox } from '../tools/toolbox.ts';

/** Registers what clients ask on behalf of agents. */
export function registerTools(connection: Connection, tools: Toolbox): void {
  connection.onRequest(previewToolRequest, async (call: ToolCall) => {
    try {
      return await tools.preview(call);
    } catch (error) {
      const reason = messageOf(error);
      throw new ResponseError(LSPErrorCodes.RequestFailed, reason);
    }
  });
  connection.onRequest(callToolRequest, async (call: ToolCall, token: CancellationToken) => {
    try {
      return await tools.call(call, () => token.isCancellationRequested);
    } catch (error) {
      if (error instanceof Cancelled) throw new ResponseError(LSPErrorCodes.RequestCancelled, error.message);
      throw error;
    }
  });
}
