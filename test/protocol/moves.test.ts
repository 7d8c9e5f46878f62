import assert from 'node:assert/strict';
import { type CodeAction, CodeActionKind, LogMessageNotification } from 'vscode-languageserver-protocol/node';
import { file, group, task } from '../sampleTasks.ts';
import { applied, LanguageClient, pulling } from './languageClient.ts';

const [first, second, third] = ['TASK-20260301-001', 'TASK-20260301-002', 'TASK-20260301-003'];
const entry = (id: string, location: string, status: string): string =>
  `## index_entry_begin\n[id:${id}]\nstatus: ${status}  \nlocation: ${location}  \n## index_entry_end`;
const finished = 'done\n**Completed:** 2026-03-02\n**Assignee:** @kim';

describe('moves', () => {
  let client: LanguageClient;
  beforeEach(async () => {
    client = new LanguageClient();
    await client.start(pulling);
  });
  afterEach(() => client.stop());

  const titles = async (uri: string, at: string, only?: string[]): Promise<string[]> =>
    (await client.actions(uri, at, [], only)).map(({ title }) => title);
  const action = async (uri: string, at: string, title: string): Promise<CodeAction> =>
    (await client.actions(uri, at)).find((one) => one.title.startsWith(title)) ??
    assert.fail(`${title} is offered`);
  /** The texts after an action, by file name, and the order in which the files change. */
  const done = async (
    offered: CodeAction,
  ): Promise<{ text: (name: string) => string | undefined; order: string[] }> => {
    assert.equal(offered.disabled, undefined);
    assert.equal(offered.edit, undefined, 'the edit is made when it is asked for');
    const resolved = await client.resolve(offered);
    const texts = applied(client, resolved);
    const order = [...texts.keys()].map((uri) => uri.slice(client.uri('').length).replace(/^\//, ''));
    return { text: (name) => texts.get(client.uri(name)), order };
  };

  it('are offered as fixes, and disabled with the reason where they cannot be made', async () => {
    await client.open('BACKLOG.md', file('# Backlog', group('dev', 'high')));
    await client.open('ARCHIVE.md', file('# Done', task({ id: second, status: finished })));
    const uri = await client.open(
      'TODO.md',
      file(
        '# Active',
        ...[first, second].map((id) => task({ id, status: finished })),
        task({ id: third, type: 'docs' }),
      ),
    );
    const fixes = async (at: string): Promise<string[]> =>
      (await client.actions(uri, at, [], ['quickfix'])).map(({ title, disabled }) =>
        disabled ? `(${title})` : title,
      );
    assert.deepEqual(await fixes('done'), ['Archive it']);
    assert.deepEqual(await fixes('docs]'), [
      '(Move it back to BACKLOG.md – The backlog has no group of type docs and priority high)',
    ]);
  });

  describe('status', () => {
    it('changes the value alone, and the index follows', async () => {
      const todo = file('# Active', task({ id: first }), task({ id: second, status: 'done (at last)' }));
      const uri = await client.open('TODO.md', todo);
      await client.open('TASK_INDEX.md', file(entry(first, 'TODO.md', 'todo')));
      const rewrites = [CodeActionKind.RefactorRewrite];
      assert.deepEqual(await titles(uri, first, rewrites), ['Start', 'Block', 'Complete']);
      assert.deepEqual(await titles(uri, second, rewrites), ['Start', 'Block', 'Reopen']);
      assert.deepEqual(await titles(uri, '# Active', rewrites), []);
      for (const [title, status] of [
        ['Start', 'in-progress'],
        ['Block', 'blocked'],
        ['Complete', 'done'],
      ] as const) {
        const { text } = await done(await action(uri, first, title));
        assert.equal(text('TODO.md'), todo.replace('**Status:** todo', `**Status:** ${status}`));
        assert.equal(text('TASK_INDEX.md'), file(entry(first, 'TODO.md', status)));
      }
      const { text } = await done(await action(uri, second, 'Reopen'));
      assert.equal(text('TODO.md'), todo.replace('done (at last)', 'todo (at last)'));
    });
  });

  describe('demote', () => {
    it('takes a task back to where it was promoted from', async () => {
      const trace = `<!-- Tasks ${first}, ${second} moved to TODO.md on 2026-03-01 -->`;
      const backlog = (...blocks: string[]): string => file(group('dev', 'high', ...blocks));
      await client.open('BACKLOG.md', backlog(trace, task({ id: third })));
      await client.open('TASK_INDEX.md', file(entry(second, 'todo/TODO.md', 'todo')));
      const uri = await client.open(
        'todo/TODO.md',
        file('# Active', task({ id: first }), task({ id: second })),
      );
      const demotion = await action(uri, second, 'Demote');
      assert.deepEqual([demotion.title, demotion.kind], ['Demote to BACKLOG.md', 'refactor.move']);
      const { text, order } = await done(demotion);
      assert.deepEqual(order, ['BACKLOG.md', 'TASK_INDEX.md', 'todo/TODO.md'], 'the copy comes first');
      assert.equal(
        text('BACKLOG.md'),
        backlog(
          trace.replace(`, ${second}`, ''),
          [task({ id: second }), task({ id: third })].join('\n\n---\n\n'),
        ),
      );
      assert.equal(text('todo/TODO.md'), file('# Active', task({ id: first })));
      assert.equal(text('TASK_INDEX.md'), file(entry(second, 'BACKLOG.md', 'todo')));
    });

    it('is disabled with the reason', async () => {
      const uri = await client.open('TODO.md', file('# Active', task({ id: first })));
      assert.match((await action(uri, first, 'Demote')).disabled?.reason ?? '', /no BACKLOG\.md/);
      await client.open('BACKLOG.md', file(group('docs', 'high')));
      const refused = await action(uri, first, 'Demote');
      assert.match(refused.disabled?.reason ?? '', /no group of type dev and priority high/);
      assert.match(refused.title, /^Demote to BACKLOG\.md – The backlog has no group/);
    });
  });

  describe('archive', () => {
    it('moves all done tasks to the end of the archive, wherever the cursor is', async () => {
      const todo = file('# Active', task({ id: first, status: finished }), task({ id: second }));
      const uri = await client.open('TODO.md', todo);
      await client.open('ARCHIVE/ARCHIVE.md', file('# Archive', task({ id: third, status: finished })));
      await client.open('TASK_INDEX.md', file(entry(first, 'TODO.md', 'todo')));
      const archiving = await action(uri, '# Active', 'Archive');
      assert.deepEqual([archiving.title, archiving.kind], ['Archive 1 done task', 'refactor.move']);
      const { text, order } = await done(archiving);
      assert.deepEqual(order, ['ARCHIVE/ARCHIVE.md', 'TASK_INDEX.md', 'TODO.md']);
      const both = [third, first].map((id) => task({ id, status: finished })).join('\n\n---\n\n');
      assert.equal(text('ARCHIVE/ARCHIVE.md'), file('# Archive', both));
      assert.equal(text('TODO.md'), file('# Active', task({ id: second })));
      assert.equal(
        text('TASK_INDEX.md'),
        file(
          entry(first, 'ARCHIVE/ARCHIVE.md', 'done').replace('.md  \n', '.md  \ncompleted: 2026-03-02  \n'),
        ),
      );
    });

    it('creates a missing archive', async () => {
      const uri = await client.open(
        'TODO.md',
        file('# Active', ...[first, second].map((id) => task({ id, status: 'done' }))),
      );
      const { text } = await done(await action(uri, second, 'Archive 2 done tasks'));
      assert.match(text('ARCHIVE.md') ?? '', /SYSTEM INSTRUCTIONS — ARCHIVE\.md/);
      assert.match(
        text('ARCHIVE.md') ?? '',
        /\*\*Status:\*\* done\n\*\*Completed:\*\* \d{4}-\d\d-\d\d\n\*\*Assignee:\*\* @agent\n/,
      );
      assert.equal(text('TODO.md'), file('# Active'));
    });

    it('is disabled with the reason, and not offered where nothing is done', async () => {
      const uri = await client.open('TODO.md', file('# Active', task({ id: first, status: 'done' })));
      await client.open('ARCHIVE.md', file('# Archive', task({ id: first, status: finished })));
      assert.match(
        (await action(uri, first, 'Archive')).disabled?.reason ?? '',
        /already has a task with the id/,
      );
      await client.edit(uri, 'done', 'todo');
      assert.ok(!(await titles(uri, first)).some((title) => title.startsWith('Archive')));
    });
  });

  describe('restore', () => {
    it('takes a task back to TODO.md', async () => {
      const uri = await client.open(
        'ARCHIVE/ARCHIVE.md',
        file('# Archive', task({ id: first, status: finished })),
      );
      await client.open('TODO.md', file('# Active', task({ id: second })));
      const restoring = await action(uri, first, 'Restore');
      assert.deepEqual([restoring.title, restoring.kind], ['Restore to TODO.md', 'refactor.move']);
      const { text, order } = await done(restoring);
      assert.deepEqual(order, ['TODO.md', 'ARCHIVE/ARCHIVE.md']);
      const both = [task({ id: second }), task({ id: first, status: finished })].join('\n\n---\n\n');
      assert.equal(text('TODO.md'), file('# Active', both));
      assert.equal(text('ARCHIVE/ARCHIVE.md'), file('# Archive'));
    });

    it('is disabled with the reason', async () => {
      const uri = await client.open('ARCHIVE.md', file('# Archive', task({ id: first, status: finished })));
      await client.open('TODO.md', file('# Active', task({ id: second, type: 'docs' })));
      const { disabled } = await action(uri, first, 'Restore');
      assert.match(disabled?.reason ?? '', /TODO\.md holds tasks of type docs/);
    });

    it('creates a missing TODO.md beside the folder of the archive', async () => {
      const archive = file('# Archive', task({ id: first, status: finished }));
      const { order } = await done(
        await action(await client.open('ARCHIVE/ARCHIVE.md', archive), first, 'Restore'),
      );
      assert.deepEqual(order, ['TODO.md', 'ARCHIVE/ARCHIVE.md']);
    });

    it('keeps to the batch size that the backlog asks for', async () => {
      const instructions = '<!-- SYSTEM INSTRUCTIONS: wrap each task block. Take up to 1 tasks. -->';
      await client.open('BACKLOG.md', file(instructions, group('dev', 'high')));
      await client.open('TODO.md', file('# Active', task({ id: second })));
      const uri = await client.open('ARCHIVE.md', file('# Archive', task({ id: first, status: finished })));
      assert.match((await action(uri, first, 'Restore')).disabled?.reason ?? '', /full: it holds 1 active/);
    });
  });

  describe('promote this task', () => {
    it('moves that one and no other', async () => {
      const uri = await client.open(
        'BACKLOG.md',
        file(group('dev', 'high', ...[first, second, third].map((id) => task({ id })))),
      );
      await client.open('TODO.md', file('# Active', '<!-- SYSTEM INSTRUCTIONS: the task block -->'));
      const { text, order } = await done(await action(uri, second, 'Promote this task'));
      assert.deepEqual(order, ['TODO.md', 'BACKLOG.md']);
      assert.ok(text('TODO.md')?.endsWith(`\n\n${task({ id: second })}\n`));
      assert.ok(!text('TODO.md')?.includes(first));
      assert.ok(text('BACKLOG.md')?.includes(`<!-- Tasks ${second} moved to TODO.md`));
    });

    it('is disabled with the reason', async () => {
      const uri = await client.open(
        'BACKLOG.md',
        file(group('dev', 'high', task({ id: first, plan: null }))),
      );
      const refused = await action(uri, first, 'Promote this task');
      assert.equal(refused.title, `Promote this task – ${first} has no Plan`);
      assert.equal(refused.disabled?.reason, `${first} has no Plan.`);
    });
  });

  it('change of an index above several queues the entries of their own queue alone', async () => {
    const backlog = file(group('dev', 'high', task({ id: first })));
    const uri = await client.open('x/BACKLOG.md', backlog);
    await client.open('y/BACKLOG.md', backlog);
    const index = (location: string, status: string): string =>
      file(entry(first, location, status), entry(first, 'y/BACKLOG.md', 'todo'));
    await client.open('TASK_INDEX.md', index('`x/BACKLOG.md`', 'todo'));
    const promoted = await done(await action(uri, first, 'Promote this task'));
    assert.equal(promoted.text('TASK_INDEX.md'), index('`x/TODO.md`', 'todo'));
    const added = await done(await action(uri, '## group_begin', 'Add a task to this group'));
    assert.match(added.text('TASK_INDEX.md') ?? '', /\nlocation: x\/BACKLOG\.md {2}\n## index_entry_end\n$/);
  });

  it('are refused when the file has changed since they were offered', async () => {
    const backlog = await client.open('BACKLOG.md', file(group('dev', 'high', task({ id: third }))));
    const todo = await client.open('TODO.md', file('# Active', task({ id: first, status: 'done' })));
    const archive = await client.open(
      'ARCHIVE.md',
      file('# Archive', task({ id: second, status: finished })),
    );
    const offered = [
      await action(backlog, third, 'Promote this task'),
      await action(todo, first, 'Demote'),
      await action(todo, first, 'Archive'),
      await action(todo, first, 'Reopen'),
      await action(archive, second, 'Restore'),
    ];
    for (const uri of [backlog, todo, archive]) await client.edit(uri, 'Cache', 'Keep');
    for (const one of offered) {
      assert.equal(one.disabled, undefined, one.title);
      await assert.rejects(client.resolve(one), /changed meanwhile/, one.title);
    }
  });

  it('are not offered in a file that is none of ours', async () => {
    const uri = await client.open('TODO.md', '# My own list\n\n- [ ] milk, done\n');
    assert.deepEqual(await titles(uri, 'milk'), []);
  });

  it('come with their edit to a client that does not resolve, without those that it cannot do', async () => {
    const resolving = client;
    client = new LanguageClient();
    await resolving.stop();
    await client.start({ workspace: { workspaceEdit: { documentChanges: true } } });
    const logged: string[] = [];
    client.connection.onNotification(LogMessageNotification.type, ({ message }) => {
      logged.push(message);
      client.wake();
    });
    const uri = await client.open('TODO.md', file('# Active', task({ id: first, status: 'done' })));
    const actions = await client.actions(uri, first);
    await client.until(() => logged.length > 0);
    assert.deepEqual(
      actions.map(({ title, edit }) => [title, edit !== undefined]),
      [
        ['Start', true],
        ['Block', true],
        ['Reopen', true],
      ],
      'no archive can be created, and there is no backlog',
    );
  });
});
