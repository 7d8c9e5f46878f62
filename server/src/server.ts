import {
  type ClientCapabilities,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileSystemWatcher,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  MessageType,
  ResponseError,
  TextDocuments,
  WatchKind,
} from 'vscode-languageserver';
import { configFileNames, settingsSection } from '#core';
import { capabilities } from './capabilities.ts';
import { createServices } from './createServices.ts';
import { createEngine } from './engine.ts';
import { appliedByClient } from './features/applyEdit.ts';
import type { CodeActions } from './features/codeActions.ts';
import { Commands } from './features/commands.ts';
import { outline } from './features/documentSymbols.ts';
import { refreshEditingFeatures, refreshWhenTyped, registerEditingFeatures } from './features/editing.ts';
import { pathIn } from './features/filePath.ts';
import { foldingRanges } from './features/foldingRanges.ts';
import { registerIdFeatures } from './features/ids.ts';
import { registerQueues } from './features/queues.ts';
import { registerDiagnostics } from './features/reporting.ts';
import type { Host } from './host.ts';
import { ChangedMeanwhile, logError, logFailure, showMessage } from './messages.ts';
import { type InitializationOptions, taskFilePattern } from './protocol.ts';
import type { Services } from './services.ts';
import { SettingsStore } from './settingsStore.ts';
import { clientFiles } from './workspace/clientFiles.ts';
import { registerTools } from './features/tools.ts';
import { Turns } from './turns.ts';
import { refuseMalformed } from './wellFormed.ts';
import { ConfigFiles } from './workspace/configFiles.ts';
import type { ExistingPaths } from './workspace/existingPaths.ts';
import type { FileSystem, FileSystems } from './workspace/fileSystem.ts';
import { type OpenDocument, openDocuments } from './workspace/openDocument.ts';
import { policyIn } from './workspace/queuePolicy.ts';
import type { Workspace } from './workspace/workspace.ts';

/** Starts the language server on a connection. The one place where its parts are put together. */
export function startServer(connection: Connection, host: Host): void {
  const documents = new TextDocuments(openDocuments);
  connection.onInitialize((params): InitializeResult => {
    serve(connection, host, documents, params);
    const offered = capabilities(params.capabilities, optionsOf(params));
    return { capabilities: offered, serverInfo: { name: 'Agent Backlog' } };
  });
  refuseMalformed(connection);
  documents.listen(connection);
  connection.listen();
}

/** Puts the parts together for a client that has said what it can do, and registers every feature. */
function serve(
  connection: Connection,
  host: Host,
  documents: TextDocuments<OpenDocument>,
  params: InitializeParams,
): void {
  const client = params.capabilities;
  const options = optionsOf(params);
  const log = (error: unknown): void => {
    logError(connection, error);
  };
  const fileSystems = fileSystemsOf(host, options.files === true ? clientFiles(connection) : undefined);
  const fetches = client.workspace?.configuration ?? false;
  const folderOf = (uri: string): string | undefined => services.workspace.folderOf(uri);
  const settings = new SettingsStore(connection, fetches, options.settings, folderOf);
  const watched = watches(params);
  const nameOf = (uri: string): string => pathIn(services.workspace, uri);
  const warn = (message: string): void => {
    showMessage(connection, MessageType.Warning, message);
  };
  const configFiles = new ConfigFiles({ fileSystems, folderOf, nameOf, watched, warn });
  const { session } = host;
  const services = createServices({
    documents,
    fileSystems,
    watched,
    today: host.today.bind(host),
    session,
    settingsOf: async (uri) => configFiles.settingsOf(uri, await settings.of(uri)),
    log,
  });
  // VS Code has no place for the command of an action whose menu has closed.
  const engine = createEngine(services, client, log, options.commands === true);
  const { workspace, checker, paths, codeActions, edits } = engine;
  const turns = new Turns();
  const applying = { connection, client, workspace, log };
  const apply = appliedByClient(applying, true);
  const commands = new Commands({
    ...engine,
    connection,
    fileSystems,
    client,
    clientTells: options.commands === true,
    apply,
    turns,
  });
  // What agents change the client saves, but for what the user has not saved yet.
  const tools = { ...engine, apply: appliedByClient(applying, false), turns };

  registerActions(connection, codeActions, commands);
  registerTools(connection, tools);
  registerOutline(connection, engine, client);
  registerEditingFeatures(connection, engine, client);
  registerIdFeatures(connection, engine, edits, client);
  const reporting = registerDiagnostics(connection, engine, client, options.rulePages ?? host.rulePages);
  const queuesChanged = registerQueues(connection, engine, session);

  const changed = (): void => {
    reporting.changed();
    queuesChanged();
    refreshEditingFeatures(connection, client);
  };
  const typed = refreshWhenTyped(connection, client, workspace);
  documents.onDidChangeContent(() => {
    reporting.typed();
    queuesChanged();
    typed();
  });
  documents.onDidClose(({ document }) => {
    checker.forget(document.uri);
    settings.forget(document.uri);
    logFailure(connection, workspace.closed(document.uri));
  });
  workspace.onDidChange(changed);
  followWorkspace(connection, params, { workspace, paths, configFiles, configChanged: changed });
  connection.onDidChangeConfiguration((change) => {
    const sections = change.settings as Record<string, unknown> | null | undefined;
    settings.change(sections?.[settingsSection]);
    changed();
  });
}

