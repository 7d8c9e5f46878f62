import assert from 'node:assert/strict';
import fc from 'fast-check';
import { archive, check, doneTasks, parse, type Policy, policyOf, restore, taskId } from '#core';
import {
  allBlocks,
  applied,
  blocksOf,
  moveOptions,
  queueOf,
  rest,
  tasksOf,
  type Texts,
} from '../sampleQueue.ts';
import { file, task } from '../sampleTasks.ts';
import { anyQueue } from './arbitraries.ts';

const id = (number: number): string => `TASK-20260201-${String(number).padStart(3, '0')}`;
const one = (number: number, parts: object = {}): string =>
  task({ id: id(number), status: 'done', ...parts });
const finished = (number: number, parts: object = {}): string =>
  one(number, { status: 'done\n**Completed:** 2026-02-20\n**Assignee:** @kim', ...parts });
const todoOf = (...tasks: string[]): string => file('# Active', ...tasks);
const archiveOf = (...tasks: string[]): string => file('# Archive', ...tasks);
const instructed = '<!-- SYSTEM INSTRUCTIONS: append the task block. Required: **Assignee:** @agent -->';
const uninstructed = '<!-- SYSTEM INSTRUCTIONS: append the task block. -->';
const { today } = moveOptions;

/** The queue's texts once the done tasks are archived. */
function archived(texts: Partial<Texts>): Texts {
  const queue = queueOf({ backlog: '', ...texts });
  return applied(queue, archive(queue, queue.todo ? doneTasks(queue.todo) : [], moveOptions));
}

