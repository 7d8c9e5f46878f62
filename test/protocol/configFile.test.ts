import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ClientCapabilities,
  CodeLensRefreshRequest,
  type DidChangeWatchedFilesRegistrationOptions,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidOpenTextDocumentNotification,
  DocumentFormattingRequest,
  FileChangeType,
  type FileSystemWatcher,
  RegistrationRequest,
  WatchKind,
  WorkspaceFoldersRequest,
} from 'vscode-languageserver-protocol/node';
import { file, group, task } from '../sampleTasks.ts';
import { codes, LanguageClient, pulling, waiting } from './languageClient.ts';

const [first, second] = ['TASK-20260301-001', 'TASK-20260301-002'];
const backlog = file(
  '# Backlog',
  group('dev', 'high', task({ id: first }), task({ id: second, plan: null })),
);
const complete = file(group('dev', 'high', task({ id: first }), task({ id: second })));
const own = '.agent-backlog.json';
const off = JSON.stringify({ rules: { 'missing-plan': 'off' } });
const unwatched: ClientCapabilities = {
  ...pulling,
  workspace: { ...pulling.workspace, didChangeWatchedFiles: { dynamicRegistration: false } },
};
const editor: ClientCapabilities = {
  textDocument: { ...pulling.textDocument, codeLens: {} },
  workspace: { ...pulling.workspace, codeLens: { refreshSupport: true } },
};