/** Registers what changes files. */
function registerActions(connection: Connection, codeActions: CodeActions, commands: Commands): void {
  connection.onCodeAction((action) => codeActions.provide(action));
  connection.onCodeActionResolve(async (action) => {
    try {
      return await codeActions.resolve(action);
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile)) throw error;
      // Clients take this error for an answer that nobody needs any more, and pass over it in silence.
      showMessage(connection, MessageType.Warning, error.message);
      throw new ResponseError(LSPErrorCodes.ContentModified, error.message);
    }
  });
  connection.onExecuteCommand((command) => commands.execute(command));
}

/** Registers what shows the blocks of a file. */
function registerOutline(
  connection: Connection,
  { files, workspace, settingsOf }: Services,
  client: ClientCapabilities,
): void {
  connection.onDocumentSymbol(async ({ textDocument: { uri } }) => {
    await workspace.prepare(uri);
    const settings = await settingsOf(uri);
    const file = files.open(uri);
    if (!file) return [];
    const policy = policyIn(workspace.queueOf(uri), file.document, settings);
    return outline(file, policy, client.textDocument?.documentSymbol);
  });
  connection.onFoldingRanges(({ textDocument }) => {
    const file = files.open(textDocument.uri);
    return file ? foldingRanges(file) : [];
  });
}

/** Who is told of what changes in the workspace. */
interface Followers {
  readonly workspace: Workspace;
  readonly paths: ExistingPaths;
  readonly configFiles: ConfigFiles;
  /** Called when a config file says something else than before. */
  readonly configChanged: () => void;
}

/** Looks for queues in the workspace folders, and follows what changes there. */
function followWorkspace(
  connection: Connection,
  params: InitializeParams,
  { workspace, paths, configFiles, configChanged }: Followers,
): void {
  const { workspace: client } = params.capabilities;
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const [created = [], changed = [], deleted = []] = [
      FileChangeType.Created,
      FileChangeType.Changed,
      FileChangeType.Deleted,
    ].map((wanted) => changes.filter(({ type }) => type === wanted).map(({ uri }) => uri));
    const ofPaths = paths.changed([...created, ...deleted]);
    logFailure(connection, workspace.changedOnDisk({ created, changed, deleted }, ofPaths));
    const ofConfig = configFiles.changedOnDisk(changed, [...created, ...deleted]).then((isOther) => {
      if (isOther) configChanged();
    });
    logFailure(connection, ofConfig);
  });
  connection.onInitialized(() => {
    workspace.open(foldersOf(params));
    if (watches(params)) {
      const register = connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
      logFailure(connection, register);
    }
    if (client?.didChangeConfiguration?.dynamicRegistration) {
      const section = settingsSection;
      const register = connection.client.register(DidChangeConfigurationNotification.type, { section });
      logFailure(connection, register);
    }
    if (!client?.workspaceFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders(() => {
      const reopen = connection.workspace.getWorkspaceFolders().then((folders) => {
        configFiles.clear();
        workspace.open((folders ?? []).map(({ uri }) => uri));
      });
      logFailure(connection, reopen);
    });
  });
}

function optionsOf({ initializationOptions }: InitializeParams): InitializationOptions {
  return (initializationOptions ?? {}) as InitializationOptions;
}

/** Whether the client can be asked to tell of changes on disk. */
function watches({ capabilities: { workspace } }: InitializeParams): boolean {
  return workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false;
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

/**
 * What the client is asked to watch: what changes in task files and config files, and whatever comes or goes, because of
 * a folder its own URI can be all that is told.
 */
const watchers: FileSystemWatcher[] = [
  { globPattern: taskFilePattern, kind: WatchKind.Change },
  { globPattern: `**/{${configFileNames.join(',')}}`, kind: WatchKind.Change },
  { globPattern: '**', kind: WatchKind.Create | WatchKind.Delete },
];
