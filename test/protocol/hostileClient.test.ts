import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CancellationTokenSource,
  CodeActionRequest,
  CompletionRequest,
  DefinitionRequest,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  DocumentSymbolRequest,
  ErrorCodes,
  ExecuteCommandRequest,
  FileChangeType,
  FoldingRangeRequest,
  HoverRequest,
  LogMessageNotification,
  ReferencesRequest,
  RenameRequest,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver-protocol/node';
import { file, group, task } from '../sampleTasks.ts';
import { applied, codes, LanguageClient, pulling } from './languageClient.ts';

const first = 'TASK-20260301-001';
const backlog = file('# Later', group('dev', 'high', task({ id: first })));
const asking = [
  HoverRequest.method,
  DefinitionRequest.method,
  ReferencesRequest.method,
  RenameRequest.method,
  CompletionRequest.method,
  CodeActionRequest.method,
  DocumentSymbolRequest.method,
  FoldingRangeRequest.method,
  DocumentDiagnosticRequest.method,
  WorkspaceSymbolRequest.method,
  ExecuteCommandRequest.method,
  'textDocument/codeLens',
  'textDocument/documentLink',
  'textDocument/inlayHint',
  'textDocument/formatting',
  'textDocument/selectionRange',
  'codeAction/resolve',
  'workspace/diagnostic',
];

describe('a client that does what it must not', () => {
  let client: LanguageClient;

  beforeEach(() => {
    client = new LanguageClient();
  });
  afterEach(() => client.stop());

  /** The server answers, and what it says is right. */
  async function answers(): Promise<void> {
    const uri = await client.open('answers/BACKLOG.md', backlog.replace('## task_end', '## task_end ##'));
    const report = await client.pull(uri);
    assert.ok(
      report.kind === 'full' && codes(report.items).includes('malformed-marker'),
      JSON.stringify(report),
    );
    await client.close(uri);
  }

  it('asks for what there is not', async () => {
    await client.start(pulling);
    await assert.rejects(client.connection.sendRequest('textDocument/nothing', {}), {
      code: ErrorCodes.MethodNotFound,
    });
    await client.connection.sendNotification('textDocument/didNothing', {});
    await answers();
  });

  it('asks with what is no question', async () => {
    await client.start(pulling, undefined, ['']);
    const logged: string[] = [];
    client.connection.onNotification(LogMessageNotification.type, ({ message }) => {
      logged.push(message);
    });
    await client.open('BACKLOG.md', backlog);
    const wrong = [
      {},
      null,
      [],
      { textDocument: null },
      { textDocument: { uri: 7 } },
      { textDocument: { uri: 'no uri at all' }, position: { line: 0, character: 0 } },
      { textDocument: { uri: client.uri('BACKLOG.md') }, position: { line: -1, character: 1e9 } },
      { textDocument: { uri: client.uri('BACKLOG.md') }, position: 'here', range: 'there', context: 7 },
      { command: 'agentBacklog.promoteGroup', arguments: [{}] },
    ];
    for (const method of asking) {
      for (const params of wrong) {
        // Whatever it answers: it does, in words that tell something to whoever made the client.
        await client.connection.sendRequest(method, params).catch((error: unknown) => {
          assert.ok(error instanceof Error && error.message !== '', method);
          assert.doesNotMatch(error.message, /undefined|null|not a function|is not iterable/, method);
        });
      }
    }
    await assert.rejects(client.connection.sendRequest(HoverRequest.method, { textDocument: {} }), {
      code: ErrorCodes.InvalidParams,
      message: 'textDocument/hover cannot be understood: params.textDocument.uri must be a string.',
    });
    assert.ok(logged.some((line) => line.startsWith('textDocument/hover cannot be understood')));
    await answers();
  });

  it('tells of documents that are not open', async () => {
    await client.start(pulling);
    const textDocument = { uri: client.uri('BACKLOG.md') };
    const { connection } = client;
    await connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { ...textDocument, version: 2 },
      contentChanges: [{ text: 'x' }],
    });
    await connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument });
    await client.open('BACKLOG.md', backlog);
    await client.open('BACKLOG.md', backlog);
    await connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { ...textDocument, languageId: 'markdown', version: 1, text: backlog },
    });
    await answers();
  });

  it('edits places that are not in the text', async () => {
    await client.start(pulling);
    const uri = await client.open('BACKLOG.md', backlog);
    const far = { line: 100_000, character: 100_000 };
    await client.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start: far, end: far }, text: '\n## group_end\n' }],
    });
    const report = await client.pull(uri);
    assert.ok(
      report.kind === 'full' && codes(report.items).includes('unexpected-end'),
      JSON.stringify(report),
    );
  });

  it('takes back what it has asked for', async () => {
    await client.start(pulling, undefined, ['']);
    const uri = await client.open('BACKLOG.md', backlog);
    const cancelled = Array.from({ length: 20 }, () => {
      const source = new CancellationTokenSource();
      const asked = client.connection.sendRequest(
        DocumentDiagnosticRequest.type,
        { textDocument: { uri } },
        source.token,
      );
      source.cancel();
      return asked.catch((error: unknown) => {
        assert.ok(error instanceof Error);
      });
    });
    await Promise.all(cancelled);
    await answers();
  });

  it('closes a document while it asks about it', async () => {
    await client.start(pulling);
    const uri = await client.open('BACKLOG.md', backlog);
    const asked = asking.slice(0, 9).map((method) =>
      client.connection
        .sendRequest(method, {
          textDocument: { uri },
          position: { line: 3, character: 20 },
          range: { start: { line: 3, character: 0 }, end: { line: 3, character: 0 } },
          context: { diagnostics: [], includeDeclaration: true },
          newName: 'TASK-20260301-002',
        })
        .catch((error: unknown) => {
          assert.ok(error instanceof Error && error.message !== '');
        }),
    );
    await client.close(uri);
    await Promise.all(asked);
    await answers();
  });

  it('types a thousand letters at once', async () => {
    await client.start(pulling);
    const uri = await client.open('BACKLOG.md', backlog);
    const reports = [];
    for (let at = 0; at < 1001; at++) {
      if (at % 2 === 0) await client.edit(uri, '## group_end', 'x## group_end');
      else await client.edit(uri, 'x## group_end', '## group_end');
      if (at % 100 === 0) reports.push(client.pull(uri));
    }
    await Promise.all(reports);
    const report = await client.pull(uri);
    const other = await client.open('other/BACKLOG.md', client.document(uri).getText());
    const whole = await client.pull(other);
    assert.ok(report.kind === 'full' && whole.kind === 'full');
    assert.deepEqual(
      report.items.map(({ message, range }) => [message, range]),
      whole.items.map(({ message, range }) => [message, range]),
    );
  });
});