describe('archive', () => {
  it('moves every done task, in order, to the very end', () => {
    const after = archived({
      todo: todoOf(finished(1), one(2, { status: 'todo' }), finished(3)),
      archive: archiveOf(finished(9), '*Nothing older than last year.*'),
    });
    assert.equal(after.todo, todoOf(one(2, { status: 'todo' })));
    assert.equal(
      after.archive,
      archiveOf(finished(9), '*Nothing older than last year.*', finished(1)).trimEnd() +
        `\n\n---\n\n${finished(3)}\n`,
    );
  });

  const fields: readonly [string, string, string, string][] = [
    ['the day', '**Status:** done', uninstructed, `**Status:** done\n**Completed:** ${today}`],
    [
      'the day and who did it, where the archive asks for that',
      '**Status:** done  \n**Created:** 2026-02-01  \n**Description:** x  ',
      instructed,
      `**Status:** done  \n**Created:** 2026-02-01  \n**Completed:** ${today}  \n**Assignee:** @agent  \n**Description:** x  `,
    ],
    [
      'what is absent only',
      '**Status:** done\n**Assignee:** @kim',
      instructed,
      `**Status:** done\n**Completed:** ${today}\n**Assignee:** @kim`,
    ],
    [
      'behind the day of creation',
      '**Status:** done\n**Created:** 2026-02-01',
      uninstructed,
      `**Status:** done\n**Created:** 2026-02-01\n**Completed:** ${today}`,
    ],
    [
      'in place of the template',
      '**Status:** done\n**Completed:** YYYY-MM-DD',
      uninstructed,
      `**Status:** done\n**Completed:** ${today}`,
    ],
    [
      'in place of the template alone',
      '**Status:** done\n**Completed:** YYYY-MM-DD <!-- the day -->',
      uninstructed,
      `**Status:** done\n**Completed:** ${today} <!-- the day -->`,
    ],
    [
      'nothing to a day that somebody wrote in words',
      '**Status:** done\n**Completed:** on a Monday',
      uninstructed,
      '**Status:** done\n**Completed:** on a Monday',
    ],
    ['below a heading', '### Status\ndone', uninstructed, `### Status\ndone\n\n### Completed\n${today}\n`],
  ];
  for (const [what, before, instructions, expected] of fields) {
    for (const [name, eol] of [
      ['LF', '\n'],
      ['CRLF', '\r\n'],
    ] as const) {
      it(`adds ${what} (${name})`, () => {
        const block = one(1, { plan: null }).replace('**Status:** done', before);
        const after = archived({
          todo: todoOf(block).replaceAll('\n', eol),
          archive: archiveOf(instructions).replaceAll('\n', eol),
        });
        assert.deepEqual(blocksOf(after.archive, 'archive'), [
          block.replace(before, expected).replaceAll('\n', eol),
        ]);
      });
    }
  }

  it('makes the index follow', () => {
    const entry = (location: string, status: string, more = ''): string =>
      `## index_entry_begin\n[id:${id(1)}]\nstatus: ${status}  \nlocation: ${location}  ${more}\n## index_entry_end`;
    const index = (before: string): string | undefined =>
      archived({ todo: todoOf(one(1)), index: file(before) }).index;
    assert.equal(
      index(entry('ops/TODO.md', 'todo', '\ntitle: x')),
      file(entry('ops/ARCHIVE.md', 'done', `\ncompleted: ${today}  \ntitle: x`)),
    );
    assert.equal(
      index(entry('TODO.md', 'done', '\ncreated:2026-02-01\ntitle: x')),
      file(entry('ARCHIVE.md', 'done', `\ncreated:2026-02-01\ncompleted:${today}\ntitle: x`)),
    );
    const dated = entry('TODO.md', 'done', '\ncompleted: 2026-02-25');
    assert.equal(index(dated), file(dated.replace('TODO.md', 'ARCHIVE.md')));
    const own = archived({ todo: todoOf(finished(1)), index: file(entry('TODO.md', 'done')) }).index;
    assert.match(own ?? '', /^completed: 2026-02-20 {2}$/m, "the task's own day");
    const inWords = todoOf(one(1, { status: 'done\n**Completed:** on a Monday' }));
    const undated = archived({ todo: inWords, index: file(entry('TODO.md', 'done')) }).index;
    assert.match(undated ?? '', /^completed: 2026-03-01 {2}$/m, 'today, where the task names no day');
  });

  const dates: readonly [string, string, string][] = [
    ['in an empty line for it', 'status: done\ncompleted:\ntitle: x', `completed:${today}\ntitle: x`],
    ['below the last line, where no other fits', 'status: done\ntitle: x\ntype: dev', `completed: ${today}`],
  ];
  for (const [where, lines, expected] of dates) {
    it(`puts the day of completion into the index ${where}`, () => {
      const entry = (inner: string): string =>
        file(`## index_entry_begin\n[id:${id(1)}]\n${inner}\n## index_entry_end`);
      const { index } = archived({ todo: todoOf(one(1)), index: entry(lines) });
      const kept = expected.startsWith('completed: ') ? `${lines}\n` : 'status: done\n';
      assert.equal(index, entry(kept + expected));
    });
  }

  it('leaves an index entry that says nothing but the id as it is', () => {
    const index = file(`## index_entry_begin\n[id:${id(1)}]\n## index_entry_end`);
    assert.equal(archived({ todo: todoOf(one(1)), index }).index, index);
  });

  for (const [what, text] of [
    ['has no text', ''],
    ['is blank', '\n'],
  ] as const) {
    it(`begins an ARCHIVE.md that ${what} from the template`, () => {
      const todo = todoOf(one(1));
      assert.equal(archived({ todo, archive: text }).archive, text + (archived({ todo }).archive ?? ''));
    });
  }

  it('creates an ARCHIVE.md that checks clean and asks for what it gets', () => {
    const after = archived({ todo: todoOf(one(1)) }).archive ?? '';
    const created = parse(after, 'archive');
    assert.deepEqual(check(created, { today }), []);
    assert.match(after, /SYSTEM INSTRUCTIONS — ARCHIVE\.md \(agent-enforced\)/);
    assert.deepEqual(created.tasks.map(taskId), [id(1)]);
    assert.ok(after.includes(`**Completed:** ${today}\n**Assignee:** @agent\n`));
    assert.equal(policyOf(created).batchSize, 5);
  });

  const refusals: readonly [string, string, string][] = [
    [todoOf(one(1, { status: 'todo' })), archiveOf(), `Task ${id(1)} is not done.`],
    [todoOf(one(1)), archiveOf(finished(1)), `ARCHIVE.md already has a task with the id ${id(1)}.`],
    [
      todoOf(one(1)),
      archiveOf(finished(2).replace('## task_end', '')),
      `ARCHIVE.md has a task that is not enclosed in task_begin and task_end: ${id(2)}.`,
    ],
    [
      todoOf(
        one(1),
        one(2)
          .replace('## task_end', '')
          .replace(`[id:${id(2)}]`, ''),
      ),
      archiveOf(),
      'TODO.md has a task that is not enclosed in task_begin and task_end: one without an id.',
    ],
    [todoOf(one(1)), '# My archive\n\n- milk\n', 'ARCHIVE.md is not a task file of this kind.'],
    [
      todoOf(one(1).replace(`[id:${id(1)}]`, '')),
      archiveOf(one(3)),
      'Task “Cache the tide tables” has no id.',
    ],
    [todoOf(one(1), one(1)), archiveOf(), `Two of the tasks have the id ${id(1)}.`],
    [`${todoOf(one(1))}<<<<<<< ours\n`, archiveOf(), 'TODO.md has a merge conflict. Resolve it first.'],
    [todoOf(one(1)), `<<<<<<< ours\n${archiveOf()}`, 'ARCHIVE.md has a merge conflict. Resolve it first.'],
    [todoOf(), archiveOf(), 'No task is done.'],
  ];
  for (const [todo, before, reason] of refusals) {
    it(`is refused: ${reason}`, () => {
      const queue = queueOf({
        backlog: '',
        todo,
        archive: before.includes('My') ? before : `${before}\n${instructed}`,
      });
      assert.deepEqual(archive(queue, queue.todo?.tasks ?? [], moveOptions), { refused: reason });
    });
  }

  it('conserves the tasks, and changes no byte but the fields that it adds, on any queue', () => {
    fc.assert(
      fc.property(anyQueue, (texts) => {
        const queue = queueOf(texts);
        const done = queue.todo ? doneTasks(queue.todo) : [];
        if (done.length === 0) return;
        const after = applied(queue, archive(queue, done, moveOptions));
        const bare = (block: string): string => block.replace(/\r?\n\*\*(?:Completed|Assignee):.*/g, '');
        assert.deepEqual(allBlocks(after).map(bare), allBlocks(texts).map(bare));
        assert.equal(after.backlog, texts.backlog);
        for (const kind of ['todo', 'archive'] as const) {
          assert.deepEqual(rest(after[kind], kind), rest(texts[kind], kind));
        }
        assert.ok(after.archive?.startsWith(texts.archive.trimEnd()), 'append only');
        assert.deepEqual(
          parse(after.archive ?? '', 'archive').tasks.map(taskId),
          [...(queue.archive?.tasks ?? []), ...done].map(taskId),
        );
      }),
    );
  });
});

