import assert from 'node:assert/strict';
import { Worker } from 'node:worker_threads';
import {
  type CodeAction,
  CodeActionRequest,
  CodeActionResolveRequest,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExecuteCommandRequest,
  InitializedNotification,
  InitializeRequest,
  PortMessageReader,
  PortMessageWriter,
  type ProtocolConnection,
  RenameRequest,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import {
  type FileParams,
  findTaskFilesRequest,
  listFolderRequest,
  readFileRequest,
  type ReadFileResult,
} from '../../server/src/protocol.ts';
import { file, group, task } from '../sampleTasks.ts';
import { initializeParams, pulling } from './languageClient.ts';

/**
 * Node's worker thread dressed as a browser's web worker, whose global `postMessage` and `onmessage` the bundle
 * uses. The bundle in a real web worker is tested with the real VS Code.
 */
const dressed = `
  const { parentPort } = require('node:worker_threads');
  const { readFileSync } = require('node:fs');
  globalThis.self = globalThis;
  globalThis.postMessage = (message) => parentPort.postMessage(message);
  parentPort.on('message', (data) => globalThis.onmessage({ data }));
  globalThis.addEventListener = () => undefined;
  (0, eval)(readFileSync('dist/server/browser.js', 'utf8'));
`;

describe('the web worker bundle', () => {
  let worker: Worker;
  let connection: ProtocolConnection;
  const files = new Map<string, string>();
  /** What happens while the client reads a file. */
  let reading: () => Promise<void>;

  beforeEach(() => {
    worker = new Worker(dressed, { eval: true });
    worker.on('error', (error) => {
      throw error;
    });
    connection = createProtocolConnection(new PortMessageReader(worker), new PortMessageWriter(worker));
    reading = () => Promise.resolve();
    connection.onRequest(readFileRequest, async ({ uri }: FileParams): Promise<ReadFileResult> => {
      await reading();
      return files.get(uri) ?? null;
    });
    connection.onRequest(findTaskFilesRequest, () => []);
    connection.onRequest(listFolderRequest, ({ uri }: FileParams) =>
      [...files.keys()]
        .filter((file) => file.slice(0, file.lastIndexOf('/')) === uri)
        .map((file) => ({ name: file.slice(uri.length + 1), kind: 'file' })),
    );
    connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => null),
    );
    connection.onRequest('client/registerCapability', () => null);
    connection.listen();
  });
  afterEach(async () => {
    connection.dispose();
    await worker.terminate();
  });

  it('checks a document of a virtual file system', async () => {
    await start();
    const uri = await open(
      'memfs:/work/BACKLOG.md',
      file(group('dev', 'high', task({ id: 'TASK-20260301-001', plan: null }))),
    );
    const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
    assert.ok(report.kind === 'full');
    assert.deepEqual(
      report.items.map(({ code, codeDescription }) => [code, codeDescription?.href]),
      [['missing-plan', 'https://example.org/rules/missing-plan.md']],
    );
  });

  it('obeys a config file that it reads through the client', async () => {
    files.set('memfs:/work/package.json', '{ "agentBacklog": { "rules": { "missing-plan": "off" } } }');
    await start('memfs:/work');
    const uri = await open(
      'memfs:/work/plans/BACKLOG.md',
      file(group('dev', 'high', task({ id: 'TASK-20260301-001', plan: null }))),
    );
    const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
    assert.deepEqual(report.kind === 'full' && report.items, []);
  });

  it('reads the other files of the queue through the client', async () => {
    await start();
    files.set('memfs:/work/TODO.md', file(task({ id: 'TASK-20260301-009', status: 'in-progress' })));
    const uri = await open(
      'memfs:/work/BACKLOG.md',
      file(group('dev', 'high', task({ id: 'TASK-20260301-001' }))),
    );
    const top = { line: 0, character: 0 };
    const actions = await connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: { start: top, end: top },
      context: { diagnostics: [] },
    });
    const [action] = (actions ?? []) as CodeAction[];
    assert.equal(action?.title, 'Promote 1 of 1 task');
    const { edit } = await connection.sendRequest(CodeActionResolveRequest.type, action);
    const changed = edit?.documentChanges?.map((change) =>
      'textDocument' in change ? change.textDocument.uri : 'created',
    );
    assert.deepEqual(changed, ['memfs:/work/TODO.md', 'memfs:/work/BACKLOG.md']);
  });

  it('renames the id that stood there when it was asked for', async () => {
    await start();
    files.set('memfs:/work/TODO.md', file(task({ id: 'TASK-20260301-009', status: 'in-progress' })));
    const text = file(group('dev', 'high', task({ id: 'TASK-20260301-001' })));
    const uri = await open('memfs:/work/BACKLOG.md', text);
    const line = text.split('\n').findIndex((one) => one.includes('TASK-20260301-001'));
    const rename = (newName: string): Promise<WorkspaceEdit | null> =>
      connection.sendRequest(RenameRequest.type, {
        textDocument: { uri },
        position: { line, character: (text.split('\n')[line] ?? '').indexOf('TASK-') },
        newName,
      });
    reading = async () => {
      await connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version: 2 },
        contentChanges: [{ text: `\n\n${text}` }],
      });
    };
    await assert.rejects(rename('TASK-20260301-002'), /changed meanwhile. Nothing was done/);
  });

  it('moves nothing while the client cannot read a file of the queue', async () => {
    await start();
    files.set('memfs:/work/TODO.md', '');
    reading = () => Promise.reject(new Error('it is not in UTF-8; save it in UTF-8 first'));
    const uri = await open(
      'memfs:/work/BACKLOG.md',
      file(group('dev', 'high', task({ id: 'TASK-20260301-001' }))),
    );
    const promoting = connection.sendRequest(ExecuteCommandRequest.type, {
      command: 'agentBacklog.promoteGroup',
      arguments: [{ uri, position: { line: 0, character: 0 } }],
    });
    await assert.rejects(promoting, {
      message: '/work/TODO.md cannot be read: it is not in UTF-8; save it in UTF-8 first.',
    });
  });

  const start = async (...folders: string[]): Promise<void> => {
    const initializationOptions = { files: true, rulePages: 'https://example.org/rules/' };
    const params = initializeParams(pulling, initializationOptions, folders);
    await connection.sendRequest(InitializeRequest.type, params);
    await connection.sendNotification(InitializedNotification.type, {});
  };

  const open = async (uri: string, text: string): Promise<string> => {
    const textDocument = { uri, languageId: 'markdown', version: 1, text };
    await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    return uri;
  };
});
