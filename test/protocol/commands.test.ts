import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  ApplyWorkspaceEditRequest,
  type ClientCapabilities,
  ExecuteCommandRequest,
  ShowDocumentRequest,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { file, group, task } from '../sampleTasks.ts';
import { LanguageClient, pulling } from './languageClient.ts';

const [first, second, third] = ['TASK-20260301-001', 'TASK-20260301-002', 'TASK-20260301-003'];
/** The text of a file that has no task yet. */
const empty = (title: string): string => file(title, '<!-- SYSTEM INSTRUCTIONS: wrap each task block -->');
const finished = 'done\n**Completed:** 2026-03-02\n**Assignee:** @kim';
const editing: ClientCapabilities = {
  ...pulling,
  workspace: { ...pulling.workspace, applyEdit: true },
  window: { showDocument: { support: true } },
};

/** What `applyEdit` asked of the client: the name of the edit, and the files in their order. */
interface Applied {
  readonly label: string | undefined;
  readonly files: readonly string[];
}

describe('commands', () => {
  let client: LanguageClient;
  let applied: Applied[];
  let shown: { uri: string; line: number | undefined }[];
  /** Done before the client looks at an edit, as somebody who types meanwhile. */
  let meanwhile: () => Promise<void>;

  beforeEach(async () => {
    client = new LanguageClient();
    applied = [];
    shown = [];
    meanwhile = () => Promise.resolve();
    client.connection.onRequest(ApplyWorkspaceEditRequest.type, async ({ label, edit }) => {
      await meanwhile();
      const isDone = await apply(client, edit);
      if (isDone) applied.push({ label, files: filesOf(client, edit) });
      return { applied: isDone };
    });
    client.connection.onRequest(ShowDocumentRequest.type, ({ uri, selection }) => {
      shown.push({ uri, line: selection?.start.line });
      return { success: true };
    });
    await client.start(editing, undefined, ['']);
  });
  afterEach(() => client.stop());

  const run = (name: string, argument: object): Promise<unknown> =>
    client.connection.sendRequest(ExecuteCommandRequest.type, {
      command: `agentBacklog.${name}`,
      arguments: [argument],
    });
  /** The place of the first occurrence of a text in a document, or in a file on disk. */
  const at = (uri: string, text: string): object => {
    const document = documentOf(client, uri);
    const offset = document.getText().indexOf(text);
    assert.notEqual(offset, -1, `“${text}” is in the text`);
    return { uri, position: document.positionAt(offset) };
  };
  const text = (name: string): string => documentOf(client, client.uri(name)).getText();
  /** What a command says when it is refused, which the user has been shown once. */
  const refusal = async (name: string, argument: object): Promise<string> => {
    const before = [...client.messages];
    const error = await run(name, argument).then(
      () => assert.fail(`${name} is refused`),
      (error: unknown) => error as Error,
    );
    await client.until(() => client.messages.length > before.length);
    assert.deepEqual(client.messages.slice(before.length), [error.message]);
    assert.deepEqual(applied, [], 'nothing was changed');
    return error.message;
  };

  it('are announced to a client that applies edits, and to no other', async () => {
    const announced = async (capabilities: ClientCapabilities, options?: object): Promise<number> => {
      const other = new LanguageClient();
      const { executeCommandProvider } = (await other.start(capabilities, options)).capabilities;
      await other.stop();
      return executeCommandProvider?.commands.length ?? 0;
    };
    assert.equal(await announced(editing), 14);
    assert.equal(await announced(pulling), 1, 'the one that code actions need');
    assert.equal(await announced(editing, { commands: true }), 1, 'the client has them itself');
  });

  it('wait for each other, so that none is made from files that another is changing', async () => {
    client.write(
      'BACKLOG.md',
      file(group('dev', 'high', ...[first, second, third].map((id) => task({ id })))),
    );
    client.write('TODO.md', empty('# Active'));
    client.write(
      'docs/BACKLOG.md',
      file(group('docs', 'low', task({ id: 'TASK-20260301-004', type: 'docs' }))),
    );
    const promoted = ['promoteTask', 'promoteTask'].map((name, index) =>
      run(name, at(client.uri('BACKLOG.md'), [first, second][index] ?? '')).catch((error: unknown) => error),
    );
    await Promise.all(promoted);
    const ids = `${client.read('BACKLOG.md')}${client.read('TODO.md')}`.match(/(?<=\[id:)TASK-20260301-\d+/g);
    assert.deepEqual(ids?.sort(), [first, second, third], 'each task is there once');
    const places = ['BACKLOG.md', 'docs/BACKLOG.md'].map((name) => at(client.uri(name), '## group_begin'));
    const added = await Promise.all(
      [...places, ...places].map((place) =>
        run('newTask', { uri: '', ...place, title: 'Say the tide' }).catch(() => null),
      ),
    );
    const given = added.flatMap((result) => (result as { id?: string } | null)?.id ?? []);
    assert.ok(given.length >= 2);
    assert.equal(new Set(given).size, given.length, 'no id is given twice');
  });

  it('mean the place as it was when they were asked for', async () => {
    const uri = await client.open('TODO.md', file('# Active', task({ id: first }), task({ id: second })));
    await client.open('BACKLOG.md', file(group('dev', 'high')));
    const asked = run('demoteTask', at(uri, second));
    const typed = client.edit(uri, '# Active', `# Active${'\n'.repeat(12)}`);
    await assert.rejects(asked, /changed meanwhile. Nothing was done/);
    await typed;
    const place = at(uri, first);
    await assert.rejects(run('demoteTask', { ...place, version: 1 }), /changed meanwhile/);
    assert.deepEqual(applied, []);
    await run('demoteTask', { ...place, version: 2 });
    assert.equal(applied.length, 1);
  });

  it('mean the task of a file that is not open as it was known, not what has come to its place on disk', async () => {
    client.write('BACKLOG.md', file(group('dev', 'high', task({ id: first }), task({ id: second }))));
    client.write('TODO.md', empty('# Active'));
    const [queue] = (
      await client.connection.sendRequest<{ queues: { sections: { stamp: number }[] }[] }>(
        'agentBacklog/queues',
        { previousResultIds: [] },
      )
    ).queues;
    const { stamp } = queue?.sections.at(-1) ?? assert.fail();
    const place = { ...at(client.uri('BACKLOG.md'), first), stamp };
    client.write('BACKLOG.md', file(group('dev', 'high', task({ id: second }), task({ id: third }))));
    await assert.rejects(run('promoteTask', place), /changed meanwhile. Nothing was done/);
    assert.deepEqual(applied, []);
  });

  it('never write into a merge conflict of the index', async () => {
    const entry = `## index_entry_begin\n[id:${first}]\nlocation: TODO.md\n## index_entry_end`;
    const index = file(entry, '<<<<<<< HEAD', entry.replace(first, second), '=======', '>>>>>>> other');
    const uri = await client.open('TODO.md', file('# Active', task({ id: first })));
    await client.open('BACKLOG.md', file(group('dev', 'high')));
    await client.open('TASK_INDEX.md', index);
    await run('demoteTask', at(uri, first));
    assert.equal(text('TASK_INDEX.md'), index);
  });

  it('make a new queue in a folder of the workspace only', async () => {
    for (const folder of ['nonsense', 'file:///elsewhere'])
      await assert.rejects(run('newQueue', { folder }), /not one of the workspace/);
    assert.deepEqual(applied, []);
  });

  it('promote a group of open files, and say what was left', async () => {
    const backlog = file(group('dev', 'high', task({ id: first }), task({ id: second, plan: null })));
    const uri = await client.open('BACKLOG.md', backlog);
    await client.open('TODO.md', file('# Active', task({ id: third })));
    const report = `Promoted 1 of 2 tasks (1 incomplete). Left in the group: ${second} has no Plan.`;
    const todo = client.uri('TODO.md');
    const result = (await run('promoteGroup', at(uri, second))) as { place: object };
    assert.deepEqual(result, {
      applied: true,
      report,
      changed: [todo, uri],
      place: { ...at(todo, '### # [id:TASK-20260301-001]') },
    });
    assert.deepEqual(applied, [{ label: 'Promote group', files: ['TODO.md', 'BACKLOG.md'] }]);
    assert.equal(
      text('TODO.md'),
      file('# Active', [task({ id: third }), task({ id: first })].join('\n\n---\n\n')),
    );
    assert.ok(!text('BACKLOG.md').includes(`[id:${first}]`));
    await client.until(() => client.messages.includes(report));
  });

  it('leave it to a client that has them by itself to say what was done, and where', async () => {
    const other = new LanguageClient();
    other.connection.onRequest(ApplyWorkspaceEditRequest.type, async ({ edit }) => ({
      applied: await apply(other, edit),
    }));
    other.write('TODO.md', file('# Active', task({ id: first }), task({ id: second })));
    other.write('BACKLOG.md', file(group('dev', 'high')));
    await other.start(editing, { commands: true }, ['']);
    const [todo, backlog] = [other.uri('TODO.md'), other.uri('BACKLOG.md')];
    const text = other.read('TODO.md');
    const position = { line: text.slice(0, text.indexOf(second)).split('\n').length - 1, character: 0 };
    const result: unknown = await other.connection.sendRequest(ExecuteCommandRequest.type, {
      command: 'agentBacklog.demoteTask',
      arguments: [{ uri: todo, position }],
    });
    assert.deepEqual(result, {
      applied: true,
      report: `Demoted ${second} to BACKLOG.md.`,
      changed: [backlog, todo],
      place: { uri: backlog, position: { line: 5, character: 0 } },
    });
    assert.deepEqual(other.messages, []);
    await other.stop();
  });

  it('promote a task of files that are not open', async () => {
    client.write('BACKLOG.md', file(group('dev', 'high', task({ id: first }), task({ id: second }))));
    await run('promoteTask', at(client.uri('BACKLOG.md'), second));
    assert.match(text('TODO.md'), new RegExp(`\\[id:${second}\\]`));
    assert.match(text('BACKLOG.md'), new RegExp(`\\[id:${first}\\]`));
    assert.doesNotMatch(text('BACKLOG.md'), new RegExp(`\\[id:${second}\\]`));
  });

  it('go by what is on the disk now, whatever was read before', async () => {
    client.write('BACKLOG.md', file(group('dev', 'high', task({ id: first }))));
    const uri = client.uri('BACKLOG.md');
    await client.pull(uri);
    const before = file('Somebody wrote this above.', group('dev', 'high', task({ id: first })));
    client.write('BACKLOG.md', before);
    await run('promoteGroup', at(uri, first));
    assert.ok(text('BACKLOG.md').startsWith('Somebody wrote this above.\n\n## group_begin'));
    assert.ok(text('TODO.md').includes(task({ id: first })));
  });

  it('take a task through its life', async () => {
    const backlog = file(group('dev', 'high', task({ id: first }), task({ id: second })));
    const source = await client.open('BACKLOG.md', backlog);
    const uri = await client.open('TODO.md', empty('# Active'));
    await client.open('ARCHIVE.md', empty('# Archive'));
    await run('promoteGroup', at(source, first));
    const promoted = text('TODO.md');
    for (const [name, status] of [
      ['startTask', 'in-progress'],
      ['blockTask', 'blocked'],
      ['reopenTask', 'todo'],
      ['completeTask', 'done'],
    ] as const) {
      const { changed } = (await run(name, at(uri, `[id:${first}]`))) as { changed: string[] };
      assert.deepEqual(changed, [uri]);
      assert.equal(text('TODO.md'), promoted.replace('**Status:** todo', `**Status:** ${status}`));
    }
    await run('archiveTask', at(uri, `[id:${first}]`));
    assert.match(text('ARCHIVE.md'), new RegExp(`\\[id:${first}\\]`));
    await run('restoreTask', at(client.uri('ARCHIVE.md'), `[id:${first}]`));
    assert.match(text('TODO.md'), new RegExp(`\\[id:${first}\\]`));
    await run('demoteTask', at(uri, `[id:${second}]`));
    assert.ok(text('BACKLOG.md').includes(task({ id: second })));
    assert.deepEqual(
      applied.map(({ label }) => label),
      [
        'Promote group',
        'Start',
        'Block',
        'Reopen',
        'Complete',
        'Archive this task',
        'Restore to TODO.md',
        'Demote',
      ],
    );
  });

  it('archive one task, or all that are done', async () => {
    const done = [first, second, third].map((id) => task({ id, status: finished }));
    const uri = await client.open('TODO.md', file('# Active', done.join('\n\n---\n\n')));
    await client.open('ARCHIVE.md', empty('# Archive'));
    await run('archiveTask', at(uri, second));
    assert.deepEqual(idsIn(text('ARCHIVE.md')), [second]);
    assert.deepEqual(idsIn(text('TODO.md')), [first, third]);
    await run('archiveDoneTasks', { uri });
    assert.deepEqual(idsIn(text('ARCHIVE.md')), [second, first, third]);
    assert.deepEqual(idsIn(text('TODO.md')), []);
  });

  it('send a task back to the backlog that it came from', async () => {
    const trace = `<!-- Tasks ${first} moved to TODO.md on 2026-03-01 -->`;
    await client.open('BACKLOG.md', file(group('dev', 'high', task({ id: third }))));
    await client.open('SECURITY_BACKLOG.md', file(group('dev', 'high', trace), group('bug', 'low')));
    const todo = file('# Active', task({ id: first }), task({ id: second, type: 'bug', priority: 'low' }));
    const uri = await client.open('TODO.md', todo);
    const titles = (await client.actions(uri, first)).map(({ title }) => title);
    assert.ok(titles.includes('Demote to SECURITY_BACKLOG.md'), titles.join());
    await run('demoteTask', at(uri, first));
    await run('demoteTask', at(uri, second));
    assert.deepEqual(idsIn(text('SECURITY_BACKLOG.md')), [first, second]);
    assert.deepEqual(idsIn(text('BACKLOG.md')), [third]);
    assert.deepEqual(idsIn(text('TODO.md')), []);
  });

  describe('a new task', () => {
    it('goes to the end of the group with the next free id, and into the index', async () => {
      const uri = await client.open('BACKLOG.md', file(group('dev', 'high', task({ id: first }))));
      await client.open('TASK_INDEX.md', file('# Index', '## index_entry_begin\n## index_entry_end'));
      const result = await run('newTask', { ...at(uri, first), title: 'Draw the tide curve' });
      const [, id] = idsIn(text('BACKLOG.md'));
      assert.ok(id);
      const told = result as { report: string; id: string };
      assert.deepEqual([told.report, told.id], [`Added ${id}.`, id]);
      assert.match(
        text('BACKLOG.md'),
        new RegExp(
          `### # \\[id:${id}\\]\\[type:dev\\]\\[priority:high\\]\\[component:server\\] Draw the tide curve\n`,
        ),
      );
      assert.match(text('TASK_INDEX.md'), new RegExp(`\\[id:${id}\\]`));
    });

    it('gets an id that no other queue has, and can be given a group by its tags', async () => {
      const uri = await client.open('BACKLOG.md', file(group('dev', 'high'), group('docs', 'low')));
      const tags = { type: 'docs', priority: 'low' };
      await run('newTask', { uri, group: tags, title: 'One', component: 'web' });
      const [id = ''] = idsIn(text('BACKLOG.md'));
      const other = await client.open('other/BACKLOG.md', file(group('dev', 'high')));
      await run('newTask', { uri: other, group: { type: 'dev', priority: 'high' }, title: 'Two' });
      assert.deepEqual(idsIn(text('other/BACKLOG.md')), [id.replace(/001$/, '002')]);
      const [, docs = ''] = text('BACKLOG.md').split('[type:docs][priority:low]\n');
      assert.match(docs, /\[component:web\] One\n/);
    });

    it('comes with a group of its own where none has its tags', async () => {
      const uri = await client.open('BACKLOG.md', file('# Backlog', group('dev', 'high')));
      const bug = { uri, group: { type: 'bug', priority: 'low' } };
      const result = (await run('newTask', { ...bug, title: 'One' })) as { report: string; place: object };
      const [id] = idsIn(text('BACKLOG.md'));
      assert.equal(result.report, `Added ${id ?? ''}.`);
      assert.deepEqual(result.place, at(uri, '### #'));
      assert.match(
        text('BACKLOG.md'),
        /## group_end\n\n## group_begin \[type:bug\]\[priority:low\]\n\n## task_begin\n[^]*\n## task_end\n\n## group_end\n$/,
      );
      await run('newTask', { ...bug, title: 'Two' });
      assert.equal(text('BACKLOG.md').split('group_begin [type:bug]').length, 2);
    });

    it('is added with a title to be replaced, by the action of the group', async () => {
      const uri = await client.open('BACKLOG.md', file(group('dev', 'high', task({ id: first }))));
      const offered = async (place: string): Promise<boolean> =>
        (await client.actions(uri, place)).some(({ title }) => title === 'Add a task to this group');
      assert.deepEqual(
        [await offered('group_begin'), await offered('group_end'), await offered(first)],
        [true, true, false],
      );
      const actions = await client.actions(uri, 'group_end', [], ['refactor']);
      const action = actions.find(({ title }) => title === 'Add a task to this group') ?? assert.fail();
      const { edit } = await client.resolve(action);
      assert.ok(edit && (await apply(client, edit)));
      assert.match(text('BACKLOG.md'), /\] Untitled task\n/);
    });

    it('is refused with the reason', async () => {
      const uri = await client.open('BACKLOG.md', file('# Backlog', group('dev', 'high')));
      assert.match(await refusal('newTask', { ...at(uri, '# Backlog'), title: 'One' }), /no group of a b/);
      const tags = { type: 'bug', priority: 'soon' };
      assert.match(await refusal('newTask', { uri, group: tags, title: 'One' }), /^A priority is one of /);
      assert.match(await refusal('newTask', { ...at(uri, 'group_begin'), title: ' ' }), /needs a title/);
    });
  });

  describe('a new queue', () => {
    const names = ['BACKLOG.md', 'TODO.md', 'ARCHIVE.md', 'TASK_INDEX.md', 'TASKS.md'];

    it('has all its files, with their instructions and without a problem', async () => {
      await run('newQueue', { folder: client.uri('plans') });
      assert.deepEqual(applied, [{ label: 'New queue', files: names.map((name) => `plans/${name}`) }]);
      for (const name of names.slice(0, 4)) {
        assert.match(text(`plans/${name}`), /SYSTEM INSTRUCTIONS/);
        const report = await client.pull(client.uri(`plans/${name}`));
        assert.deepEqual(report.kind === 'full' && report.items, [], name);
      }
    });

    it('leaves what is there as it is, and says so', async () => {
      client.write('TODO.md', 'mine\n');
      await client.open('BACKLOG.md', 'unsaved\n');
      await run('newQueue', { folder: client.uri('') });
      assert.deepEqual([text('TODO.md'), text('BACKLOG.md')], ['mine\n', 'unsaved\n']);
      await client.until(() => client.messages.length > 0);
      assert.deepEqual(client.messages, [
        'Created ARCHIVE.md, TASK_INDEX.md and TASKS.md. BACKLOG.md and TODO.md were there already and stayed as they were.',
      ]);
      applied = [];
      assert.match(await refusal('newQueue', { folder: client.uri('') }), /has all files of a queue/);
    });
  });

  it('show the next task that is ready', async () => {
    const waiting = task({ id: first, dependencies: second });
    const uri = await client.open('BACKLOG.md', file(group('dev', 'high')));
    assert.deepEqual(await run('nextTask', { uri }), {
      applied: false,
      report: 'No task of TODO.md is ready to be worked on.',
    });
    const todo = await client.open('TODO.md', file('# Active', waiting, task({ id: second })));
    await run('nextTask', { uri });
    const { line } = client
      .document(todo)
      .positionAt(client.document(todo).getText().indexOf(`[id:${second}]`));
    assert.deepEqual(shown, [{ uri: todo, line }]);
  });

  it('are refused with the reason, which is shown', async () => {
    const backlog = await client.open('BACKLOG.md', file('# Backlog', group('dev', 'high')));
    const todo = await client.open('TODO.md', file('# Active', task({ id: first })));
    const mine = await client.open('lists/TODO.md', '# My own list\n\n- [ ] milk, done\n');
    assert.equal(await refusal('promoteGroup', at(backlog, 'group_begin')), 'The group has no tasks.');
    assert.equal(
      await refusal('promoteGroup', at(backlog, '# Backlog')),
      'There is no group of a backlog here.',
    );
    assert.equal(await refusal('demoteTask', at(todo, '# Active')), 'There is no task of TODO.md here.');
    assert.equal(await refusal('demoteTask', at(backlog, 'group_end')), 'There is no task of TODO.md here.');
    assert.equal(await refusal('archiveTask', at(todo, first)), `Task ${first} is not done.`);
    assert.equal(await refusal('archiveDoneTasks', { uri: todo }), 'No task is done.');
    assert.equal(
      await refusal('archiveDoneTasks', { uri: backlog }),
      'Only the tasks of TODO.md are archived.',
    );
    assert.equal(await refusal('reopenTask', at(todo, first)), `Task ${first} is todo already.`);
    assert.equal(await refusal('startTask', at(mine, 'milk')), 'There is no task of TODO.md here.');
    assert.equal(
      await refusal('startTask', { uri: client.uri('x/TODO.md'), position: { line: 0, character: 0 } }),
      'There is no task file here.',
    );
  });

  it('do nothing when a file changes before the edit is applied', async () => {
    const uri = await client.open('BACKLOG.md', file(group('dev', 'high', task({ id: first }))));
    const todo = await client.open('TODO.md', empty('# Active'));
    meanwhile = () => client.edit(todo, '# Active', '# Now');
    const before = text('BACKLOG.md');
    assert.equal(
      await refusal('promoteGroup', at(uri, first)),
      'The files have changed meanwhile. Nothing was done.',
    );
    assert.deepEqual([text('BACKLOG.md'), text('TODO.md')], [before, empty('# Now')]);
  });

  it('answer a wrong argument with an error that only the client sees', async () => {
    const uri = await client.open('TODO.md', file('# Active', task({ id: first })));
    await assert.rejects(run('startTask', { uri }), /needs a position/);
    await assert.rejects(run('startTask', { uri, position: 'top' }), /position is not one/);
    await assert.rejects(run('startTask', {}), /needs a uri/);
    await assert.rejects(run('newQueue', {}), /needs a folder/);
    await assert.rejects(run('newTask', { uri }), /needs a title/);
    await assert.rejects(run('fly', { uri }), /no command agentBacklog\.fly/);
    assert.deepEqual(client.messages, []);
  });
});

