import { type ClientCapabilities, type InitializeResult, TextDocumentSyncKind } from 'vscode-languageserver';
import { codeActionKinds } from './features/codeActions.ts';
import { commandsFor } from './features/commands.ts';
import { editingCapabilities } from './features/editing.ts';
import { idCapabilities } from './features/ids.ts';
import { reportCommand } from './features/promoteGroup.ts';
import { pulls } from './features/reporting.ts';
import { diagnosticSource, type InitializationOptions } from './protocol.ts';

/** What the server offers to a client. */
export function capabilities(
  client: ClientCapabilities,
  options: InitializationOptions,
): InitializeResult['capabilities'] {
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
    // To a client that knows only commands none could be offered.
    ...(client.textDocument?.codeAction?.codeActionLiteralSupport && {
      codeActionProvider: { codeActionKinds, resolveProvider: true },
    }),
    executeCommandProvider: {
      commands: options.commands === true ? [reportCommand.command] : commandsFor(client),
    },
    documentSymbolProvider: client.textDocument?.documentSymbol?.labelSupport
      ? { label: 'Agent Backlog' }
      : true,
    foldingRangeProvider: true,
    ...editingCapabilities(client),
    ...idCapabilities(client),
  };
}
