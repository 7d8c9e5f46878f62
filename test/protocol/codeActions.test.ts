import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { file, group, task } from '../sampleTasks.ts';
import { applied, codes, LanguageClient, pulling } from './languageClient.ts';

const [first, second, third, fourth] = [
  'TASK-20260301-001',
  'TASK-20260301-002',
  'TASK-20260301-003',
  'TASK-20260301-004',
];
const dev = '## group_begin [type:dev]';

describe('code actions', () => {
  let client: LanguageClient;
  beforeEach(async () => {
    client = new LanguageClient();
    await client.start(pulling);
  });
  afterEach(() => client.stop());

  const diagnose = async (uri: string) => {
    const report = await client.pull(uri);
    return report.kind === 'full' ? report.items : assert.fail();
  };
  const promotion = async (uri: string) => {
    const actions = await client.actions(uri, dev);
    return actions.find(({ title }) => title.startsWith('Promote')) ?? assert.fail('Promote is offered');
  };

  describe('quick fixes', () => {
    it('are tied to their diagnostic, and put it right', async () => {
      const uri = await client.open(
        'BACKLOG.md',
        file(group('dev', 'high', task({ id: first })).replace('[priority:high][c', '[prioirty:high][c')),
      );
      const diagnostics = await diagnose(uri);
      assert.deepEqual(codes(diagnostics), ['tag-typo']);
      const [fix] = await client.actions(uri, 'prioirty', diagnostics);
      assert.ok(fix);
      assert.equal(fix.isPreferred, true);
      assert.deepEqual(
        fix.diagnostics?.map(({ code }) => code),
        ['tag-typo'],
      );
      assert.equal(applied(client, fix).get(uri), file(group('dev', 'high', task({ id: first }))));
    });

    it('are not offered for problems that the client does not ask about', async () => {
      const uri = await client.open(
        'BACKLOG.md',
        file(group('dev', 'high', task({ id: first, plan: null }))),
      );
      const [other] = await diagnose(uri);
      assert.ok(other);
      const elsewhere = { ...other, code: 'missing-effort' };
      assert.deepEqual(
        (await client.actions(uri, 'Cache', [elsewhere], ['quickfix'])).map(({ title }) => title),
        [],
      );
    });

    it('fix everything safe at once, and nothing else', async () => {
      const damaged = file(group('dev', 'high', task({ id: first, plan: null })))
        .replace('## task_end', '## Task-End')
        .replace('## dev, high', '## dev â€” high');
      const uri = await client.open('BACKLOG.md', damaged);
      const [action] = await client.actions(uri, '## dev', [], ['source.fixAll.agentBacklog']);
      assert.ok(action);
      const fixed = applied(client, await client.resolve(action)).get(uri);
      assert.equal(
        fixed,
        file(group('dev', 'high', task({ id: first, plan: null }))).replace('## dev, high', '## dev — high'),
      );
    });
  });

  describe('promote group', () => {
    it('moves what is complete, passes over what is not, and says so', async () => {
      const backlog = (...tasks: string[]): string =>
        file(group('dev', 'high', ...tasks), group('docs', 'low'));
      const tasks = [
        task({ id: first }),
        task({ id: second, plan: null }),
        task({ id: third, dependencies: first }),
      ];
      const uri = await client.open('BACKLOG.md', backlog(...tasks));
      const action = await promotion(uri);
      assert.equal(action.title, 'Promote 2 of 3 tasks (1 incomplete)');
      assert.equal(action.kind, 'quickfix');
      assert.equal(action.edit, undefined, 'the edit is made when it is asked for');
      const resolved = await client.resolve(action);
      const texts = applied(client, resolved);
      assert.ok(
        texts.get(client.uri('TODO.md'))?.endsWith(`---\n\n${tasks[0] ?? ''}\n\n---\n\n${tasks[2] ?? ''}\n`),
      );
      await client.run(resolved);
      assert.deepEqual(client.messages, [
        'Promoted 2 of 3 tasks (1 incomplete). Left in the group: TASK-20260301-002 has no Plan.',
      ]);
      const left = texts.get(uri)?.replace(/<!-- Tasks .* moved to TODO\.md on .* -->\n\n/, '');
      assert.equal(left, backlog(tasks[1] ?? ''));
    });

    it('extends a TODO.md on disk in its own manner, and the index follows', async () => {
      const todo = file(
        '# Active',
        '**Batch Type:** [type:dev][priority:high]  ',
        task({ id: first, status: 'in-progress' }),
      );
      client.write('TODO.md', todo);
      const entry = (id: string, location: string): string =>
        `## index_entry_begin\n[id:${id}]  \nstatus: todo  \nlocation: ${location}  \n## index_entry_end`;
      client.write(
        'TASK_INDEX.md',
        file(entry(first, 'TODO.md'), entry(second, 'BACKLOG.md'), entry(third, 'BACKLOG.md')),
      );
      const uri = await client.open('BACKLOG.md', file(group('dev', 'high', task({ id: second }))));
      const action = await client.resolve(await promotion(uri));
      await client.open('TODO.md', todo);
      const changes = (action.edit?.documentChanges ?? []).map((change) =>
        'textDocument' in change ? change.textDocument.uri : '',
      );
      assert.deepEqual(
        changes,
        [client.uri('TODO.md'), client.uri('TASK_INDEX.md'), uri],
        'the copy comes first',
      );
      const index = action.edit?.documentChanges?.[1];
      assert.ok(index && 'edits' in index);
      assert.deepEqual(
        index.edits.map((edit) => ('newText' in edit ? [edit.range.start.line, edit.newText] : [])),
        [[9, 'TODO.md']],
      );
    });

    it('is disabled with the reason where nothing can move', async () => {
      const ready = file(group('dev', 'high', task({ id: second })));
      const reasons: [string, string | undefined, RegExp][] = [
        [file(group('dev', 'high')), undefined, /no tasks/],
        [
          file(group('dev', 'high', task({ id: first, plan: null }))),
          undefined,
          /TASK-20260301-001 has no Plan/,
        ],
        [ready, file(task({ id: first, type: 'docs' })), /TODO\.md holds tasks of type docs/],
        [
          ready,
          file(...[1, 2, 3, 4, 5].map((n) => task({ id: `TASK-20260302-00${String(n)}` }))),
          /full: it holds 5 active tasks/,
        ],
        [ready, '# My own list\n\n- [ ] milk\n', /not a task file/],
        [
          file(group('dev', 'high', task({ id: second, dependencies: third }))),
          undefined,
          /waits for TASK-20260301-003/,
        ],
      ];
      for (const [index, [backlog, todo, reason]] of reasons.entries()) {
        const uri = await client.open(`BACKLOG.md`, backlog);
        if (todo !== undefined) await client.open('TODO.md', todo);
        const action = await promotion(uri);
        assert.match(action.disabled?.reason ?? '', reason, String(index));
        await client.close(uri);
        await client.close(client.uri('TODO.md'));
      }
    });

    it('goes by what is open, however the client spells its URI, and by the batch size that TODO.md states', async () => {
      const spelt = (name: string): string =>
        client.uri(name).replace(/([^/]+)$/, (last) => last.replace('O', '%4F'));
      const todo = file(
        '<!-- SYSTEM INSTRUCTIONS: task block\nBatch size target: 2 tasks -->',
        task({ id: first }),
      );
      const textDocument = { uri: spelt('TODO.md'), languageId: 'markdown', version: 7, text: todo };
      await client.connection.sendNotification('textDocument/didOpen', { textDocument });
      const uri = await client.open(
        'BACKLOG.md',
        file(group('dev', 'high', task({ id: second }), task({ id: third }))),
      );
      const action = await promotion(uri);
      assert.equal(action.title, 'Promote 1 of 2 tasks (1 over the batch size)');
      const { edit } = await client.resolve(action);
      const [change] = edit?.documentChanges ?? [];
      assert.ok(change && 'textDocument' in change);
      assert.deepEqual(change.textDocument, { uri: spelt('TODO.md'), version: 7 });
    });

    it('leaves the quick fixes there when a file of the queue cannot be read', async () => {
      mkdirSync(join(client.folder, 'TODO.md'));
      const uri = await client.open(
        'BACKLOG.md',
        file(group('dev', 'high', task({ id: first }))).replace('## task_end', '## Task-End'),
      );
      const titles = (await client.actions(uri, '## Task-End')).map(({ title }) => title);
      assert.deepEqual(titles, ['Write ## task_end']);
    });

    it('is refused when the backlog has changed since it was offered', async () => {
      const uri = await client.open('BACKLOG.md', file(group('dev', 'high', task({ id: first }))));
      const action = await promotion(uri);
      await client.edit(uri, 'Cache', 'Keep');
      await assert.rejects(client.resolve(action), /changed meanwhile/);
    });

    it("is a refactoring away from the group's own lines, and is not offered outside groups", async () => {
      const uri = await client.open(
        'BACKLOG.md',
        file('# Backlog', group('dev', 'high', task({ id: first }))),
      );
      const [inside] = await client.actions(uri, '**Status:**');
      assert.equal(inside?.kind, 'refactor.move');
      const [asked] = await client.actions(uri, dev, [], ['refactor']);
      assert.equal(asked?.kind, 'refactor.move');
      assert.deepEqual(await client.actions(uri, '# Backlog'), []);
    });
  });

  it('say what was left of the one that was done, not of what was only offered', async () => {
    const plain = new LanguageClient();
    await plain.start({
      textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
      workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
    });
    const uri = await plain.open(
      'BACKLOG.md',
      file(
        group('dev', 'high', task({ id: first }), task({ id: second, plan: null })),
        group(
          'docs',
          'low',
          task({ id: third, type: 'docs' }),
          task({ id: fourth, type: 'docs', plan: null }),
        ),
      ),
    );
    const [promote] = await plain.actions(uri, dev);
    assert.match(promote?.title ?? '', /^Promote 1 of 2/);
    await plain.actions(uri, '## group_begin [type:docs]');
    await plain.run(promote ?? assert.fail());
    assert.deepEqual(plain.messages, [
      `Promoted 1 of 2 tasks (1 incomplete). Left in the group: ${second} has no Plan.`,
    ]);
    await plain.stop();
  });

  it('create files for a client that says it does, and leaves out that edits of them are versioned', async () => {
    const neovim = new LanguageClient();
    await neovim.start({
      ...pulling,
      workspace: { workspaceEdit: { resourceOperations: ['rename', 'create', 'delete'] } },
    });
    const backlog = file(group('dev', 'high', task({ id: first })));
    const uri = await neovim.open('BACKLOG.md', backlog);
    const { edit } = await neovim.resolve((await neovim.actions(uri, dev))[0] ?? assert.fail());
    const todo = neovim.uri('TODO.md');
    assert.deepEqual(
      edit?.documentChanges?.map((change) =>
        'textDocument' in change ? change.textDocument : 'uri' in change && [change.kind, change.uri],
      ),
      [['create', todo], { uri: todo, version: null }, { uri, version: 1 }],
    );
    assert.equal(edit.changes, undefined);
    await neovim.stop();
  });

  it('say why nothing was done to a client that runs the command of an action without its edit', async () => {
    const plain = new LanguageClient();
    await plain.start({ ...pulling, workspace: { workspaceEdit: { documentChanges: true } } });
    const uri = await plain.open(
      'BACKLOG.md',
      file(group('dev', 'high', task({ id: first }), task({ id: second, plan: null }))),
    );
    const promote = (await plain.actions(uri, dev))[0] ?? assert.fail('Promote is offered');
    const reason = /There is no TODO\.md yet, and this editor cannot create files/;
    await assert.rejects(plain.resolve(promote), reason);
    await plain.run(promote);
    assert.match(plain.messages.join(), reason);
    await plain.stop();
  });

  it('have their command with their edit where the client resolves both, as Emacs makes no edit otherwise', async () => {
    const backlog = file(group('dev', 'high', task({ id: first }), task({ id: second, plan: null })));
    const resolving = { properties: ['edit', 'command'] };
    const codeAction = { ...pulling.textDocument?.codeAction, resolveSupport: resolving };
    const offered = async (other: LanguageClient, options?: object) => {
      await other.start({ ...pulling, textDocument: { ...pulling.textDocument, codeAction } }, options);
      return (await other.actions(await other.open('BACKLOG.md', backlog), dev))[0] ?? assert.fail();
    };
    const emacs = new LanguageClient();
    const promote = await offered(emacs);
    assert.equal(promote.command, undefined);
    const resolved = await emacs.resolve(promote);
    assert.ok(applied(emacs, resolved).has(emacs.uri('TODO.md')));
    await emacs.run(resolved);
    assert.match(emacs.messages.join(), /^Promoted 1 of 2 tasks .* has no Plan\.$/);
    await emacs.stop();

    const code = new LanguageClient();
    assert.ok((await offered(code, { commands: true })).command, 'VS Code loses one that comes later');
    await code.stop();
  });

  it('give a file of CRLF the line ends that the client holds, if it holds LF whatever is on disk', async () => {
    const todo = file('# Active', task({ id: second })).replaceAll('\n', '\r\n');
    const written = async (normalizesLineEndings?: boolean) => {
      const editor = new LanguageClient();
      const workspaceEdit = {
        documentChanges: true,
        ...(normalizesLineEndings !== undefined && { normalizesLineEndings }),
      };
      await editor.start({ ...pulling, workspace: { workspaceEdit } });
      editor.write('TODO.md', todo);
      const uri = await editor.open('BACKLOG.md', file(group('dev', 'high', task({ id: first }))));
      const action = (await editor.actions(uri, dev))[0] ?? assert.fail();
      const { edit } = await editor.resolve(action);
      await editor.stop();
      return JSON.stringify(edit?.documentChanges?.[0] ?? assert.fail());
    };
    assert.match(await written(), /---\\n/, 'Emacs says nothing, and holds LF');
    assert.doesNotMatch(await written(), /\\r/);
    assert.match(await written(false), /---\\r\\n/, 'as it is');
    assert.match(await written(true), /---\\r\\n/, 'either is right');
  });

  it('come with their edit to a client that does not resolve, and never disabled to one that cannot show it', async () => {
    const plain = new LanguageClient();
    await plain.start({
      workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
    });
    const uri = await plain.open(
      'BACKLOG.md',
      file(group('dev', 'high', task({ id: first })), group('docs', 'low')),
    );
    const [promote] = await plain.actions(uri, dev);
    assert.ok(
      promote &&
        applied(plain, promote)
          .get(plain.uri('TODO.md'))
          ?.includes(task({ id: first })),
    );
    const others = await plain.actions(uri, '## group_begin [type:docs]');
    assert.deepEqual(
      others.map(({ title }) => title),
      ['Add a task to this group'],
      'an empty group has nothing to promote',
    );
    await plain.stop();
  });
});