describe('the config file', () => {
  let client: LanguageClient;
  beforeEach(() => {
    client = new LanguageClient();
  });
  afterEach(() => client.stop());

  it('alone decides on problems, whatever the editor is set to', async () => {
    client.settings = { rules: { 'missing-plan': 'off', 'missing-effort': 'off' }, minimumPlanSteps: 9 };
    client.write(own, '{ "rules": { "missing-effort": "hint" } }');
    await client.start(pulling, undefined, ['']);
    const text = file(
      group('dev', 'high', task({ id: first, plan: null }).replace('**Estimated Effort:** 2 days\n', '')),
      group('dev', 'low', task({ id: second, priority: 'low' })),
    );
    const report = await client.pull(await client.open('BACKLOG.md', text));
    assert.ok(report.kind === 'full');
    assert.deepEqual(report.items.map(({ code, severity }) => [code, severity]).sort(), [
      ['missing-effort', 4],
      ['missing-plan', 1],
    ]);
  });

  it('decides on moves', async () => {
    client.settings = { batchSize: 1 };
    client.write(own, '{ "batchSize": 2 }');
    await client.start(pulling, undefined, ['']);
    const uri = await client.open('BACKLOG.md', complete);
    const titles = (await client.actions(uri, '## group_begin')).map(({ title }) => title);
    assert.ok(titles.includes('Promote 2 of 2 tasks'), titles.join());
  });

  it('switches features on and off, and leaves the others to the editor', async () => {
    client.settings = { codeLens: { enabled: false }, format: { enabled: false } };
    client.write(own, '{ "codeLens": { "enabled": true } }');
    await client.start(editor, undefined, ['']);
    const uri = await client.open('BACKLOG.md', backlog.replaceAll('\n\n', '\n'));
    assert.notDeepEqual(await client.lensTitles(uri), []);
    const edits = await client.connection.sendRequest(DocumentFormattingRequest.type, {
      textDocument: { uri },
      options: { tabSize: 2, insertSpaces: true },
    });
    assert.deepEqual(edits ?? [], []);
  });

  it('can be a key of package.json, and the nearest one counts alone', async () => {
    client.write(own, off);
    client.write('work/a/TODO.md', '');
    client.write('work/package.json', JSON.stringify({ agentBacklog: { rules: { 'missing-plan': 'off' } } }));
    client.write(`work/a/${own}`, '{}');
    client.write('work/a/b/package.json', '{ "name": "b" }');
    await client.start(pulling, undefined, ['work']);
    const found = async (folder: string): Promise<string[]> =>
      client.problemCodes(await client.open(`${folder}/BACKLOG.md`, backlog));
    assert.deepEqual(await found('work'), []);
    assert.deepEqual(await found('work/a'), ['missing-plan']);
    assert.deepEqual(await found('work/a/b'), ['missing-plan']);
    assert.deepEqual(await found('outside'), ['missing-plan'], 'nothing above counts');
    client.write(`outside/${own}`, off);
    assert.deepEqual(await found('outside'), []);
  });

  it('holds for what a version control had of a file, which is not asked for any other', async () => {
    client.write(own, off);
    await client.start(pulling, { files: true }, ['']);
    const uri = `${client.uri('BACKLOG.md').replace('file://', 'git:')}?%7B%22ref%22%3A%22~%22%7D`;
    const textDocument = { uri, languageId: 'markdown', version: 1, text: backlog };
    await client.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    assert.deepEqual(await client.problemCodes(uri), []);
    assert.deepEqual(client.messages, []);
  });

  it('takes effect as it comes, changes and goes', async () => {
    await client.start(editor, undefined, ['']);
    let lensRefreshes = 0;
    client.connection.onRequest(CodeLensRefreshRequest.type, () => {
      lensRefreshes++;
      client.wake();
    });
    let queueChanges = 0;
    client.connection.onNotification('agentBacklog/queuesChanged', () => {
      queueChanges++;
      client.wake();
    });
    const uri = await client.open('BACKLOG.md', complete);
    await client.connection.sendRequest('agentBacklog/queues', { previousResultIds: [] });
    const expect = async (problem: string[], lens: string | undefined): Promise<void> => {
      assert.deepEqual(await client.problemCodes(uri), problem);
      assert.equal((await client.lensTitles(uri))[0], lens);
    };
    await expect([], 'Promote 2 of 2');
    const change = async (name: string, text?: string): Promise<void> => {
      const before = [client.refreshes, lensRefreshes, queueChanges] as const;
      await client.changeOnDisk(name, text);
      await client.until(
        () => client.refreshes > before[0] && lensRefreshes > before[1] && queueChanges > before[2],
      );
    };
    await change(own, '{ "minimumPlanSteps": 4 }');
    await expect(['short-plan'], 'Promote 0 of 2');
    await change(own, '{ "batchSize": 1 }');
    await expect([], 'Promote 1 of 2');
    await change(own, '{ "codeLens": { "enabled": false } }');
    await expect([], undefined);
    await change(own);
    await expect([], 'Promote 2 of 2');
    await change('package.json', '{ "agentBacklog": { "batchSize": 1 } }');
    await expect([], 'Promote 1 of 2');
    await change('package.json', '{ "name": "thing" }');
    await expect([], 'Promote 2 of 2');
  });

  it('counts from the first request after it was changed', async () => {
    client.write(own, off);
    await client.start(pulling, undefined, ['']);
    const uri = await client.open('BACKLOG.md', backlog);
    assert.deepEqual(await client.problemCodes(uri), []);
    await client.changeOnDisk(own, '{}');
    assert.deepEqual(await client.problemCodes(uri), ['missing-plan']);
  });

  it('comes with its folder', async () => {
    await client.start(pulling, undefined, ['']);
    const uri = await client.open('web/BACKLOG.md', backlog);
    assert.deepEqual(await client.problemCodes(uri), ['missing-plan']);
    client.write(`web/${own}`, off);
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: client.uri('web'), type: FileChangeType.Created }],
    });
    assert.deepEqual(await client.problemCodes(uri), []);
  });

  it('goes with its folder', async () => {
    client.write(`web/${own}`, off);
    await client.start(pulling, undefined, ['']);
    const uri = await client.open('web/BACKLOG.md', backlog);
    assert.deepEqual(await client.problemCodes(uri), []);
    rmSync(join(client.folder, 'web'), { recursive: true });
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: client.uri('web'), type: FileChangeType.Deleted }],
    });
    assert.deepEqual(await client.problemCodes(uri), ['missing-plan']);
  });

  it('has the client watch', async () => {
    const watched: FileSystemWatcher[] = [];
    client.connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      for (const { method, registerOptions } of registrations) {
        if (method !== DidChangeWatchedFilesNotification.method) continue;
        const { watchers } = registerOptions as DidChangeWatchedFilesRegistrationOptions;
        watched.push(...watchers);
      }
      client.wake();
    });
    await client.start(pulling, undefined, ['']);
    await client.until(() => watched.length > 0);
    const kindsOf = (glob: string): number =>
      watched.find(({ globPattern }) => globPattern === glob)?.kind ?? 0;
    assert.equal(kindsOf('**/{.agent-backlog.json,package.json}'), WatchKind.Change);
    assert.equal(kindsOf('**'), WatchKind.Create | WatchKind.Delete);
  });

  it('is read anew for a client that watches nothing', async () => {
    await client.start(unwatched, undefined, ['']);
    const uri = await client.open('BACKLOG.md', backlog);
    assert.deepEqual(await client.problemCodes(uri), ['missing-plan']);
    client.write(own, off);
    assert.deepEqual(await client.problemCodes(uri), []);
    client.write(own, '{}');
    assert.deepEqual(await client.problemCodes(uri), ['missing-plan']);
    client.write('package.json', off);
    rmSync(join(client.folder, own));
    assert.deepEqual(await client.problemCodes(uri), ['missing-plan'], 'a package.json has it under a key');
    client.write('package.json', `{ "agentBacklog": ${off} }`);
    assert.deepEqual(await client.problemCodes(uri), []);
  });

  it('holds for a client that waits, too', async () => {
    client.write(own, off);
    await client.start(waiting, { settings: { minimumPlanSteps: 9 } }, ['']);
    const uri = await client.open('BACKLOG.md', backlog);
    assert.deepEqual(codes(await client.published(uri)), []);
  });

  it('is looked for anew when the workspace gets other folders', async () => {
    client.write('web/TODO.md', '');
    const folders = [{ uri: client.uri(''), name: 'all' }];
    client.connection.onRequest(WorkspaceFoldersRequest.type, () => folders);
    const workspace = { ...pulling.workspace, workspaceFolders: true };
    await client.start({ ...pulling, workspace }, undefined, ['web']);
    const uri = await client.open('web/BACKLOG.md', backlog);
    assert.deepEqual(await client.problemCodes(uri), ['missing-plan']);
    client.write(own, off);
    const before = client.refreshes;
    await client.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
      event: { added: folders, removed: [{ uri: client.uri('web'), name: 'web' }] },
    });
    await client.until(() => client.refreshes > before);
    assert.deepEqual(await client.problemCodes(uri), []);
  });

  it('is told of once where something in it is wrong, and the rest of it holds', async () => {
    client.write(
      `web/${own}`,
      JSON.stringify({ batchSise: 3, batchSize: 0, rules: { 'missing-plan': 'off', 'no-such': 'off' } }),
    );
    await client.start(pulling, undefined, ['']);
    const names = ['web/BACKLOG.md', 'web/plans/BACKLOG.md', 'BACKLOG.md'];
    const found = [];
    for (const name of names) found.push(await client.problemCodes(await client.open(name, backlog)));
    // The same ids in several queues are not what this is about.
    const plans = found.map((list) => list.includes('missing-plan'));
    assert.deepEqual(plans, [false, false, true]);
    assert.deepEqual(client.messages, [
      `web/${own}: there is no setting “batchSise”. Is “batchSize” meant?`,
      `web/${own}: rules: there is no rule “no-such”.`,
      `web/${own}: batchSize: Too small: expected number to be >=1. The default is used.`,
    ]);
  });

  it('is told of where it is no JSON or cannot be read, and the defaults hold', async () => {
    client.settings = { rules: { 'missing-plan': 'off' } };
    client.write(own, '{ "rules": ');
    mkdirSync(join(client.folder, 'web', own), { recursive: true });
    await client.start(pulling, undefined, ['']);
    assert.deepEqual(await client.problemCodes(await client.open('BACKLOG.md', backlog)), ['missing-plan']);
    assert.deepEqual(client.messages.splice(0), [
      `${own}: Unexpected end of JSON input. The defaults are used.`,
    ]);
    const uri = await client.open('web/BACKLOG.md', backlog);
    assert.ok((await client.problemCodes(uri)).includes('missing-plan'));
    await client.pull(uri);
    assert.equal(client.messages.length, 1, client.messages.join('\n'));
    assert.match(client.messages[0] ?? '', /^web\/\.agent-backlog\.json cannot be read \(it is a folder\)/);
  });
});
