import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  CodeActionResolveRequest,
  type CodeLens,
  CodeLensRequest,
  CodeLensResolveRequest,
  CompletionItemKind,
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DiagnosticTag,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  type DocumentSymbol,
  DocumentSymbolRequest,
  ExecuteCommandRequest,
  ExitNotification,
  FileChangeType,
  type FileEvent,
  type FoldingRange,
  FoldingRangeRequest,
  InitializedNotification,
  type InitializeParams,
  InitializeRequest,
  type InitializeResult,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type Range,
  RegistrationRequest,
  ShowMessageNotification,
  ShutdownRequest,
  type TextDocumentContentChangeEvent,
  SymbolKind,
  SymbolTag,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

const textDocument: NonNullable<ClientCapabilities['textDocument']> = {
  codeAction: {
    codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
    dataSupport: true,
    resolveSupport: { properties: ['edit'] },
    disabledSupport: true,
  },
  completion: { completionItemKind: { valueSet: Object.values(CompletionItemKind) } },
  documentSymbol: {
    hierarchicalDocumentSymbolSupport: true,
    symbolKind: { valueSet: Object.values(SymbolKind) },
    tagSupport: { valueSet: [SymbolTag.Deprecated] },
  },
  publishDiagnostics: {
    relatedInformation: true,
    codeDescriptionSupport: true,
    tagSupport: { valueSet: [DiagnosticTag.Unnecessary] },
  },
};

