import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import process from 'node:process';
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  InitializedNotification,
  InitializeRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

/** The built server as a child process, and a client of it that asks for diagnostics as VS Code does. */
export class LanguageServer {
  #child = spawn(process.execPath, ['dist/server/node.js', '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  #connection = createProtocolConnection(
    new StreamMessageReader(this.#child.stdout),
    new StreamMessageWriter(this.#child.stdin),
  );
  #folder = '';
  #version = 1;

  async start(folder) {
    this.#folder = folder;
    this.#connection.onRequest('workspace/configuration', ({ items }) => items.map(() => null));
    this.#connection.onRequest('client/registerCapability', () => null);
    this.#connection.listen();
    await this.#connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: [{ uri: String(pathToFileURL(folder)), name: 'bench' }],
      capabilities: {
        textDocument: { diagnostic: {} },
        workspace: { configuration: true, didChangeWatchedFiles: { dynamicRegistration: true } },
      },
    });
    await this.#connection.sendNotification(InitializedNotification.type, {});
  }

  open(name, text) {
    const textDocument = { uri: this.#uri(name), languageId: 'markdown', version: this.#version, text };
    return this.#connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }

  /** @param change as LSP has it: a range, and the text that comes in its place */
  change(name, change) {
    const textDocument = { uri: this.#uri(name), version: ++this.#version };
    const params = { textDocument, contentChanges: [change] };
    return this.#connection.sendNotification(DidChangeTextDocumentNotification.type, params);
  }

  pull(name) {
    const params = { textDocument: { uri: this.#uri(name) } };
    return this.#connection.sendRequest(DocumentDiagnosticRequest.type, params);
  }

  kill() {
    this.#connection.dispose();
    this.#child.kill();
  }

  #uri(name) {
    return String(pathToFileURL(join(this.#folder, name)));
  }
}