describe('a disk that nobody has tidied', () => {
  let client: LanguageClient;

  beforeEach(() => {
    client = new LanguageClient();
    client.write('BACKLOG.md', backlog);
  });
  afterEach(() => client.stop());

  /** Why the group of the backlog is not promoted; undefined where it is. */
  async function refusal(): Promise<string | undefined> {
    const uri = await client.open('BACKLOG.md', backlog);
    const [action] = await client.actions(uri, '## group_begin');
    assert.ok(action);
    try {
      const resolved = await client.resolve(action);
      return resolved.edit ? undefined : (resolved.disabled?.reason ?? 'no edit');
    } catch (error) {
      return (error as Error).message;
    }
  }

  it('has a folder where a file should be', async () => {
    mkdirSync(join(client.folder, 'TODO.md'));
    await client.start(pulling, undefined, ['']);
    assert.match((await refusal()) ?? '', /TODO\.md cannot be read: it is a folder\.$/);
  });

  it('has a link that leads round in a circle', async () => {
    symlinkSync('TODO.md', join(client.folder, 'TODO.md'));
    await client.start(pulling, undefined, ['']);
    assert.match((await refusal()) ?? '', /TODO\.md cannot be read: its links lead round in a circle\.$/);
  });

  it('has folders that lead round in a circle', async () => {
    symlinkSync('.', join(client.folder, 'again'));
    await client.start(pulling, undefined, ['']);
    assert.equal(await refusal(), undefined);
  });

  it('has a file that is not in UTF-8, of which no task moves with other letters', async () => {
    const done = file('# At work', task({ id: 'TASK-20260301-002', title: 'Flüsse', status: 'done' }));
    writeFileSync(join(client.folder, 'TODO.md'), Buffer.from(done, 'latin1'));
    await client.start(pulling, undefined, ['']);
    assert.match(
      (await refusal()) ?? '',
      /TODO\.md cannot be read: it is not in UTF-8; save it in UTF-8 first\.$/,
    );
  });

  it('has a file of fifty megabytes', async () => {
    client.write('large/BACKLOG.md', '[x]: a line that says nothing\n'.repeat(1_700_000));
    await client.start(pulling, undefined, ['']);
    assert.equal(await refusal(), undefined);
  });

  it('has a file where the folder of a queue was', async () => {
    client.write(
      'sub/TODO.md',
      file('# At work', task({ id: 'TASK-20260301-007', title: 'Sound the depths' })),
    );
    await client.start(pulling, undefined, ['']);
    const symbols = async (): Promise<unknown[]> =>
      (await client.connection.sendRequest(WorkspaceSymbolRequest.type, { query: 'Sound' })) ?? [];
    assert.equal((await symbols()).length, 1);
    rmSync(join(client.folder, 'sub'), { recursive: true });
    client.write('sub', 'no folder any more');
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: client.uri('sub/TODO.md'), type: FileChangeType.Deleted }],
    });
    assert.deepEqual(await symbols(), []);
  });

  it('loses a file between the offer and the move', async () => {
    client.write('TODO.md', file('# At work', '<!-- SYSTEM INSTRUCTIONS: wrap tasks in task_begin -->'));
    await client.start(pulling, undefined, ['']);
    const uri = await client.open('BACKLOG.md', backlog);
    const [action] = await client.actions(uri, '## group_begin');
    assert.ok(action);
    rmSync(join(client.folder, 'TODO.md'));
    const resolved = await client.resolve(action).catch((error: unknown) => (error as Error).message);
    if (typeof resolved === 'string') assert.match(resolved, /changed/);
    else assert.ok([...applied(client, resolved).values()].some((text) => text.includes(first)));
  });
});