/** What the tested clients can do: the one asks for diagnostics, the other waits for them. */
export const pulling: ClientCapabilities = {
  textDocument: { ...textDocument, diagnostic: {} },
  workspace: {
    configuration: true,
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
    diagnostics: { refreshSupport: true },
    symbol: {
      symbolKind: { valueSet: Object.values(SymbolKind) },
      tagSupport: { valueSet: [SymbolTag.Deprecated] },
    },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
};
export const waiting: ClientCapabilities = {
  textDocument,
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
};

/** What a client sends first. */
export function initializeParams(
  capabilities: ClientCapabilities,
  initializationOptions?: object,
  workspaceFolders: readonly string[] = [],
): InitializeParams {
  return {
    processId: null,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- its type still demands it
    rootUri: null,
    workspaceFolders: workspaceFolders.map((uri) => ({ uri, name: uri })),
    capabilities,
    ...(initializationOptions && { initializationOptions }),
  };
}

/** A JSON-RPC client of the built server, which runs as a child process over stdio, and a folder of real files. */
export class LanguageClient {
  readonly folder = mkdtempSync(join(tmpdir(), 'agent-backlog-'));
  readonly connection: ProtocolConnection;
  readonly messages: string[] = [];
  readonly registered: string[] = [];
  /** How often the server asked for its diagnostics to be pulled again. */
  refreshes = 0;
  settings: unknown = null;
  readonly #server: ChildProcess;
  readonly #published = new Map<string, { version: number | undefined; diagnostics: Diagnostic[] }>();
  readonly #documents = new Map<string, TextDocument>();
  #waiters: (() => void)[] = [];

  constructor() {
    this.#server = spawn(process.execPath, ['dist/server/node.js', '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const { stdin, stdout } = this.#server;
    assert.ok(stdin && stdout);
    this.connection = createProtocolConnection(
      new StreamMessageReader(stdout),
      new StreamMessageWriter(stdin),
    );
    this.connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, version, diagnostics }) => {
      this.#published.set(uri, { version, diagnostics });
      this.wake();
    });
    this.connection.onNotification(ShowMessageNotification.type, ({ message }) => {
      this.messages.push(message);
      this.wake();
    });
    this.connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => this.settings));
    this.connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      this.registered.push(...registrations.map(({ method }) => method));
      this.wake();
    });
    this.connection.onRequest(DiagnosticRefreshRequest.type, () => {
      this.refreshes++;
      this.wake();
    });
    this.connection.listen();
  }

  /** @param folders the workspace folders, by their names in the client's folder; `''` is that folder itself */
  async start(
    capabilities: ClientCapabilities,
    initializationOptions?: object,
    folders: readonly string[] = [],
  ): Promise<InitializeResult> {
    const uris = folders.map((name) => this.uri(name));
    const params = initializeParams(capabilities, initializationOptions, uris);
    const result = await this.connection.sendRequest(InitializeRequest.type, params);
    await this.connection.sendNotification(InitializedNotification.type, {});
    return result;
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest(ShutdownRequest.type);
    const exited = once(this.#server, 'exit');
    await this.connection.sendNotification(ExitNotification.type);
    assert.deepEqual(await exited, [0, null]);
    this.connection.dispose();
    rmSync(this.folder, { recursive: true });
  }

  uri(name: string): string {
    return pathToFileURL(join(this.folder, name)).toString();
  }

  /** Writes a file to disk, in a folder that is made for it if need be. */
  write(name: string, text: string): void {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  /** Writes a file or, without a text, deletes it; and tells the server, as a client that watches the disk does. */
  async changeOnDisk(name: string, text?: string): Promise<void> {
    const path = join(this.folder, name);
    const type: FileChangeType = existsSync(path) ? FileChangeType.Changed : FileChangeType.Created;
    if (text === undefined) rmSync(path);
    else this.write(name, text);
    const changes: FileEvent[] = [
      { uri: this.uri(name), type: text === undefined ? FileChangeType.Deleted : type },
    ];
    await this.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
  }

  /** Reads a file from disk. */
  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  /** Opens a document under a file name; the file need not be on disk. Returns its URI. */
  async open(name: string, text: string): Promise<string> {
    const uri = this.uri(name);
    this.#documents.set(uri, TextDocument.create(uri, 'markdown', 1, text));
    const textDocument = { uri, languageId: 'markdown', version: 1, text };
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    return uri;
  }

  document(uri: string): TextDocument {
    return this.#documents.get(uri) ?? assert.fail(`${uri} is not open`);
  }

  /** Replaces the first occurrence of a text, as typing it would. */
  async edit(uri: string, before: string, after: string): Promise<void> {
    const document = this.document(uri);
    const start = document.getText().indexOf(before);
    assert.notEqual(start, -1, `“${before}” is in the text`);
    const range = { start: document.positionAt(start), end: document.positionAt(start + before.length) };
    await this.#change(document, { range, text: after });
  }

  /** Replaces the whole text at once. */
  async replace(uri: string, text: string): Promise<void> {
    await this.#change(this.document(uri), { text });
  }

  async #change(document: TextDocument, change: TextDocumentContentChangeEvent): Promise<void> {
    const { uri } = document;
    const version = document.version + 1;
    TextDocument.update(document, [change], version);
    const params = { textDocument: { uri, version }, contentChanges: [change] };
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, params);
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  /** The diagnostics that the server sends for the text as it is now. */
  async published(uri: string): Promise<Diagnostic[]> {
    const { version } = this.document(uri);
    await this.until(() => this.#published.get(uri)?.version === version);
    return this.#published.get(uri)?.diagnostics ?? [];
  }

  /** The diagnostics that were sent last for a document, whatever its version was. */
  latest(uri: string): Diagnostic[] | undefined {
    return this.#published.get(uri)?.diagnostics;
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    const textDocument = { uri };
    return this.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument,
      ...(previousResultId !== undefined && { previousResultId }),
    });
  }

  /** The codes of a document's problems, each once. */
  async problemCodes(uri: string): Promise<string[]> {
    const report = await this.pull(uri);
    return report.kind === 'full' ? codes(report.items) : assert.fail('unchanged');
  }

  /** A document's lenses, each resolved. */
  async lenses(uri: string): Promise<CodeLens[]> {
    const params = { textDocument: { uri } };
    const found = (await this.connection.sendRequest(CodeLensRequest.type, params)) ?? [];
    const resolved = found.map(async (lens): Promise<CodeLens> =>
      lens.command ? lens : this.connection.sendRequest(CodeLensResolveRequest.type, lens),
    );
    return Promise.all(resolved);
  }

  /** The titles of a document's lenses. */
  async lensTitles(uri: string): Promise<(string | undefined)[]> {
    return (await this.lenses(uri)).map(({ command }) => command?.title);
  }

  async symbols(uri: string): Promise<DocumentSymbol[]> {
    const symbols = await this.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } });
    return (symbols ?? []) as DocumentSymbol[];
  }

  async folds(uri: string): Promise<FoldingRange[]> {
    return (await this.connection.sendRequest(FoldingRangeRequest.type, { textDocument: { uri } })) ?? [];
  }

  /** The actions at the first occurrence of a text, as the light bulb would show them. */
  async actions(
    uri: string,
    at: string,
    diagnostics: Diagnostic[] = [],
    only?: string[],
  ): Promise<CodeAction[]> {
    const document = this.document(uri);
    const start = document.getText().indexOf(at);
    assert.notEqual(start, -1, `“${at}” is in the text`);
    const position = document.positionAt(start);
    const range: Range = { start: position, end: position };
    const context = { diagnostics, ...(only && { only }) };
    const params = { textDocument: { uri }, range, context };
    return ((await this.connection.sendRequest(CodeActionRequest.type, params)) ?? []) as CodeAction[];
  }

  resolve(action: CodeAction): Promise<CodeAction> {
    return this.connection.sendRequest(CodeActionResolveRequest.type, action);
  }

  /** Runs the command of an action that was applied, and waits for the message that it shows. */
  async run({ command }: CodeAction): Promise<void> {
    assert.ok(command);
    const shown = this.messages.length;
    await this.connection.sendRequest(ExecuteCommandRequest.type, command);
    await this.until(() => this.messages.length > shown);
  }

  /** Waits until something that the server said makes a condition true. Mocha's time limit ends a vain wait. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#waiters.push(resolve));
  }

  /** Has those who wait look again. */
  wake(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const wake of waiters) wake();
  }
}

/** The texts of all files that an action's edit changes, by URI, after the edit. */
export function applied(client: LanguageClient, action: CodeAction): Map<string, string> {
  const texts = new Map<string, string>();
  for (const change of action.edit?.documentChanges ?? assert.fail('The action has an edit.')) {
    if ('kind' in change) {
      assert.equal(change.kind, 'create');
      texts.set(change.uri, '');
      continue;
    }
    const { uri, version } = change.textDocument;
    const created = texts.get(uri);
    const document =
      created === undefined ? client.document(uri) : TextDocument.create(uri, 'markdown', 0, created);
    if (created === undefined) assert.equal(version, document.version);
    texts.set(
      uri,
      TextDocument.applyEdits(
        document,
        change.edits.map((edit) => ('newText' in edit ? edit : assert.fail())),
      ),
    );
  }
  return texts;
}

/** The codes of diagnostics, each once, in order of first appearance. */
export function codes(diagnostics: readonly Diagnostic[]): string[] {
  return [...new Set(diagnostics.map((one) => String(one.code)))];
}
