import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Diagnostic,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  FileChangeType,
  type FileEvent,
  WorkspaceDiagnosticRequest,
  type WorkspaceDocumentDiagnosticReport,
  WorkspaceFoldersRequest,
} from 'vscode-languageserver-protocol/node';
import { file, group, task } from '../sampleTasks.ts';
import { codes, LanguageClient, pulling, waiting } from './languageClient.ts';

const [first, second, third] = ['TASK-20260301-001', 'TASK-20260301-002', 'TASK-20260301-003'];
const backlog = file(
  '# Backlog',
  group('dev', 'high', task({ id: first }), task({ id: second, plan: null })),
);

describe('the workspace', () => {
  let client: LanguageClient;
  beforeEach(() => {
    client = new LanguageClient();
  });
  afterEach(() => client.stop());

  /** Leaves a request for diagnostics open, and gives what has been reported so far, by file name. */
  const follow = (): ((name: string) => string[] | undefined) => {
    const reported = new Map<string, Diagnostic[]>();
    const take = (items: readonly WorkspaceDocumentDiagnosticReport[]): void => {
      for (const item of items) if (item.kind === 'full') reported.set(item.uri, item.items);
      client.wake();
    };
    const partialResultToken = 'diagnostics';
    client.connection.onProgress(
      WorkspaceDiagnosticRequest.partialResult,
      partialResultToken,
      ({ items }) => {
        take(items);
      },
    );
    const params = { previousResultIds: [], partialResultToken };
    void client.connection.sendRequest(WorkspaceDiagnosticRequest.type, params).catch(() => undefined);
    return (name) => {
      const diagnostics = reported.get(client.uri(name));
      return diagnostics && codes(diagnostics);
    };
  };

  it('has the problems of files that are not open, wherever they are, as if they were open', async () => {
    client.write('BACKLOG.md', backlog);
    client.write('roles/test/BACKLOG.md', backlog);
    client.write('node_modules/thing/BACKLOG.md', backlog);
    client.write('web/TODO.md', '# Buy milk\n\n- [ ] milk\n');
    await client.start(pulling, undefined, ['']);
    const { items } = await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, {
      previousResultIds: [],
    });
    const found = new Map(
      items.map((item) => [item.uri, item.kind === 'full' ? item.items : assert.fail(item.uri)]),
    );
    assert.deepEqual(
      [...found].map(([uri, diagnostics]) => [uri.slice(client.uri('').length), codes(diagnostics)]),
      [
        ['BACKLOG.md', ['missing-plan']],
        ['roles/test/BACKLOG.md', ['missing-plan']],
        ['web/TODO.md', []],
      ].map(([name, list]) => [`/${String(name)}`, list]),
    );
    const uri = await client.open('BACKLOG.md', backlog);
    const report = await client.pull(uri);
    assert.deepEqual(report.kind === 'full' && report.items, found.get(uri));
  });

  it('answers with result ids, and says what is unchanged', async () => {
    client.write('BACKLOG.md', backlog);
    await client.start(pulling, undefined, ['']);
    const ask = async (
      previousResultIds: { uri: string; value: string }[],
    ): Promise<WorkspaceDocumentDiagnosticReport[]> =>
      (await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds })).items;
    const [before] = await ask([]);
    assert.ok(before?.resultId !== undefined);
    const { uri, resultId } = before;
    assert.deepEqual(await ask([{ uri, value: resultId }]), [
      { kind: 'unchanged', uri, version: null, resultId },
    ]);
    await client.changeOnDisk('BACKLOG.md', backlog.replace('**Estimated Effort:** 2 days\n', ''));
    const [after] = await ask([{ uri, value: resultId }]);
    assert.equal(after?.kind, 'full');
  });

  it('reports changes on disk while a request is left open', async () => {
    client.write('BACKLOG.md', backlog);
    await client.start(pulling, undefined, ['']);
    const found = follow();
    await client.until(() => found('BACKLOG.md')?.join() === 'missing-plan');
    await client.changeOnDisk(
      'BACKLOG.md',
      backlog.replace(':dev][priority:high][', ':docs][priority:high]['),
    );
    await client.until(() => found('BACKLOG.md')?.includes('group-mismatch') === true);
    await client.changeOnDisk('late/BACKLOG.md', backlog);
    await client.until(() => found('late/BACKLOG.md')?.join() === 'missing-plan');
    await client.changeOnDisk('late/BACKLOG.md');
    await client.until(() => found('late/BACKLOG.md')?.length === 0);
  });

  it('sends them to a client that waits, for files that are not open too', async () => {
    client.write('tasks/BACKLOG.md', backlog);
    await client.start(waiting, undefined, ['tasks']);
    const uri = client.uri('tasks/BACKLOG.md');
    await client.until(() => client.latest(uri) !== undefined);
    assert.deepEqual(codes(client.latest(uri) ?? []), ['missing-plan']);
  });

  it('compares a file with the others of its queue, typed or on disk', async () => {
    client.write('TODO.md', file('# Active', task({ id: first })));
    await client.start(pulling, undefined, ['']);
    const uri = await client.open('BACKLOG.md', backlog);
    const found = (): Promise<string[]> => client.problemCodes(uri);
    assert.deepEqual(await found(), ['task-in-two-files', 'missing-plan']);
    await client.changeOnDisk('TODO.md', file('# Active', task({ id: third })));
    assert.deepEqual(await found(), ['missing-plan']);
    const todo = await client.open('TODO.md', file('# Active', task({ id: third })));
    await client.edit(todo, third, first);
    assert.deepEqual(await found(), ['task-in-two-files', 'missing-plan']);
    await client.close(todo);
    await client.until(() => client.refreshes > 0);
    assert.deepEqual(await found(), ['missing-plan'], 'what is on disk counts again');
  });

  it('knows which documents exist, and hears of new ones', async () => {
    client.write('docs/other.md', '');
    client.write('tasks/TODO.md', file('# Active', task({ id: first })));
    await client.start(pulling, undefined, ['']);
    const uri = await client.open('tasks/TODO.md', file('# Active', task({ id: first })));
    const before = await client.pull(uri);
    assert.deepEqual(before.kind === 'full' && codes(before.items), ['missing-document']);
    await client.changeOnDisk('docs/tides.md', '');
    const after = await client.pull(uri);
    assert.deepEqual(after.kind === 'full' && codes(after.items), []);
  });

  it('reports again when a document goes, in a file that nobody asks about', async () => {
    client.write('docs/tides.md', '');
    client.write('tasks/TODO.md', file('# Active', task({ id: first })));
    await client.start(pulling, undefined, ['']);
    const found = follow();
    await client.until(() => client.refreshes > 0);
    await client.pull(client.uri('tasks/TODO.md'));
    const before = client.refreshes;
    await client.changeOnDisk('docs/tides.md');
    await client.until(() => found('tasks/TODO.md')?.join() === 'missing-document');
    assert.ok(client.refreshes > before, 'open files are asked about again');
  });

  it('takes links for what they lead to, and passes over what is no file', async () => {
    client.write('shared/docs/tides.md', '');
    symlinkSync(join(client.folder, 'shared', 'docs'), join(client.folder, 'docs'));
    client.write('tasks/TODO.md', file('# Active', task({ id: first })));
    execFileSync('mkfifo', [join(client.folder, 'BACKLOG.md')]);
    await client.start(pulling, undefined, ['']);
    const report = await client.pull(client.uri('tasks/TODO.md'));
    assert.deepEqual(report.kind === 'full' && codes(report.items), []);
  });

  it('forgets the files of a folder that is deleted, and those of folders that it passes over', async () => {
    client.write('web/BACKLOG.md', backlog);
    await client.start(pulling, undefined, ['']);
    const found = follow();
    await client.until(() => found('web/BACKLOG.md')?.length === 1);
    rmSync(join(client.folder, 'web'), { recursive: true });
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: client.uri('web'), type: FileChangeType.Deleted }],
    });
    await client.until(() => found('web/BACKLOG.md')?.length === 0);
    await client.changeOnDisk('node_modules/thing/BACKLOG.md', backlog);
    await client.changeOnDisk('BACKLOG.md', backlog);
    await client.until(() => found('BACKLOG.md')?.length === 1);
    assert.equal(found('node_modules/thing/BACKLOG.md'), undefined);
  });

  it('finds the files of a folder that comes as a whole, but for folders that it passes over', async () => {
    client.write('BACKLOG.md', backlog);
    await client.start(pulling, undefined, ['']);
    const found = follow();
    await client.until(() => found('BACKLOG.md')?.length === 1);
    const comes = (...names: string[]): Promise<void> =>
      client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
        changes: names.map((name): FileEvent => ({ uri: client.uri(name), type: FileChangeType.Created })),
      });
    client.write('node_modules/thing/BACKLOG.md', backlog);
    client.write('web/roles/BACKLOG.md', backlog);
    client.write('web/notes', '');
    await comes('node_modules', 'node_modules/thing', 'gone already', 'web/notes', 'web');
    await client.until(() => found('web/roles/BACKLOG.md')?.length === 1);
    assert.equal(found('node_modules/thing/BACKLOG.md'), undefined);
  });

  it('knows where paths upwards lead, as far as the workspace folder', async () => {
    client.write('work/docs/tides.md', '');
    client.write('docs/secret.md', '');
    await client.start(pulling, undefined, ['work']);
    const found = async (path: string): Promise<string[]> => {
      const text = file('# Active', task({ id: first }).replace('docs/tides.md', path));
      const uri = await client.open('work/plans/TODO.md', text);
      const problems = await client.problemCodes(uri);
      await client.close(uri);
      return problems;
    };
    assert.deepEqual(await found('../docs/tides.md'), []);
    assert.deepEqual(await found('../docs/tide.md'), ['missing-document']);
    assert.deepEqual(await found('../../docs/secret.md'), []);
    assert.deepEqual(await found('../../docs/none.md'), [], 'nothing outside is looked at');
  });

  it('says nothing of documents where nobody knows where their paths begin', async () => {
    await client.start(pulling, undefined, ['']);
    const uri = await client.open('tasks/TODO.md', file('# Active', task({ id: first })));
    const report = await client.pull(uri);
    assert.deepEqual(report.kind === 'full' && codes(report.items), []);
  });

  it('refuses a move when a file of the queue has changed on disk since it was offered', async () => {
    client.write('TODO.md', file('# Active', task({ id: third })));
    await client.start(pulling, undefined, ['']);
    const uri = await client.open('BACKLOG.md', backlog);
    const offered = (await client.actions(uri, '## group_begin')).find(({ title }) =>
      title.startsWith('Promote'),
    );
    assert.ok(offered);
    client.write('TODO.md', file('# Active', 'A note of another process', task({ id: third })));
    await assert.rejects(client.resolve(offered), /have changed meanwhile. Nothing was done/);
    const [again] = await client.actions(uri, '## group_begin');
    const todo = client.uri('TODO.md');
    assert.ok(again);
    const { edit } = await client.resolve(again);
    assert.ok(
      edit?.documentChanges?.some((change) => 'textDocument' in change && change.textDocument.uri === todo),
    );
  });

  it('follows folders that come and go', async () => {
    client.write('a/BACKLOG.md', backlog);
    client.write('b/BACKLOG.md', backlog);
    let folders = ['a'];
    client.connection.onRequest(WorkspaceFoldersRequest.type, () =>
      folders.map((name) => ({ uri: client.uri(name), name })),
    );
    const workspace = { ...pulling.workspace, workspaceFolders: true };
    await client.start({ ...pulling, workspace }, undefined, ['a']);
    const found = follow();
    await client.until(() => found('a/BACKLOG.md')?.length === 1);
    assert.equal(found('b/BACKLOG.md'), undefined);
    folders = ['b'];
    await client.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
      event: { added: [{ uri: client.uri('b'), name: 'b' }], removed: [{ uri: client.uri('a'), name: 'a' }] },
    });
    await client.until(() => found('b/BACKLOG.md')?.length === 1 && found('a/BACKLOG.md')?.length === 0);
  });

  it('finds the rest of a queue beside a file that was opened from elsewhere', async () => {
    client.write('elsewhere/todo/TODO.md', file('# Active', task({ id: first })));
    await client.start(pulling, undefined, []);
    const uri = await client.open('elsewhere/BACKLOG.md', backlog);
    const report = await client.pull(uri);
    assert.deepEqual(report.kind === 'full' && codes(report.items), ['task-in-two-files', 'missing-plan']);
  });
});
