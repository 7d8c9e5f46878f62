import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, rmdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse, slice } from '#core';
import { file, group, task } from '../sampleTasks.ts';
import { program } from '../commandLine.ts';
import { Folder } from '../folder.ts';
import { McpClient } from './mcpClient.ts';

const [first, second, third] = ['TASK-20260301-001', 'TASK-20260301-002', 'TASK-20260301-003'];
const emptyTodo = file('# At work', '<!-- SYSTEM INSTRUCTIONS: wrap each task block -->');

describe('the MCP server', () => {
  let folder: Folder;
  let mcp: McpClient;

  beforeEach(() => {
    folder = new Folder();
    mcp = new McpClient();
  });
  afterEach(async () => {
    await mcp.stop();
    folder.remove();
  });

  const done = async (tool: string, input: Record<string, unknown> = {}): Promise<string> => {
    const { text, refused } = await mcp.call(tool, input);
    assert.ok(!refused, text);
    return text;
  };
  /** Why a tool does nothing; that no file is touched is checked. */
  const refusal = async (tool: string, input: Record<string, unknown> = {}): Promise<string> => {
    const before = allFiles(folder);
    const { text, refused } = await mcp.call(tool, input);
    assert.ok(refused, text);
    assert.deepEqual(allFiles(folder), before);
    return text;
  };

  it('offers six tools, says which of them change files, and the rules', async () => {
    await mcp.start(folder.path);
    const { tools } = await mcp.client.listTools();
    assert.deepEqual(
      tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint]),
      [
        ['agentBacklog_list', true],
        ['agentBacklog_check', true],
        ['agentBacklog_promote', false],
        ['agentBacklog_setStatus', false],
        ['agentBacklog_archive', false],
        ['agentBacklog_addTask', false],
      ],
    );
    for (const { inputSchema, description } of tools) {
      assert.equal(inputSchema['additionalProperties'], false);
      assert.ok(description);
    }
    assert.match(mcp.client.getInstructions() ?? '', /Never move or retype task blocks by hand/);
  });

  it('takes a task of the sample from the backlog to the archive', async () => {
    folder.withSample();
    await mcp.start(folder.path);
    assert.match(await done('list', { only: 'incomplete' }), /TASK-20260310-004 .* – lacks Plan/);
    assert.match(await done('list', { only: 'next' }), /TASK-20260310-002 [^]*Sum the constituents/);
    assert.equal(
      await done('promote', { type: 'dev', priority: 'high' }),
      [
        'Promoted 2 of 3 tasks (1 incomplete). Left in the group: TASK-20260310-004 has no Plan.',
        'TASK-20260310-003 Draw the tide curve of a day: moved from BACKLOG.md to TODO.md:47',
        'TASK-20260310-005 Switch between metres and feet: moved from BACKLOG.md to TODO.md:67',
        'Changed TODO.md, TASK_INDEX.md, BACKLOG.md.',
      ].join('\n'),
    );
    assert.match(
      await done('setStatus', { id: 'TASK-20260310-003', status: 'done' }),
      /todo → done at TODO\.md:47/,
    );
    assert.match(folder.read('TASK_INDEX.md'), /TASK-20260310-003[^]*?status: done/);
    assert.match(await done('archive', { ids: ['TASK-20260310-003'] }), /moved from TODO\.md to ARCHIVE\.md/);
    assert.match(folder.read('ARCHIVE.md'), /Draw the tide curve of a day[^]*\*\*Completed:\*\* \d{4}-/);
    const added = await done('addTask', {
      title: 'Draw the moon',
      type: 'dev',
      priority: 'high',
      description: 'As a small circle.',
      plan: ['Find the phase', 'Draw it', 'Compare'],
      effort: '1 day',
      documentation: ['docs/tides/harmonics.md'],
    });
    assert.match(added, /Draw the moon: added at BACKLOG\.md:\d+, complete/);
    assert.match(
      await done('check'),
      /^5 problems in 4 files\.\n[^]*^BACKLOG\.md:35 error missing-plan Task TASK-20260310-004 has no Plan/m,
    );
    assert.match(await done('list'), /can promote: 1 of 2 tasks \(1 incomplete\)/);
  });

  it('answers with data too, as its schemas say', async () => {
    folder.withSample();
    await mcp.start(folder.path);
    const { tools } = await mcp.client.listTools();
    assert.ok(tools.every(({ outputSchema }) => outputSchema?.['additionalProperties'] === false));
    // The client refuses an answer that does not fit the schema of its tool.
    const { files, problems } = await mcp.data('check', { severity: 'error' });
    assert.equal(files, 4);
    assert.deepEqual((problems as object[])[0], {
      file: 'BACKLOG.md',
      line: 53,
      column: 73,
      endLine: 53,
      endColumn: 97,
      severity: 'error',
      code: 'missing-plan',
      message: 'Task TASK-20260310-004 has no Plan. Add it.',
    });
    const { queues, more } = await mcp.data('list', { only: 'incomplete', limit: 3 });
    assert.deepEqual([(queues as { active: number }[])[0]?.active, more], [1, 2]);
    assert.deepEqual(((await mcp.data('list', { limit: 2 }))['more'] as number) > 5, true);
    const promoted = await mcp.data('promote', { ids: ['TASK-20260310-003'] });
    assert.deepEqual(promoted, {
      report: 'Promoted 1 of 3 tasks.',
      tasks: [
        {
          id: 'TASK-20260310-003',
          title: 'Draw the tide curve of a day',
          change: 'moved',
          from: 'BACKLOG.md',
          gains: [],
          file: 'TODO.md',
          line: 47,
        },
      ],
      files: ['TODO.md', 'TASK_INDEX.md', 'BACKLOG.md'],
    });
    const started = await mcp.data('setStatus', { id: 'TASK-20260310-003', status: 'in-progress' });
    assert.deepEqual((started['tasks'] as object[])[0], {
      id: 'TASK-20260310-003',
      title: 'Draw the tide curve of a day',
      change: 'status',
      before: 'todo',
      after: 'in-progress',
      file: 'TODO.md',
      line: 47,
    });
    const added = await mcp.data('addTask', { title: 'Draw the moon', type: 'dev', priority: 'high' });
    assert.ok((added['tasks'] as { lacks: string[] }[])[0]?.lacks.includes('Plan'));
  });

  it('says why it does nothing, and then does nothing', async () => {
    folder.write(
      'BACKLOG.md',
      file(group('dev', 'high', task({ id: first, plan: null })), group('bug', 'low')),
    );
    folder.write('TODO.md', file('# At work', task({ id: second })));
    await mcp.start(folder.path);
    assert.equal(await refusal('promote', { ids: [first] }), `${first} has no Plan.`);
    assert.equal(
      await refusal('promote', { type: 'bug', priority: 'low' }),
      'TODO.md holds tasks of type dev; a batch has one type, and this group is bug.',
    );
    assert.match(
      await refusal('promote', { type: 'docs', priority: 'low' }),
      /Its groups are dev high, bug low\.$/,
    );
    assert.equal(await refusal('promote', {}), 'Give type and priority of a group, or the ids of tasks.');
    assert.equal(
      await refusal('promote', { ids: [second] }),
      `${second} is not in a backlog, but in TODO.md.`,
    );
    assert.equal(await refusal('archive'), 'No task is done.');
    assert.equal(await refusal('archive', { ids: [second] }), `Task ${second} is not done.`);
    assert.equal(
      await refusal('setStatus', { id: second, status: 'todo' }),
      `Task ${second} is todo already.`,
    );
    assert.match(
      await refusal('setStatus', { id: first, status: 'done' }),
      /is in BACKLOG\.md\. .* promote it first\.$/,
    );
    assert.match(
      await refusal('setStatus', { id: 'TASK-20260301-01', status: 'done' }),
      /There is no task .* Near to it is /,
    );
    assert.match(await refusal('setStatus', { id: second, status: 'finished' }), /status: Invalid option/);
    assert.match(await refusal('list', { queue: 'nowhere' }), /There is no queue nowhere\. The queues are /);
    assert.match(await refusal('check', { folder: '.' }), /Unrecognized key: "folder"/);
  });

  it('says where a task is that is twice, as what was interrupted leaves it', async () => {
    folder.write('BACKLOG.md', file(group('dev', 'high', task({ id: first }))));
    folder.write('TODO.md', file('# At work', task({ id: first })));
    await mcp.start(folder.path);
    for (const tool of ['promote', 'archive'])
      assert.equal(
        await refusal(tool, { ids: [first] }),
        `${first} is in BACKLOG.md and in TODO.md. Remove one copy first; a check says which.`,
      );
    assert.match(await done('check'), new RegExp(first));
    folder.write('TODO.md', file('# At work', task({ id: second }), task({ id: second })));
    assert.equal(
      await refusal('setStatus', { id: second, status: 'done' }),
      `There are 2 tasks with the id ${second}. Give each its own first.`,
    );
  });

  it('names the id that differs in capitals alone', async () => {
    const ids = [first, second, third].map((id) => task({ id }));
    folder.write('BACKLOG.md', file(group('dev', 'high', ...ids)));
    await mcp.start(folder.path);
    assert.equal(
      await refusal('promote', { ids: [first.toLowerCase()] }),
      `There is no task ${first.toLowerCase()}. Near to it is ${first}.`,
    );
  });

  it('tells queues apart whose folders are called the same', async () => {
    for (const name of ['a', 'b']) {
      folder.write(`${name}/ws/BACKLOG.md`, file(group('dev', 'high', task({ id: first }))));
      folder.write(`${name}/ws/TODO.md`, emptyTodo);
    }
    await mcp.start(join(folder.path, 'a/ws'), join(folder.path, 'b/ws'));
    assert.match(await refusal('promote', { ids: [first] }), /is a task of several queues: /);
  });

  it('says what cannot be read, and goes on with the other queues', async () => {
    for (const name of ['a', 'z'])
      folder.write(
        `${name}/BACKLOG.md`,
        file(group('dev', 'high', task({ id: name === 'a' ? first : second }))),
      );
    folder.write('a/TODO.md', emptyTodo);
    mkdirSync(join(folder.path, 'z/TODO.md'));
    await mcp.start(folder.path);
    const told = 'z/TODO.md cannot be read: it is a folder.';
    const unread = [{ file: 'z/TODO.md', reason: 'it is a folder' }];
    assert.ok((await done('list')).endsWith(`\n${told}`));
    assert.deepEqual((await mcp.data('list'))['unread'], unread);
    assert.ok((await done('check')).endsWith(`\n${told}`));
    assert.deepEqual((await mcp.data('check'))['unread'], unread);
    assert.equal(
      await refusal('setStatus', { id: third, status: 'done' }),
      `There is no task ${third}. Near to it are ${first}, ${second}.\n${told}`,
    );
    assert.match(await refusal('promote', { ids: [second] }), /TODO\.md cannot be read: it is a folder\.$/);
    assert.ok((await done('promote', { ids: [first] })).endsWith(`\n${told}`));
    rmdirSync(join(folder.path, 'z/TODO.md'));
    assert.equal((await mcp.data('list'))['unread'], undefined);
  });

  it('passes over an empty group of the same tags when it promotes', async () => {
    folder.write('ops/BACKLOG.md', file(group('dev', 'high'), group('dev', 'high', task({ id: first }))));
    folder.write('ops/TODO.md', emptyTodo);
    await mcp.start(folder.path);
    assert.match(
      await done('promote', { type: 'dev', priority: 'high' }),
      new RegExp(`${first} .* moved from`),
    );
    assert.equal(
      await refusal('promote', { ids: [first] }),
      `${first} is not in a backlog, but in ops/TODO.md.`,
    );
  });

  it('counts the tasks that are asked for, and says where there are none', async () => {
    folder.write('BACKLOG.md', file(group('bug', 'low')));
    folder.write(
      'TODO.md',
      file('# At work', task({ id: first }), task({ id: second, priority: 'low' }), task({ id: third })),
    );
    await mcp.start(folder.path);
    assert.match(await done('list', { priority: 'high' }), /TODO\.md:\d+ · .*2 of 3 tasks/);
    assert.match(await done('list', { type: 'docs' }), /\n {2}No such tasks\.$/);
    assert.doesNotMatch(await done('list', { type: 'bug' }), /TODO\.md:/);
  });

  it('adds no task that waits for one which nobody knows, and says what to fill in', async () => {
    folder.write('BACKLOG.md', file(group('dev', 'high', task({ id: first }))));
    await mcp.start(folder.path);
    const added = { title: 'Draw the moon', type: 'dev', priority: 'high' };
    assert.equal(
      await refusal('addTask', { ...added, dependencies: [first, 'TASK-20250101-099'] }),
      'There is no task TASK-20250101-099.',
    );
    folder.write(
      'TASK_INDEX.md',
      `## index_entry_begin\n[id:${third}]\nstatus: done\nlocation: ARCHIVE.md\n## index_entry_end\n`,
    );
    const text = await done('addTask', { ...added, dependencies: [first, third], effort: '1 day' });
    assert.match(text, /, lacks .*: fill them in$/m);
  });

  it('says where there is no queue', async () => {
    folder.write('TODO.md', '# Shopping\n');
    await mcp.start(folder.path);
    assert.equal(
      await refusal('list'),
      'There is no task queue in the workspace: no BACKLOG.md or TODO.md with groups or tasks.',
    );
  });

  it('writes no value that would be read as something else', async () => {
    folder.write('BACKLOG.md', file(group('dev', 'high', task({ id: first }))));
    await mcp.start(folder.path);
    const to = { type: 'dev', priority: 'high' };
    for (const bad of [
      'New\n## task_end',
      'New\r\n### # [id:TASK-20260301-009][type:dev][priority:high][component:x] Other',
      'New ## task_end',
      '[id:TASK-20260301-009] New',
      'New --> free',
      '<!-- New',
      'New\u2028## task_begin',
    ])
      await refusal('addTask', { ...to, title: bad });
    for (const fields of [
      { description: 'a\n**Status:** done' },
      { plan: ['1', '2', '3\n## task_end'] },
      { plan: ['1', '2', '## group_end'] },
      { acceptanceCriteria: ['<!--'] },
      { effort: '2 days ## task_end' },
      { documentation: ['docs/a.md`\n## task_end'] },
      { dependencies: ['TASK-20260301-001 -->'] },
      { component: 'x][id:TASK-20260301-009' },
    ])
      await refusal('addTask', { ...to, title: 'New', ...fields });
  });

  it('tells queues apart by their folders', async () => {
    for (const name of ['ops', 'web']) {
      folder.write(
        `${name}/BACKLOG.md`,
        file(group('dev', 'high', task({ id: `TASK-20260301-00${name === 'ops' ? '1' : '2'}` }))),
      );
      folder.write(`${name}/TODO.md`, emptyTodo);
    }
    await mcp.start(folder.path);
    const to = { type: 'dev', priority: 'high' };
    assert.equal(
      await refusal('promote', to),
      'There are several queues: ops, web. Name one of them as queue.',
    );
    assert.match(
      await done('promote', { ...to, queue: './ops/' }),
      /moved from ops\/BACKLOG\.md to ops\/TODO\.md:/,
    );
    assert.match(await done('promote', { ids: [second] }), /moved from web\/BACKLOG\.md to web\/TODO\.md:/);
    assert.match(await done('list'), /^Queue ops: 1 of 5 [^]*\nQueue web: 1 of 5 /m);
  });

  it('tells folders apart by their names', async () => {
    folder.write('one/BACKLOG.md', file(group('dev', 'high', task({ id: first }))));
    folder.write('two/BACKLOG.md', file(group('dev', 'high', task({ id: second }))));
    await mcp.start(join(folder.path, 'one'), join(folder.path, 'two'));
    assert.match(await done('promote', { ids: [second] }), /from two\/BACKLOG\.md to two\/TODO\.md/);
    assert.match(await done('list'), /^Queue one: [^]*one\/BACKLOG\.md:\d/m);
  });

  it('sees what others have written since', async () => {
    folder.write('BACKLOG.md', file(group('dev', 'high', task({ id: first }))));
    await mcp.start(folder.path);
    assert.match(await done('list'), /1 of 1 task/);
    folder.write(
      'BACKLOG.md',
      file(group('dev', 'high', task({ id: first }), task({ id: second, plan: null }))),
    );
    folder.write('new/BACKLOG.md', file(group('dev', 'high', task({ id: third }))));
    assert.match(await done('list'), /can promote: 1 of 2 tasks \(1 incomplete\)/);
    assert.match(await done('list', { queue: 'new' }), new RegExp(third));
    assert.match(await done('check'), new RegExp(`error missing-plan Task ${second}`));
  });

  it('keeps byte order marks, line endings and file modes', async () => {
    const backlog = file(group('dev', 'high', task({ id: first }), task({ id: second }))).replaceAll(
      '\n',
      '\r\n',
    );
    folder.write('BACKLOG.md', `\ufeff${backlog}`);
    folder.write('TODO.md', emptyTodo.trimEnd());
    chmodSync(join(folder.path, 'BACKLOG.md'), 0o640);
    await mcp.start(folder.path);
    await done('promote', { ids: [first] });
    assert.ok(folder.read('BACKLOG.md').startsWith('\ufeff## group_begin'));
    assert.ok(!/[^\r]\n/.test(folder.read('BACKLOG.md')));
    assert.equal(statSync(join(folder.path, 'BACKLOG.md')).mode & 0o777, 0o640);
    assert.ok(folder.read('TODO.md').includes(task({ id: first }).replaceAll('\n', '\r\n')));
    assert.deepEqual(readdirSync(folder.path).sort(), ['BACKLOG.md', 'TODO.md']);
  });

  it('refuses files that are not in UTF-8', async () => {
    const text = file(group('dev', 'high', task({ id: first, title: 'Fl\u00fcsse' })));
    folder.write('BACKLOG.md', Buffer.from(text, 'latin1'));
    folder.write('TODO.md', emptyTodo);
    await mcp.start(folder.path);
    assert.match(
      await refusal('promote', { ids: [first] }),
      /BACKLOG\.md cannot be read: it is not in UTF-8/,
    );
  });

  it('neither reads nor writes outside its folders', async () => {
    const outside = new Folder();
    try {
      outside.write('TODO.md', file('# At work', task({ id: second })));
      folder.write('in/BACKLOG.md', file(group('dev', 'high', task({ id: first }))));
      symlinkSync(join(outside.path, 'TODO.md'), join(folder.path, 'in/TODO.md'));
      const before = outside.read('TODO.md');
      await mcp.start(join(folder.path, 'in'));
      assert.ok(!(await done('list')).includes(second), 'what is behind the link is not read');
      await refusal('promote', { ids: [first] });
      assert.equal(outside.read('TODO.md'), before);
    } finally {
      outside.remove();
    }
  });

  it('does not start in what is no folder', () => {
    for (const argument of ['README.md', join(folder.path, 'nowhere')]) {
      const { status, stderr, stdout } = spawnSync(process.execPath, [program, 'mcp', argument], {
        encoding: 'utf8',
      });
      assert.equal(status, 2);
      assert.match(stderr, /is not a folder\./);
      assert.equal(stdout, '');
    }
  });

  it('loses nothing and does nothing twice when two of them are called at once', async () => {
    const ids = Array.from({ length: 5 }, (_, at) => `TASK-20260301-00${String(at + 1)}`);
    const texts = ids.map((id) => task({ id }));
    folder.write('BACKLOG.md', file(group('dev', 'high', ...texts)));
    folder.write('TODO.md', emptyTodo);
    await mcp.start(folder.path);
    const other = await new McpClient().start(folder.path);
    try {
      const answers = await Promise.all(
        ids.map((id, at) => (at % 2 === 0 ? mcp : other).call('promote', { ids: [id] })),
      );
      for (const { text, refused } of answers)
        if (refused) assert.match(text, /changed meanwhile|being changed/);
      const moved = answers.filter(({ refused }) => !refused).length;
      assert.ok(moved > 0);
      const todo = blocks(folder.read('TODO.md'), 'todo');
      assert.equal(todo.length, moved);
      assert.deepEqual([...todo, ...blocks(folder.read('BACKLOG.md'), 'backlog')].sort(), [...texts].sort());
      assert.deepEqual(readdirSync(folder.path).sort(), ['BACKLOG.md', 'TODO.md']);
    } finally {
      await other.stop();
    }
  });

  it('gives no id twice when two of them add tasks to two queues at once', async () => {
    for (const name of ['a', 'b']) folder.write(`${name}/BACKLOG.md`, file(group('dev', 'high')));
    await mcp.start(folder.path);
    const other = await new McpClient().start(folder.path);
    try {
      const to = { title: 'Draw the moon', type: 'dev', priority: 'high' };
      for (let round = 1; round <= 4; round++) {
        const both = [
          mcp.call('addTask', { ...to, queue: 'a' }),
          other.call('addTask', { ...to, queue: 'b' }),
        ];
        for (const { text, refused } of await Promise.all(both)) assert.ok(!refused, text);
        const ids = ['a', 'b'].flatMap((name) => [
          ...folder.read(`${name}/BACKLOG.md`).matchAll(/\[id:([^\]]+)/g),
        ]);
        assert.equal(new Set(ids.map(([, id]) => id)).size, 2 * round);
      }
      assert.deepEqual(readdirSync(folder.path).sort(), ['a', 'b']);
    } finally {
      await other.stop();
    }
  });

  it('keeps every task, whatever tools are called', async () => {
    await mcp.start(folder.path);
    const ids = ['TASK-20260301-001', 'TASK-20260301-002', 'TASK-20260301-003', 'TASK-20260301-004'];
    const call = fc.oneof(
      fc.record({
        tool: fc.constant('promote'),
        input: fc.constantFrom({ type: 'dev', priority: 'high' }, { ids: ids.slice(1, 3) }),
      }),
      fc.record({
        tool: fc.constant('setStatus'),
        input: fc.record({
          id: fc.constantFrom(...ids),
          status: fc.constantFrom('todo', 'in-progress', 'blocked', 'done'),
        }),
      }),
      fc.record({ tool: fc.constant('archive'), input: fc.constant({}) }),
      fc.record({
        tool: fc.constant('addTask'),
        input: fc.record({
          title: fc.string({ unit: 'grapheme' }),
          type: fc.constant('dev'),
          priority: fc.constant('high'),
        }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 6 }), fc.boolean(), async (calls, windows) => {
        const tasks = ids.map((id, at) => task({ id, ...(at === 3 && { plan: null }) }));
        const backlog = file(group('dev', 'high', ...tasks));
        folder.write('BACKLOG.md', windows ? backlog.replaceAll('\n', '\r\n') : backlog);
        folder.write('TODO.md', emptyTodo);
        folder.write('ARCHIVE.md', file('# Done', '<!-- SYSTEM INSTRUCTIONS: wrap each task block -->'));
        let expected = essences(folder);
        for (const { tool, input } of calls) {
          const { refused } = await mcp.call(tool, input);
          const now = essences(folder);
          if (tool === 'addTask' && !refused) {
            assert.equal(now.length, expected.length + 1);
            assert.ok(expected.every((one) => now.includes(one)));
            expected = now;
          }
          assert.deepEqual(now, expected, `${tool} keeps the tasks`);
        }
      }),
      { numRuns: 15 },
    );
  });
});

function blocks(text: string, kind: 'backlog' | 'todo' | 'archive'): string[] {
  return parse(text, kind).tasks.map(({ range }) => slice(text, range));
}

/** Every task block of a queue without what a tool changes in one: its status, and what the archive asks for. */
function essences(folder: Folder): string[] {
  return (['backlog', 'todo', 'archive'] as const)
    .flatMap((kind) => blocks(folder.read(`${kind.toUpperCase()}.md`), kind))
    .map((block) => block.replace(/^\*\*(Status|Completed|Assignee):\*\*.*(\r?\n)/gm, ''))
    .sort();
}

/** The bytes of all files of a folder by their paths. */
function allFiles(folder: Folder): Map<string, string> {
  const names = readdirSync(folder.path, { recursive: true, encoding: 'utf8' }).sort();
  return new Map(
    names
      .filter((name) => statSync(join(folder.path, name)).isFile())
      .map((name) => [name, folder.read(name)]),
  );
}
