import assert from 'node:assert/strict';
import { file, group, task } from '../sampleTasks.ts';
import { LanguageClient, pulling } from './languageClient.ts';

const [first, second, third, fourth] = [
  'TASK-20260301-001',
  'TASK-20260301-002',
  'TASK-20260301-003',
  'TASK-20260301-004',
];

interface Task {
  key: string;
  id?: string;
  title: string;
  status: string;
  lacks: string[];
  waitsFor: string[];
  position: { line: number; character: number };
  lines: { first: number; last: number };
}
interface Section {
  kind: string;
  key: string;
  label: string;
  place: { uri: string; position: { line: number; character: number } };
  version: number | null;
  tasks: Task[];
  effort?: string;
}
interface Queue {
  kind: string;
  folder: string;
  resultId: string;
  name: string;
  files: Record<string, unknown>;
  batchSize: number;
  active: number;
  sections: Section[];
}

describe('the queues of a workspace, for a view', () => {
  let client: LanguageClient;
  let changes: number;

  beforeEach(() => {
    client = new LanguageClient();
    changes = 0;
    client.connection.onNotification('agentBacklog/queuesChanged', () => {
      changes++;
      client.wake();
    });
  });
  afterEach(() => client.stop());

  const queues = async (...previous: Queue[]): Promise<Queue[]> => {
    const previousResultIds = previous.map(({ folder, resultId }) => ({ folder, resultId }));
    const params = { previousResultIds };
    const result: { queues: Queue[] } = await client.connection.sendRequest('agentBacklog/queues', params);
    return result.queues;
  };
  const queue = async (): Promise<Queue> => {
    const [only, ...others] = await queues();
    assert.ok(only);
    assert.deepEqual(others, []);
    return only;
  };
  const outline = ({ sections }: Queue): unknown[] =>
    sections.map(({ kind, label, tasks }) => [kind, label, tasks.map(({ id, status }) => [id, status])]);

  it('has the active batch, the groups and the archive, each with its tasks', async () => {
    client.write(
      'BACKLOG.md',
      file('# Backlog', group('dev', 'high', task({ id: second }), task({ id: third, plan: null }))),
    );
    client.write(
      'TODO.md',
      file('# Active', '**Batch Type:** dev', task({ id: first, status: 'in-progress' })),
    );
    client.write('ARCHIVE.md', file('# Archive', task({ id: fourth, status: 'done' })));
    await client.start(pulling, undefined, ['']);

    const { folder, files, batchSize, active, ...shown } = await queue();

    assert.equal(client.uri('').replace(/\/$/, ''), folder);
    assert.deepEqual(files, {
      backlogs: [client.uri('BACKLOG.md')],
      todo: client.uri('TODO.md'),
      archive: client.uri('ARCHIVE.md'),
    });
    assert.deepEqual([batchSize, active], [5, 1]);
    assert.deepEqual(outline(shown as Queue), [
      ['batch', 'dev', [[first, 'in-progress']]],
      [
        'group',
        'dev · high',
        [
          [second, 'todo'],
          [third, 'todo'],
        ],
      ],
      ['archive', '', [[fourth, 'done']]],
    ]);
    const [, backlog] = shown.sections;
    assert.deepEqual(
      backlog?.tasks.map(({ lacks }) => lacks),
      [[], ['Plan']],
    );
  });

  it('tells where everything is, and of which version of the text', async () => {
    await client.start(pulling, undefined, ['']);
    const text = file('# Backlog', group('dev', 'high', task({ id: first })));
    const uri = await client.open('BACKLOG.md', text);

    const [section] = (await queue()).sections;

    const lineOf = (part: string): number => text.slice(0, text.indexOf(part)).split('\n').length - 1;
    assert.deepEqual(section?.place, { uri, position: { line: lineOf('## group_begin'), character: 0 } });
    assert.equal(section.version, 1);
    assert.deepEqual(section.tasks[0]?.position, { line: lineOf('### #'), character: 0 });
  });

  it('says what a task waits for, and how much work a group is', async () => {
    client.write(
      'BACKLOG.md',
      file('# Backlog', group('dev', 'high', task({ id: first }), task({ id: second, dependencies: first }))),
    );
    await client.start(pulling, undefined, ['']);

    const [section] = (await queue()).sections;

    assert.deepEqual(
      section?.tasks.map(({ waitsFor }) => waitsFor),
      [[], [first]],
    );
    assert.match(section.effort ?? '', /^≈ /);
  });

  it('keeps the keys of tasks and groups while somebody types, and tells twins apart', async () => {
    await client.start(pulling, undefined, ['']);
    const text = file(
      '# Backlog',
      group('dev', 'high', task({ id: first }), task({ id: first })),
      group('dev', 'high', task({ id: second })),
    );
    const uri = await client.open('BACKLOG.md', text);
    const keys = ({ sections }: Queue): string[] =>
      sections.flatMap(({ key, tasks }) => [key, ...tasks.map((one) => one.key)]);
    const before = keys(await queue());

    await client.edit(uri, '# Backlog', '# Backlog\n\nSomething that somebody typed.');

    assert.deepEqual(keys(await queue()), before);
    assert.equal(new Set(before).size, 5);
  });

  it('sends again only what has changed', async () => {
    client.write('a/BACKLOG.md', file('# Backlog', group('dev', 'high', task({ id: first }))));
    client.write('b/BACKLOG.md', file('# Backlog', group('dev', 'high', task({ id: second }))));
    await client.start(pulling, undefined, ['']);
    const before = await queues();
    assert.deepEqual(
      before.map(({ name, kind }) => [name, kind]),
      [
        ['a', 'full'],
        ['b', 'full'],
      ],
    );
    assert.deepEqual(
      (await queues(...before)).map(({ kind }) => kind),
      ['unchanged', 'unchanged'],
    );

    await client.changeOnDisk('b/BACKLOG.md', file('# Backlog', group('dev', 'high', task({ id: third }))));
    await client.until(() => changes > 0);

    assert.deepEqual(
      (await queues(...before)).map(({ kind }) => kind),
      ['unchanged', 'full'],
    );
  });

  it('notices that a task elsewhere, which others wait for, was done', async () => {
    client.write(
      'a/BACKLOG.md',
      file('# Backlog', group('dev', 'high', task({ id: second, dependencies: first }))),
    );
    client.write('b/TODO.md', file('# Active', task({ id: first })));
    await client.start(pulling, undefined, ['']);
    const before = await queues();
    assert.deepEqual(before[0]?.sections[0]?.tasks[0]?.waitsFor, [first]);

    await client.changeOnDisk('b/TODO.md', file('# Active', task({ id: first, status: 'done' })));

    assert.deepEqual((await queues(...before))[0]?.sections[0]?.tasks[0]?.waitsFor, []);
  });

  it('tells that something has changed after typing, on disk, and in the settings', async () => {
    await client.start(pulling, undefined, ['']);
    const uri = await client.open('BACKLOG.md', file('# Backlog', group('dev', 'high', task({ id: first }))));
    await queue();
    const told = changes;
    await client.edit(uri, 'high]', 'low]');
    await client.until(() => changes > told);

    client.settings = { batchSize: 7 };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.until(() => changes > told + 1);

    assert.equal((await queue()).batchSize, 7);
  });

  it('names queues of several workspace folders by these, and passes over files of other dialects', async () => {
    client.write('one/BACKLOG.md', file('# Backlog', group('dev', 'high', task({ id: first }))));
    client.write('two/plan/BACKLOG.md', file('# Backlog', group('dev', 'high', task({ id: second }))));
    client.write('two/TODO.md', '# Groceries\n\n- [ ] Milk\n');
    await client.start(pulling, undefined, ['one', 'two']);

    assert.deepEqual(
      (await queues()).map(({ name }) => name),
      ['one', 'two/plan'],
    );
  });

  it('gives keys that are never the same, whatever the titles are', async () => {
    await client.start(pulling, undefined, ['']);
    const named = (title: string): string => `## task_begin\n### # [type:dev] ${title}\n## task_end`;
    await client.open(
      'BACKLOG.md',
      file('# Backlog', group('dev', 'high', ...['Step', 'Step', 'Step 2'].map(named))),
    );
    const keys = (await queue()).sections.flatMap(({ tasks }) => tasks.map(({ key }) => key));
    assert.equal(new Set(keys).size, 3);
  });

  it('sets tasks that stand in no group apart from a group without a name', async () => {
    await client.start(pulling, undefined, ['']);
    await client.open(
      'BACKLOG.md',
      file('# Backlog', '## group_begin', task({ id: first }), '## group_end', task({ id: second })),
    );
    assert.deepEqual(outline(await queue()), [
      ['group', '', [[first, 'todo']]],
      ['outside', '', [[second, 'todo']]],
    ]);
  });

  it('tells which lines a task takes up', async () => {
    await client.start(pulling, undefined, ['']);
    const text = file('# Backlog', group('dev', 'high', task({ id: first })), '# Notes');
    await client.open('BACKLOG.md', text);
    const [section] = (await queue()).sections;
    const lines = text.split('\n');
    assert.deepEqual(section?.tasks[0]?.lines, {
      first: lines.indexOf('## task_begin'),
      last: lines.indexOf('## task_end'),
    });
  });

  it('takes what version control shows of a file for no other queue', async () => {
    client.write('TODO.md', file('# Active', task({ id: first })));
    await client.start(pulling, undefined, ['']);
    const uri = `${client.uri('TODO.md').replace('file:', 'git:')}?%7B%22ref%22%3A%22HEAD%22%7D`;
    const textDocument = { uri, languageId: 'markdown', version: 1, text: client.read('TODO.md') };
    await client.connection.sendNotification('textDocument/didOpen', { textDocument });
    assert.equal((await queue()).active, 1);
  });

  it('calls folders of the same name by more of their paths', async () => {
    for (const folder of ['a/plan', 'b/plan'])
      client.write(`${folder}/BACKLOG.md`, file('# Backlog', group('dev', 'high')));
    await client.start(pulling, undefined, ['a/plan', 'b/plan']);
    assert.deepEqual(
      (await queues()).map(({ name }) => name),
      ['a/plan', 'b/plan'],
    );
  });

  it('is told of changes only to a client that has asked', async () => {
    await client.start(pulling, undefined, ['']);
    const uri = await client.open('BACKLOG.md', file('# Backlog', group('dev', 'high', task({ id: first }))));
    await client.pull(uri);
    await client.edit(uri, 'high]', 'low]');
    await client.pull(uri);
    assert.equal(changes, 0);
  });
});
