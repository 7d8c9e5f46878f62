import assert from 'node:assert/strict';
import { DiagnosticSeverity, DidChangeConfigurationNotification } from 'vscode-languageserver-protocol';
import { corpus } from '../realFiles.ts';
import { file, group, task } from '../sampleTasks.ts';
import { codes, LanguageClient, pulling, waiting } from './languageClient.ts';

const withoutPlan = file(group('dev', 'high', task({ id: 'TASK-20260301-001', plan: null })));

describe('diagnostics', () => {
  let client: LanguageClient;
  beforeEach(() => {
    client = new LanguageClient();
  });
  afterEach(() => client.stop());

  it('are sent while typing to a client that waits for them, and taken back on close', async () => {
    await client.start(waiting);
    const uri = await client.open('BACKLOG.md', withoutPlan);
    assert.deepEqual(codes(await client.published(uri)), ['missing-plan']);
    await client.edit(uri, '**Estimated', '**Plan:**\n1. One\n2. Two\n3. Three\n**Estimated');
    assert.deepEqual(await client.published(uri), []);
    await client.edit(uri, '## task_end', '## task-end');
    assert.deepEqual(codes(await client.published(uri)), ['malformed-marker']);
    await client.close(uri);
    await client.until(() => client.latest(uri)?.length === 0);
  });

  it('are given to a client that asks, once per state of the text', async () => {
    const { capabilities } = await client.start(pulling);
    assert.ok(capabilities.diagnosticProvider);
    const uri = await client.open('BACKLOG.md', withoutPlan);
    const first = await client.pull(uri);
    assert.ok(first.kind === 'full' && first.resultId !== undefined);
    assert.deepEqual(
      first.items.map(({ code, message, severity, source }) => ({ code, message, severity, source })),
      [
        {
          code: 'missing-plan',
          message: 'Task TASK-20260301-001 has no Plan. Add it.',
          severity: DiagnosticSeverity.Error,
          source: 'agent-backlog',
        },
      ],
    );
    assert.equal((await client.pull(uri, first.resultId)).kind, 'unchanged');
    await client.edit(uri, 'Cache the tide tables', 'Cache all tide tables');
    assert.equal((await client.pull(uri, first.resultId)).kind, 'full');
  });

  it('point at UTF-16 positions', async () => {
    await client.start(pulling);
    const uri = await client.open(
      'BACKLOG.md',
      file('🌊🌊 tides', group('dev', 'high')).replace('🌊🌊 tides', '🌊 â€” tides'),
    );
    const report = await client.pull(uri);
    assert.ok(report.kind === 'full');
    assert.deepEqual(
      report.items.map(({ code, range }) => ({ code, range })),
      [{ code: 'mojibake', range: { start: { line: 0, character: 3 }, end: { line: 0, character: 6 } } }],
    );
  });

  it('follow the settings, live', async () => {
    await client.start(pulling);
    await client.until(() => client.registered.includes('workspace/didChangeConfiguration'));
    const uri = await client.open('BACKLOG.md', withoutPlan);
    const first = await client.pull(uri);
    client.settings = { rules: { 'missing-plan': 'hint' } };
    await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    const second = await client.pull(uri, first.kind === 'full' ? first.resultId : undefined);
    assert.ok(second.kind === 'full');
    assert.deepEqual(
      second.items.map(({ severity }) => severity),
      [DiagnosticSeverity.Hint],
    );
    client.settings = { requiredFields: ['Estimated Effort'] };
    await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    const third = await client.pull(uri);
    assert.ok(third.kind === 'full');
    assert.deepEqual(third.items, []);
  });

  it('go by the default where a setting is bad, and say so once', async () => {
    client.settings = { minimumPlanSteps: 'many', batchSize: 3 };
    await client.start(pulling);
    const uri = await client.open('BACKLOG.md', withoutPlan);
    await client.pull(uri);
    await client.pull(await client.open('TODO.md', file(task({ id: 'TASK-20260301-001' }))));
    await client.edit(uri, 'Cache', 'Keep');
    await client.pull(uri);
    assert.deepEqual(client.messages, [
      'agentBacklog.minimumPlanSteps: Invalid input: expected number, received string. The default is used.',
    ]);
  });

  it('take settings from initialize and from pushed changes in a client without configuration requests', async () => {
    await client.start(waiting, { settings: { rules: { 'missing-plan': 'off' } } });
    const uri = await client.open('BACKLOG.md', withoutPlan);
    assert.deepEqual(await client.published(uri), []);
    const settings = { agentBacklog: { rules: { 'missing-plan': 'warning' } } };
    await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings });
    await client.edit(uri, 'Cache', 'Keep');
    assert.deepEqual(codes(await client.published(uri)), ['missing-plan']);
  });

  it('are none in files of other names, in TASKS.md, and in files of other dialects', async () => {
    await client.start(pulling);
    const others = [
      ['NOTES.md', withoutPlan],
      ['TASKS.md', withoutPlan],
      ['TODO.md', '# TODO\n\n- [ ] **Plan:** buy milk\n\n## Task end\n\n### Dependencies\n'],
    ] as const;
    for (const [name, text] of others) {
      const uri = await client.open(name, text);
      const report = await client.pull(uri);
      assert.deepEqual(report.kind === 'full' && report.items, [], name);
      if (name === 'TODO.md') {
        assert.deepEqual(await client.symbols(uri), []);
        assert.deepEqual(await client.folds(uri), []);
      }
    }
  });

  it('are none in the real files of other dialects', async function () {
    const files = corpus('other-dialects');
    if (files.length === 0) this.skip();
    await client.start(pulling);
    for (const { path, text } of files) {
      const uri = await client.open(`${path.replaceAll('/', '-')}/TODO.md`, text);
      const report = await client.pull(uri);
      assert.deepEqual(report.kind === 'full' && report.items, [], path);
      assert.deepEqual(await client.symbols(uri), []);
    }
  });
});
