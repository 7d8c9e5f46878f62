import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  FileChangeType,
  type FileSystemWatcher,
  type InitializeParams,
  type InitializeResult,
  MessageType,
  TextDocuments,
  WatchKind,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { policyOf, type Settings, settingsSection } from '#core';
import { capabilities, pulls } from './capabilities.ts';
import { CodeActions } from './features/codeActions.ts';
import { Commands } from './features/commands.ts';
import { diagnostics } from './features/diagnostics.ts';
import { documentSymbols } from './features/documentSymbols.ts';
import { refreshEditingFeatures, registerEditingFeatures } from './features/editing.ts';
import { foldingRanges } from './features/foldingRanges.ts';
import { registerIdFeatures } from './features/ids.ts';
import type { Host } from './host.ts';
import { type InitializationOptions, taskFilePattern } from './protocol.ts';
import { PushedDiagnostics } from './pushedDiagnostics.ts';
import type { Services } from './services.ts';
import { SettingsStore } from './settingsStore.ts';
import { logError, logFailure, showMessage } from './messages.ts';
import { Checker } from './workspace/checker.ts';
import { clientFiles } from './workspace/clientFiles.ts';
import { ExistingPaths } from './workspace/existingPaths.ts';
import type { FileSystem, FileSystems } from './workspace/fileSystem.ts';
import { policyOverrides, type TaskFile } from './workspace/taskFile.ts';
import { TaskFiles } from './workspace/taskFiles.ts';
import { Workspace } from './workspace/workspace.ts';
import { WorkspaceEdits } from './workspace/workspaceEdits.ts';
import { WorkspaceDiagnostics } from './workspaceDiagnostics.ts';

/** Starts the language server on a connection. The one place where its parts are put together. */
export function startServer(connection: Connection, host: Host): void {
  const documents = new TextDocuments(TextDocument);
  connection.onInitialize((params): InitializeResult => {
    serve(connection, host, documents, params);
    const offered = capabilities(params.capabilities, optionsOf(params));
    return { capabilities: offered, serverInfo: { name: 'Agent Backlog' } };
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
  const options = optionsOf(params);
  const log = (error: unknown): void => {
    logError(connection, error);
  };
  const warn = (message: string): void => {
    showMessage(connection, MessageType.Warning, message);
  };
  const today = (): string => host.today();
  const fileSystems = fileSystemsOf(host, options.files === true ? clientFiles(connection) : undefined);
  const files = new TaskFiles(documents, fileSystems);
  const watched = client.workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false;
  const workspace = new Workspace({ files, fileSystems, log, watched });
  const settings = new SettingsStore(
    connection,
    client.workspace?.configuration ?? false,
    options.settings,
    (uri) => workspace.folderOf(uri),
  );
  const settingsOf = (uri: string): Promise<Settings> => settings.of(uri);
  const paths = new ExistingPaths(fileSystems);
  const checker = new Checker({ files, workspace, paths, settingsOf, today });
  const services: Services = { files, workspace, checker, paths, settingsOf, today };
  const edits = new WorkspaceEdits(client);
  const codeActions = new CodeActions({ ...services, edits, client, log, warn });
  const commands = new Commands({
    connection,
    codeActions,
    files,
    fileSystems,
    workspace,
    edits,
    client,
    log,
  });
  const terms = {
    rulePages: options.rulePages ?? host.rulePages,
    fileOf: (uri: string): TaskFile | undefined => files.known(uri),
  };
  const ofWorkspace = new WorkspaceDiagnostics(workspace, checker, terms);
  const pushed = pulls(client) ? undefined : new PushedDiagnostics(connection, workspace, checker, terms);
  const changed = (): void => {
    ofWorkspace.changed();
    pushed?.changed();
  };
  const changedElsewhere = (): void => {
    changed();
    if (client.workspace?.diagnostics?.refreshSupport)
      logFailure(connection, connection.languages.diagnostics.refresh());
    refreshEditingFeatures(connection, client);
  };

  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }) => {
    const checked = await checker.check(textDocument.uri);
    if (!checked) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const { id } = checked;
    if (id === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id };
    return { kind: DocumentDiagnosticReportKind.Full, resultId: id, items: diagnostics(checked, terms) };
  });
  connection.languages.diagnostics.onWorkspace((request, token, _progress, partial) =>
    ofWorkspace.provide(
      request,
      token,
      partial &&
        ((report) => {
          partial.report(report);
        }),
    ),
  );
  connection.onCodeAction((action) => codeActions.provide(action));
  connection.onCodeActionResolve((action) => codeActions.resolve(action));
  connection.onExecuteCommand((command) => commands.execute(command));
  connection.onDocumentSymbol(async ({ textDocument }) => {
    const overrides = policyOverrides(await settings.of(textDocument.uri));
    const file = files.open(textDocument.uri);
    return file ? documentSymbols(file, policyOf(file.document, overrides)) : [];
  });
  connection.onFoldingRanges(({ textDocument }) => {
    const file = files.open(textDocument.uri);
    return file ? foldingRanges(file) : [];
  });

  registerEditingFeatures(connection, services, client);
  registerIdFeatures(connection, services, edits, client);

  documents.onDidChangeContent(changed);
  documents.onDidClose(({ document }) => {
    checker.forget(document.uri);
    settings.forget(document.uri);
    logFailure(connection, workspace.closed(document.uri));
  });
  workspace.onDidChange(changedElsewhere);
  connection.onDidChangeWatchedFiles(({ changes }) => {
    if (changes.some(({ type }) => type !== FileChangeType.Changed)) paths.clear();
    logFailure(connection, workspace.changedOnDisk(changes.map(({ uri }) => uri)));
  });
  connection.onInitialized(() => {
    workspace.open(foldersOf(params));
    if (watched) {
      const register = connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
      logFailure(connection, register);
    }
    if (client.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(() => {
        const reopen = connection.workspace.getWorkspaceFolders().then((folders) => {
          workspace.open((folders ?? []).map(({ uri }) => uri));
        });
        logFailure(connection, reopen);
      });
    }
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration) {
      const register = connection.client.register(DidChangeConfigurationNotification.type, {
        section: settingsSection,
      });
      logFailure(connection, register);
    }
  });
  connection.onDidChangeConfiguration((change) => {
    const sections = change.settings as Record<string, unknown> | null | undefined;
    settings.change(sections?.[settingsSection]);
    changedElsewhere();
  });
}

function optionsOf({ initializationOptions }: InitializeParams): InitializationOptions {
  return (initializationOptions ?? {}) as InitializationOptions;
}

/** Which files a URI is looked up in: the host's own where it has them, else those that the client answers for. */
function fileSystemsOf({ files }: Host, ofClient: FileSystem | undefined): FileSystems {
  return { of: (uri) => (files && uri.startsWith('file:') ? files : ofClient) };
}

function foldersOf({ workspaceFolders, ...params }: InitializeParams): string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- older clients say nothing else
  return params.rootUri ? [params.rootUri] : [];
}

/** What the client is asked to watch: the task files, and files that come and go where tasks name them. */
const watchers: FileSystemWatcher[] = [
  { globPattern: taskFilePattern },
  { globPattern: '**/docs/**', kind: WatchKind.Create | WatchKind.Delete },
];