describe('restore', () => {
  const policy: Policy = policyOf(parse('', 'backlog'));

  it('takes a task back to the end of TODO.md, and leaves what archiving added', () => {
    const queue = queueOf({
      backlog: '',
      todo: todoOf(one(1, { status: 'todo' })),
      archive: archiveOf(finished(8), finished(9)),
    });
    const after = applied(queue, restore(queue, tasksOf(queue.archive, id(8)), policy, moveOptions));
    assert.equal(after.todo, `${todoOf(one(1, { status: 'todo' })).trimEnd()}\n\n---\n\n${finished(8)}\n`);
    assert.equal(after.archive, archiveOf(finished(9)));
  });

  it('creates a TODO.md whose focus is the type of the task', () => {
    const queue = queueOf({ backlog: '', archive: archiveOf(finished(8, { type: 'docs' })) });
    const after = applied(queue, restore(queue, tasksOf(queue.archive, id(8)), policy, moveOptions));
    assert.match(after.todo ?? '', /^\*\*Batch Type:\*\* docs$/m);
  });

  it('puts a task right behind the last one, ahead of what follows there', () => {
    const queue = queueOf({ backlog: '', todo: todoOf(one(1), 'The end.'), archive: archiveOf(finished(8)) });
    const after = applied(queue, restore(queue, tasksOf(queue.archive, id(8)), policy, moveOptions));
    assert.equal(after.todo, todoOf(one(1), '---', finished(8), 'The end.'));
  });

  const full = [1, 2, 3, 4, 5].map((number) => one(number, { status: 'todo' }));
  const archivedOnes = [8, 9, 10].map((number) => one(number, { status: 'todo' }));

  it('fills TODO.md up, and counts no task that is done', () => {
    for (const coming of [archivedOnes.slice(0, 1), [finished(8), finished(9)]]) {
      const queue = queueOf({ backlog: '', todo: todoOf(...full.slice(1)), archive: archiveOf(...coming) });
      const after = applied(queue, restore(queue, queue.archive?.tasks ?? [], policy, moveOptions));
      assert.deepEqual(blocksOf(after.todo, 'todo'), [...full.slice(1), ...coming]);
    }
  });

  const refusals: readonly [string, string, string][] = [
    [
      todoOf(one(1, { type: 'docs' })),
      archiveOf(one(8)),
      'TODO.md holds tasks of type docs; a batch has one type, and this task is dev.',
    ],
    [
      todoOf(one(1, { type: 'docs' })),
      archiveOf(one(8), one(9)),
      'TODO.md holds tasks of type docs; a batch has one type, and what would come is dev.',
    ],
    [
      todoOf(one(1).replace('[type:dev]', ''), one(2, { type: 'docs' })),
      archiveOf(one(8)),
      'TODO.md holds tasks of type docs; a batch has one type, and this task is dev.',
    ],
    [todoOf(...full), archiveOf(one(8)), 'TODO.md is full: it holds 5 active tasks, and a batch has 5.'],
    [todoOf(one(8)), archiveOf(one(8)), `TODO.md already has a task with the id ${id(8)}.`],
    [
      todoOf(one(1).replace('## task_end', '')),
      archiveOf(one(8)),
      `TODO.md has a task that is not enclosed in task_begin and task_end: ${id(1)}.`,
    ],
    ['# Mine\n', archiveOf(one(8)), 'TODO.md is not a task file of this kind.'],
    [
      todoOf(one(1)),
      archiveOf(one(8), one(9).replace('## task_end', '')),
      `ARCHIVE.md has a task that is not enclosed in task_begin and task_end: ${id(9)}.`,
    ],
    [todoOf(...full.slice(1)), archiveOf(...archivedOnes.slice(0, 2)), 'TODO.md has room for 1 more task.'],
    [todoOf(...full.slice(2)), archiveOf(...archivedOnes), 'TODO.md has room for 2 more tasks.'],
    [
      todoOf(one(1)),
      archiveOf(one(8), one(9, { type: 'docs' })),
      `Task ${id(9)} is not of type dev; a batch has one type.`,
    ],
    [todoOf(), archiveOf(one(8).replace('[type:dev]', '')), `Task ${id(8)} has no type.`],
    [todoOf(one(1)), archiveOf(), 'There is no task to restore.'],
  ];
  for (const [todo, before, reason] of refusals) {
    it(`is refused: ${reason}`, () => {
      const queue = queueOf({ backlog: '', todo, archive: before });
      const result = restore(queue, queue.archive?.tasks ?? [], policy, moveOptions);
      assert.deepEqual(result, { refused: reason });
    });
  }

  it('undoes the archiving of tasks that had both fields, on any queue', () => {
    fc.assert(
      fc.property(anyQueue, (texts) => {
        const queue = queueOf(texts);
        // What archiving takes from the middle of TODO.md comes back to its end.
        const done = queue.todo ? doneTasks(queue.todo) : [];
        if (done.length === 0 || !texts.todo.includes('Completed')) return;
        const after = queueOf(applied(queue, archive(queue, done, moveOptions)));
        const ids = done.map((one) => taskId(one) ?? '');
        const back = applied(after, restore(after, tasksOf(after.archive, ...ids), policy, moveOptions));
        assert.deepEqual(blocksOf(back.todo, 'todo'), blocksOf(texts.todo, 'todo'));
        assert.deepEqual(rest(back.todo, 'todo'), rest(texts.todo, 'todo'));
        assert.equal(back.archive, texts.archive);
        assert.equal(back.index?.replace(/\r?\ncompleted: .*/g, ''), texts.index);
      }),
    );
  });
});
