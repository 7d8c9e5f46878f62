import assert from 'node:assert/strict';
import { SymbolKind } from 'vscode-languageserver-protocol';
import { file, group, task } from '../sampleTasks.ts';
import { LanguageClient, pulling } from './languageClient.ts';

const [first, second, third] = ['TASK-20260301-001', 'TASK-20260301-002', 'TASK-20260301-003'];

describe('outline and folding', () => {
  let client: LanguageClient;
  beforeEach(async () => {
    client = new LanguageClient();
    await client.start(pulling);
  });
  afterEach(() => client.stop());

  it('names groups by their tags and tasks by their title, and tells done and incomplete ones apart', async () => {
    const uri = await client.open(
      'BACKLOG.md',
      file(
        group(
          'dev',
          'high',
          task({ id: first }),
          task({ id: second, title: 'Draw tides', plan: null }),
          task({ id: third, status: 'done' }),
        ),
        group('docs', 'low'),
      ),
    );
    const symbols = await client.symbols(uri);
    assert.deepEqual(
      symbols.map(({ name, detail, children }) => [
        name,
        detail,
        children?.map((child) => [child.name, child.detail, child.kind, child.tags]),
      ]),
      [
        [
          'dev · high',
          '3 tasks, 1 incomplete',
          [
            ['Cache the tide tables', `${first} · todo`, SymbolKind.Event, undefined],
            ['Draw tides', `${second} · todo · incomplete: Plan`, SymbolKind.Null, undefined],
            ['Cache the tide tables', `${third} · done`, SymbolKind.Boolean, [1]],
          ],
        ],
        ['docs · low', 'empty', []],
      ],
    );
  });

  it('lists the tasks of TODO.md and the entries of TASK_INDEX.md', async () => {
    const todo = await client.open('TODO.md', file('# Active', task({ id: first })));
    assert.deepEqual(
      (await client.symbols(todo)).map(({ name }) => name),
      ['Cache the tide tables'],
    );
    const index = await client.open(
      'TASK_INDEX.md',
      `## index_entry_begin\n[id:${first}]\nstatus: todo\nlocation: BACKLOG.md\ntitle: Cache the tide tables\n## index_entry_end\n`,
    );
    assert.deepEqual(
      (await client.symbols(index)).map(({ name, detail }) => [name, detail]),
      [['Cache the tide tables', `${first} · todo · BACKLOG.md`]],
    );
  });

  it('folds groups, tasks from their header, fields of several lines, and comments', async () => {
    const text = file('<!--\nA comment\n-->', group('dev', 'high', task({ id: first })));
    const uri = await client.open('BACKLOG.md', text);
    const lines = text.split('\n');
    const folds = (await client.folds(uri)).map(({ startLine, endLine, kind }) => [
      lines[startLine],
      lines[endLine],
      kind,
    ]);
    const header = lines.find((line) => line.startsWith('### # '));
    assert.deepEqual(folds, [
      ['<!--', '-->', 'comment'],
      ['## group_begin [type:dev][priority:high]', '## group_end', 'region'],
      ['## task_begin', '## task_end', 'region'],
      [header, '**Estimated Effort:** 2 days', 'region'],
      ['**Plan:**', '3. Measure again', 'region'],
    ]);
  });

  it('survives a text without any line end, and an empty one', async () => {
    for (const [text, ...names] of [
      [''],
      ['## task_begin', 'Task without a header'],
      ['## group_begin [type:dev'],
    ] as const) {
      const uri = await client.open('BACKLOG.md', text);
      assert.deepEqual(
        (await client.symbols(uri)).map(({ name }) => name),
        names,
        text,
      );
      assert.deepEqual(await client.folds(uri), [], text);
      await client.close(uri);
    }
  });
});
