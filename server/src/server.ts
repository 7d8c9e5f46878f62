import {
  type ClientCapabilities,
  type Connection,
  DidChangeConfigurationNotification,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type InitializeResult,
  MessageType,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { policyOf, settingsSection } from '#core';
import { codeActionKinds, CodeActions } from './features/codeActions.ts';
import { diagnostics, diagnosticSource } from './features/diagnostics.ts';
import { documentSymbols } from './features/documentSymbols.ts';
import { foldingRanges } from './features/foldingRanges.ts';
import { reportCommand } from './features/promoteGroup.ts';
import type { Host } from './host.ts';
import type { InitializationOptions } from './protocol.ts';
import { PushedDiagnostics } from './pushedDiagnostics.ts';
import { SettingsStore } from './settingsStore.ts';
import { logError, logFailure, showMessage } from './messages.ts';
import { policyOverrides } from './workspace/taskFile.ts';
import { TaskFiles } from './workspace/taskFiles.ts';
import { WorkspaceEdits } from './workspace/workspaceEdits.ts';

/** Starts the language server on a connection. The one place where its parts are put together. */
export function startServer(connection: Connection, host: Host): void {
  const documents = new TextDocuments(TextDocument);
  connection.onInitialize((params): InitializeResult => {
    serve(connection, host, documents, params);
    return { capabilities: capabilities(pulls(params.capabilities)), serverInfo: { name: 'Agent Backlog' } };
  });
  documents.listen(connection);
  connection.listen();
}

/** Registers every feature for a client that has said what it can do. */
function serve(
  connection: Connection,
  host: Host,
  documents: TextDocuments<TextDocument>,
  params: InitializeParams,
): void {
  const client = params.capabilities;
  const options = (params.initializationOptions ?? {}) as InitializationOptions;
  const settings = new SettingsStore(connection, client.workspace?.configuration ?? false, options.settings);
  const files = new TaskFiles(connection, host, documents, settings, options.readFile ?? false);
  const rulePages = options.rulePages ?? host.rulePages;
  const codeActions = new CodeActions({
    files,
    settingsOf: (uri) => settings.of(uri),
    today: () => host.today(),
    edits: new WorkspaceEdits(client),
    client,
    log: (error) => {
      logError(connection, error);
    },
  });
  const pushed = pulls(client) ? undefined : new PushedDiagnostics(connection, files, rulePages);

  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }) => {
    const checked = await files.check(textDocument.uri);
    if (!checked) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const { file, problems, id } = checked;
    if (id === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id };
    return {
      kind: DocumentDiagnosticReportKind.Full,
      resultId: id,
      items: diagnostics(file, problems, rulePages),
    };
  });
  connection.onCodeAction((action) => codeActions.provide(action));
  connection.onCodeActionResolve((action) => codeActions.resolve(action));
  connection.onExecuteCommand(({ command }) => {
    if (command === reportCommand.command) showMessage(connection, MessageType.Info, codeActions.report);
  });
  connection.onDocumentSymbol(async ({ textDocument }) => {
    const overrides = policyOverrides(await settings.of(textDocument.uri));
    const file = files.open(textDocument.uri);
    return file ? documentSymbols(file, policyOf(file.document, overrides)) : [];
  });
  connection.onFoldingRanges(({ textDocument }) => {
    const file = files.open(textDocument.uri);
    return file ? foldingRanges(file) : [];
  });

  documents.onDidChangeContent(({ document }) => pushed?.schedule(document.uri));
  documents.onDidClose(({ document }) => {
    files.forget(document.uri);
    settings.forget(document.uri);
    pushed?.clear(document.uri);
  });
  connection.onInitialized(() => {
    if (!client.workspace?.didChangeConfiguration?.dynamicRegistration) return;
    logFailure(
      connection,
      connection.client.register(DidChangeConfigurationNotification.type, { section: settingsSection }),
    );
  });
  connection.onDidChangeConfiguration((change) => {
    const sections = change.settings as Record<string, unknown> | null | undefined;
    settings.change(sections?.[settingsSection]);
    for (const uri of documents.keys()) pushed?.schedule(uri);
    if (pushed || !client.workspace?.diagnostics?.refreshSupport) return;
    logFailure(connection, connection.languages.diagnostics.refresh());
  });
}

function pulls(client: ClientCapabilities): boolean {
  return client.textDocument?.diagnostic !== undefined;
}

function capabilities(pull: boolean): InitializeResult['capabilities'] {
  return {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    ...(pull && {
      diagnosticProvider: {
        identifier: diagnosticSource,
        interFileDependencies: false,
        workspaceDiagnostics: false,
      },
    }),
    codeActionProvider: { codeActionKinds, resolveProvider: true },
    executeCommandProvider: { commands: [reportCommand.command] },
    documentSymbolProvider: { label: 'Agent Backlog' },
    foldingRangeProvider: true,
  };
}
