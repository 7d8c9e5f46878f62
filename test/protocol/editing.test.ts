import assert from 'node:assert/strict';
import {
  type ClientCapabilities,
  CodeLensRefreshRequest,
  CodeLensResolveRequest,
  DocumentFormattingRequest,
  DocumentRangeFormattingRequest,
  type InlayHint,
  InlayHintRefreshRequest,
  InlayHintRequest,
  type SelectionRange,
  SelectionRangeRequest,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { file, group, task } from '../sampleTasks.ts';
import { LanguageClient, pulling } from './languageClient.ts';

const [first, second, third] = ['TASK-20260301-001', 'TASK-20260301-002', 'TASK-20260301-003'];
const editor: ClientCapabilities = {
  textDocument: { ...pulling.textDocument, codeLens: {}, inlayHint: {} },
  workspace: {
    ...pulling.workspace,
    applyEdit: true,
    codeLens: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
  },
};
const foreign = '# Shopping\n\n- [ ] Milk TASK-20260301-001\n\n\n\n## Later\n';

describe('editing', () => {
  let client: LanguageClient;
  beforeEach(() => {
    client = new LanguageClient();
  });
  afterEach(() => client.stop());

  /** The titles of the lenses above each line that has some. */
  const titles = async (uri: string): Promise<string[]> => {
    const lines = client.document(uri).getText().split('\n');
    const above = new Map<string, string[]>();
    for (const { range, command } of await client.lenses(uri)) {
      const line = lines[range.start.line] ?? '';
      above.set(line, [...(above.get(line) ?? []), command?.title ?? '']);
    }
    return [...above].map(([line, said]) => `${said.join(' | ')} ^ ${line}`);
  };
  const hints = async (uri: string, from = 0, to = Number.MAX_SAFE_INTEGER): Promise<InlayHint[]> => {
    const range = { start: { line: from, character: 0 }, end: { line: Math.min(to, 100_000), character: 0 } };
    return (
      (await client.connection.sendRequest(InlayHintRequest.type, { textDocument: { uri }, range })) ?? []
    );
  };

  describe('code lenses', () => {
    it('say above a group what can be promoted, what is incomplete, and how much work it is', async () => {
      await client.start(editor);
      const text = file(
        group(
          'dev',
          'high',
          task({ id: first }),
          task({ id: second, plan: null }),
          task({ id: third, dependencies: second }),
        ),
        group('docs', 'low'),
      );
      const uri = await client.open('BACKLOG.md', text);
      assert.deepEqual(await titles(uri), [
        'Promote 1 of 3 | 1 incomplete | ≈ 6 days ^ ## group_begin [type:dev][priority:high]',
        `waits for ${second} ^ ### # [id:${third}][type:dev][priority:high][component:server] Cache the tide tables`,
      ]);
      const [promote, incomplete, , waits] = await client.lenses(uri);
      assert.equal(promote?.command?.command, 'agentBacklog.promoteGroup');
      assert.deepEqual(promote.command.arguments, [{ uri, position: { line: 0, character: 0 }, version: 1 }]);
      assert.match(
        promote.command.tooltip ?? '',
        new RegExp(`${second} has no Plan\n${third} waits for ${second}`),
      );
      assert.equal(incomplete?.command?.command, '');
      assert.equal(waits?.command?.tooltip, `${second} Cache the tide tables`);
    });

    it('name no more tasks that are left than can be read, one a line, as they stand in the file', async () => {
      await client.start(editor);
      const ids = Array.from({ length: 60 }, (_, index) => `TASK-20260301-${String(index + 101)}`);
      const incomplete = ids.map((id) => task({ id, plan: null }));
      const uri = await client.open(
        'BACKLOG.md',
        file(
          group(
            'dev',
            'high',
            task({ id: first }),
            task({ id: second, title: 'Draw\u202e the tides\u2066', plan: null }),
            task({ id: third, dependencies: second }),
            ...incomplete,
          ),
        ),
      );
      const [promote, , , waits] = await client.lenses(uri);
      const lines = (promote?.command?.tooltip ?? '').split('\n');
      assert.deepEqual(lines.slice(0, 2), [`${second} has no Plan`, `${third} waits for ${second}`]);
      assert.equal(lines.length, 21);
      assert.equal(lines.at(-1), 'and 42 more');
      assert.equal(waits?.command?.tooltip, `${second} Draw the tides`);
    });

    it('say what waits for many tasks in as few lines', async () => {
      await client.start(editor);
      const ids = Array.from({ length: 30 }, (_, index) => `TASK-20260301-${String(index + 101)}`);
      const tasks = ids.map((id) => task({ id }));
      await client.open('BACKLOG.md', file(group('dev', 'high', ...tasks)));
      const uri = await client.open('TODO.md', file(task({ id: first, dependencies: ids.join(', ') })));
      const [waits] = await client.lenses(uri);
      const lines = (waits?.command?.tooltip ?? '').split('\n');
      assert.deepEqual([lines.length, lines.at(-1)], [21, 'and 10 more']);
    });

    it('of another server stay as they are', async () => {
      await client.start(editor);
      const start = { line: 0, character: 0 };
      const lens = { range: { start, end: start }, command: { title: 'Other', command: '' } };
      assert.deepEqual(await client.connection.sendRequest(CodeLensResolveRequest.type, lens), lens);
    });

    it('say why nothing can be promoted, and follow TODO.md', async () => {
      await client.start(editor);
      await client.open('TODO.md', file(task({ id: second, type: 'docs' })));
      const uri = await client.open('BACKLOG.md', file(group('dev', 'high', task({ id: first }))));
      const [promote] = await client.lenses(uri);
      assert.equal(promote?.command?.title, 'Promote 0 of 1');
      assert.match(promote.command.tooltip ?? '', /TODO\.md holds tasks of type docs/);
      assert.equal(promote.command.command, '');
      await client.edit(client.uri('TODO.md'), 'type:docs', 'type:dev');
      assert.match((await titles(uri))[0] ?? '', /^Promote 1 of 1 \| ≈ 2 days/);
    });

    it('wait for the task of their own queue, whatever another one has under its id', async () => {
      await client.start(editor);
      await client.open('b/TODO.md', file(task({ id: first, status: 'done' })));
      const waiting = task({ id: second, dependencies: first });
      const uri = await client.open('a/TODO.md', file(task({ id: first }), waiting));
      assert.deepEqual(
        (await client.lenses(uri)).map(({ command }) => command?.title),
        [`waits for ${first}`],
      );
    });

    it('wait for nothing that is done, archived or nowhere', async () => {
      await client.start(editor);
      await client.open('ARCHIVE.md', file(task({ id: first })));
      await client.open('other/TODO.md', file(task({ id: second, status: 'done' })));
      const dependencies = `${first}, ${second}, TASK-20250101-001`;
      const uri = await client.open('TODO.md', file(task({ id: third, dependencies })));
      assert.deepEqual(await titles(uri), []);
      await client.edit(client.uri('other/TODO.md'), '**Status:** done', '**Status:** blocked');
      assert.match((await titles(uri))[0] ?? '', new RegExp(`^waits for ${second} `));
    });

    it('archive the done tasks of TODO.md from its batch focus', async () => {
      await client.start(editor);
      const uri = await client.open(
        'TODO.md',
        file('# Active', '**Batch Type:** dev', task({ id: first, status: 'done' }), task({ id: second })),
      );
      assert.deepEqual(await titles(uri), ['Archive 1 done task ^ **Batch Type:** dev']);
      const [lens] = await client.lenses(uri);
      assert.deepEqual(
        [lens?.command?.command, lens?.command?.arguments],
        ['agentBacklog.archiveDoneTasks', [{ uri }]],
      );
    });

    it('only tell where the client cannot apply edits, and are switched off by a setting', async () => {
      await client.start({ ...editor, workspace: { ...editor.workspace, applyEdit: false } });
      const uri = await client.open('BACKLOG.md', file(group('dev', 'high', task({ id: first }))));
      const [promote] = await client.lenses(uri);
      assert.deepEqual([promote?.command?.title, promote?.command?.command], ['Promote 1 of 1', '']);
      let refreshed = 0;
      for (const type of [CodeLensRefreshRequest.type, InlayHintRefreshRequest.type])
        client.connection.onRequest(type.method, () => {
          refreshed++;
          client.wake();
          return null;
        });
      client.settings = { codeLens: { enabled: false } };
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await client.until(() => refreshed === 2);
      assert.deepEqual(await client.lenses(uri), []);
      await client.changeOnDisk('ARCHIVE.md', file(task({ id: second })));
      await client.until(() => refreshed === 4);
    });
  });

  describe('inlay hints', () => {
    it('say title and state behind the ids that a task depends on', async () => {
      await client.start(editor);
      await client.open('ARCHIVE.md', file(task({ id: first, title: 'Old' })));
      const uri = await client.open(
        'BACKLOG.md',
        file(
          group(
            'dev',
            'high',
            task({ id: second, title: `Draw ${'the tides '.repeat(9)}`, status: 'in-progress' }),
            task({ id: third, dependencies: `${first} (Old), ${second}, TASK-20250101-001` }),
          ),
        ),
      );
      const found = await hints(uri);
      const line = client
        .document(uri)
        .getText()
        .split('\n')
        .findIndex((one) => one.startsWith('**Dependencies:**'));
      assert.deepEqual(
        found.map(({ label, position, paddingLeft, tooltip }) => [label, position, paddingLeft, tooltip]),
        [
          ['done', { line, character: 35 }, true, 'Old (done, ARCHIVE.md)'],
          [
            'in-progress · Draw the tides the tides the tides the…',
            { line, character: 60 },
            true,
            `Draw ${'the tides '.repeat(9).trimEnd()} (in-progress, BACKLOG.md)`,
          ],
        ],
      );
      assert.deepEqual(await hints(uri, 0, line - 1), [], 'only what was asked for');
      assert.deepEqual(await hints(uri, line + 1), []);
      client.settings = { inlayHints: { enabled: false } };
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      assert.deepEqual(await hints(uri), []);
    });
  });

  it('turns the direction of writing in no hint', async () => {
    await client.start(editor);
    await client.open('TODO.md', file(task({ id: first, title: 'Draw\u202e the \u2066tides' })));
    const dependencies = `_${first}_`;
    const uri = await client.open(
      'BACKLOG.md',
      file(group('dev', 'high', task({ id: second, dependencies }))),
    );
    const [hint] = await hints(uri);
    assert.equal(hint?.label, 'todo · Draw the tides');
    assert.equal(hint.tooltip, 'Draw the tides (todo, TODO.md)');
  });

  describe('selection', () => {
    /** The texts that a selection grows through from the first occurrence of a text. */
    const selections = async (uri: string, at: string): Promise<string[]> => {
      const document = client.document(uri);
      const position = document.positionAt(document.getText().indexOf(at));
      const ranges = await client.connection.sendRequest(SelectionRangeRequest.type, {
        textDocument: { uri },
        positions: [position],
      });
      const texts: string[] = [];
      for (let range: SelectionRange | undefined = ranges?.[0]; range; range = range.parent)
        texts.push(document.getText(range.range));
      return texts;
    };

    it('grows from the word over field, task and group to the file', async () => {
      await client.start(editor);
      const block = task({ id: first });
      const text = file('# Backlog', group('dev', 'high', block));
      const uri = await client.open('BACKLOG.md', text);
      const plan = '1. Measure\n2. Cache\n3. Measure again';
      assert.deepEqual(await selections(uri, 'Cache\n3'), [
        'Cache',
        '2. Cache',
        plan,
        `**Plan:**\n${plan}`,
        block.replace(/^.*\n/, '').replace(/\n.*$/, ''),
        block,
        group('dev', 'high', block).split('\n').slice(2, -2).join('\n'),
        group('dev', 'high', block),
        text.trimEnd(),
        text,
      ]);
      const header = `### # [id:${first}][type:dev][priority:high][component:server] Cache the tide tables`;
      assert.deepEqual((await selections(uri, 'server]')).slice(0, 4), [
        'server',
        '[component:server]',
        `[id:${first}][type:dev][priority:high][component:server]`,
        header,
      ]);
      assert.deepEqual((await selections(uri, 'tide tables')).slice(0, 3), [
        'tide',
        'Cache the tide tables',
        header,
      ]);
    });
  });

  describe('formatting', () => {
    const untidy = `${group('dev', 'high', task({ id: first })).replace('## task_begin', '### Task_Begin')}\n`;

    it('brings markers into form and changes nothing else', async () => {
      await client.start(editor);
      const uri = await client.open('BACKLOG.md', untidy);
      const options = { tabSize: 2, insertSpaces: true };
      const textDocument = { uri };
      const edits = await client.connection.sendRequest(DocumentFormattingRequest.type, {
        textDocument,
        options,
      });
      assert.equal(
        TextDocument.applyEdits(client.document(uri), edits ?? []),
        untidy.replace('### Task_Begin', '## task_begin'),
      );
      const outside = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
      const none = await client.connection.sendRequest(DocumentRangeFormattingRequest.type, {
        textDocument,
        options,
        range: outside,
      });
      assert.deepEqual(none, []);
      client.settings = { format: { enabled: false } };
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      assert.deepEqual(
        await client.connection.sendRequest(DocumentFormattingRequest.type, { textDocument, options }),
        [],
      );
    });
  });

  it('has nothing to say in files of other dialects', async () => {
    await client.start(editor);
    await client.open('BACKLOG.md', file(group('dev', 'high', task({ id: first }))));
    const uri = await client.open('TODO.md', foreign);
    const textDocument = { uri };
    assert.deepEqual(await client.lenses(uri), []);
    assert.deepEqual(await hints(uri), []);
    const positions = [{ line: 0, character: 3 }];
    assert.deepEqual(
      await client.connection.sendRequest(SelectionRangeRequest.type, { textDocument, positions }),
      [],
    );
    const options = { tabSize: 2, insertSpaces: true };
    assert.deepEqual(
      await client.connection.sendRequest(DocumentFormattingRequest.type, { textDocument, options }),
      [],
    );
  });

  it('is offered as far as the client knows it', async () => {
    const { capabilities } = await client.start(pulling);
    assert.equal(capabilities.codeLensProvider, undefined);
    assert.equal(capabilities.inlayHintProvider, undefined);
    assert.deepEqual(capabilities.completionProvider?.triggerCharacters, ['[', ':', '#', '*', '/']);
  });
});
