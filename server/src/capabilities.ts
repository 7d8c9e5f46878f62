import { type ClientCapabilities, type InitializeResult, TextDocumentSyncKind } from 'vscode-languageserver';
import { codeActionKinds } from './features/codeActions.ts';
import { diagnosticSource } from './features/diagnostics.ts';
import { reportCommand } from './features/promoteGroup.ts';

/** Whether a client asks for diagnostics. To another one they are sent. */
export function pulls(client: ClientCapabilities): boolean {
  return client.textDocument?.diagnostic !== undefined;
}

/** What the server offers to a client. */
export function capabilities(client: ClientCapabilities): InitializeResult['capabilities'] {
  return {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    ...(pulls(client) && {
      diagnosticProvider: {
        identifier: diagnosticSource,
        interFileDependencies: true,
        workspaceDiagnostics: true,
      },
    }),
    ...(client.workspace?.workspaceFolders && {
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    }),
    codeActionProvider: { codeActionKinds, resolveProvider: true },
    executeCommandProvider: { commands: [reportCommand.command] },
    documentSymbolProvider: { label: 'Agent Backlog' },
    foldingRangeProvider: true,
  };
}