function idsIn(text: string): string[] {
  return [...text.matchAll(/\[id:([^\]]+)\]/g)].map(([, id = '']) => id);
}

/** The document of a URI as an editor has it: open, or read from disk. */
function documentOf(client: LanguageClient, uri: string): TextDocument {
  try {
    return client.document(uri);
  } catch {
    return TextDocument.create(uri, 'markdown', 0, client.read(nameOf(client, uri)));
  }
}

function nameOf(client: LanguageClient, uri: string): string {
  return decodeURIComponent(uri.slice(client.uri('').length)).replace(/^\//, '');
}

function filesOf(client: LanguageClient, { documentChanges = [] }: WorkspaceEdit): string[] {
  const uris = documentChanges.flatMap((change) =>
    'textDocument' in change ? [change.textDocument.uri] : [],
  );
  return uris.map((uri) => nameOf(client, uri));
}

/** Applies an edit as an editor does: all of it or, where it is for another version of a document, nothing. */
async function apply(client: LanguageClient, { documentChanges = [] }: WorkspaceEdit): Promise<boolean> {
  for (const change of documentChanges) {
    if (!('textDocument' in change)) continue;
    const { uri, version } = change.textDocument;
    if (version !== null && client.document(uri).version !== version) return false;
  }
  for (const change of documentChanges) {
    if ('kind' in change) {
      assert.equal(change.kind, 'create');
      assert.ok(!existsSync(fileURLToPath(change.uri)), 'nothing is overwritten');
      await client.changeOnDisk(nameOf(client, change.uri), '');
      continue;
    }
    const { uri, version } = change.textDocument;
    const document = documentOf(client, uri);
    const after = TextDocument.applyEdits(document, change.edits as TextEdit[]);
    if (version === null) await client.changeOnDisk(nameOf(client, uri), after);
    else await client.edit(uri, document.getText(), after);
  }
  return true;
}
