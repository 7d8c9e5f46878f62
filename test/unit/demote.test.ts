import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chooseBatch, demote, homeOf, parse, promote, taskId } from '#core';
import { taskSeparator } from '../../core/src/document/blockText.ts';
import { corpus, seeds } from '../realFiles.ts';
import {
  allBlocks,
  applied,
  blocksOf,
  moveOptions,
  policyFor,
  queueOf,
  rest,
  tasksOf,
  type Texts,
} from '../sampleQueue.ts';
import { file, group, task } from '../sampleTasks.ts';
import { anyQueue } from './arbitraries.ts';

const id = (number: number): string => `TASK-20260201-${String(number).padStart(3, '0')}`;
const one = (number: number, parts: object = {}): string => task({ id: id(number), ...parts });
const trace = (...numbers: number[]): string =>
  `<!-- Tasks ${numbers.map(id).join(', ')} moved to TODO.md on 2026-02-20 -->`;
/** A trace that says more than ids, so that it stays as it is. */
const prose = (...numbers: number[]): string => trace(...numbers).replace(' moved', ' (urgent) moved');
const todoOf = (...tasks: string[]): string => file('# Active', ...tasks);
const devOf = (...blocks: string[]): string => file(group('dev', 'high', ...blocks));

/** The backlog and TODO.md once some tasks are demoted. */
function demoted(texts: Texts, ...numbers: number[]): Texts {
  const queue = queueOf(texts);
  return applied(queue, demote(queue, tasksOf(queue.todo, ...numbers.map(id)), moveOptions));
}

describe('demote', () => {
  const cases: readonly [string, string, string, number[], string][] = [
    ['at the end, when nothing says where from', devOf(one(5)), todoOf(one(2)), [2], devOf(one(5), one(2))],
    ['to an empty group', devOf(), todoOf(one(2)), [2], devOf(one(2))],
    [
      'to the front',
      devOf(trace(1, 2), one(3)),
      todoOf(one(1), one(2)),
      [1, 2],
      devOf(one(1), one(2), one(3)),
    ],
    [
      'one at a time',
      devOf(trace(1, 2), one(3)),
      todoOf(one(1), one(2)),
      [2],
      devOf(trace(1), one(2), one(3)),
    ],
    [
      'before what it preceded',
      devOf(trace(1), one(2), one(3)),
      todoOf(one(1)),
      [1],
      devOf(one(1), one(2), one(3)),
    ],
    [
      'between those that were passed over, where ids ascend',
      devOf(trace(1, 3), one(2), one(4)),
      todoOf(one(1), one(3)),
      [1, 3],
      devOf(one(1), one(2), one(3), one(4)),
    ],
    ['behind all others', devOf(trace(9), one(2)), todoOf(one(9)), [9], devOf(one(2), one(9))],
    [
      'to the front, where ids do not tell',
      devOf(trace(5), one(9), one(2)),
      todoOf(one(5)),
      [5],
      devOf(one(5), one(9), one(2)),
    ],
    ['in the order of the trace', devOf(trace(7, 4)), todoOf(one(4), one(7)), [4, 7], devOf(one(7), one(4))],
    [
      'to the front, where ids ascend at the beginning only',
      devOf(trace(5), one(2), one(9), one(4)),
      todoOf(one(5)),
      [5],
      devOf(one(5), one(2), one(9), one(4)),
    ],
    [
      'by its id, where one id is there twice',
      devOf(trace(5), one(2), one(2), one(9)),
      todoOf(one(5)),
      [5],
      devOf(one(2), one(2), one(5), one(9)),
    ],
    [
      'by the number of its id, not by its digits',
      devOf(trace(1000), one(999), one(1001)),
      todoOf(one(1000)),
      [1000],
      devOf(one(999), one(1000), one(1001)),
    ],
    [
      'ahead of one that no trace names',
      devOf(trace(9), one(2)),
      todoOf(one(7), one(9)),
      [7, 9],
      devOf(one(2), one(9), one(7)),
    ],
    [
      'between those that the trace names around it, where ids do not tell',
      devOf(prose(9, 5, 7), one(9), one(7)),
      todoOf(one(5)),
      [5],
      devOf(prose(9, 5, 7), one(9), one(5), one(7)),
    ],
    [
      'ahead of the next one that the trace names, whatever the ids',
      devOf(prose(5, 3), one(1), one(3), one(9)),
      todoOf(one(5)),
      [5],
      devOf(prose(5, 3), one(1), one(5), one(3), one(9)),
    ],
    [
      'to the front, where the trace names the first one next',
      devOf(prose(5, 3), one(3), one(9)),
      todoOf(one(5)),
      [5],
      devOf(prose(5, 3), one(5), one(3), one(9)),
    ],
    [
      'behind what the trace names before it, wherever what it names next has gone',
      devOf(prose(7, 5, 2), one(2), one(7)),
      todoOf(one(5)),
      [5],
      devOf(prose(7, 5, 2), one(2), one(7), one(5)),
    ],
  ];
  for (const [what, backlog, todo, numbers, expected] of cases) {
    it(`puts a task back ${what}`, () => {
      const plain = (text: string): string => text.replaceAll('\n\n---\n\n', '\n\n');
      assert.equal(plain(demoted({ backlog, todo }, ...numbers).backlog), expected);
    });
  }

  it('finds the group whose trace names the task, of two alike', () => {
    const backlog = file(group('dev', 'high', trace(4), one(1)), group('dev', 'high', trace(2), one(3)));
    const { backlog: after } = demoted({ backlog, todo: todoOf(one(2)) }, 2);
    assert.deepEqual(
      parse(after, 'backlog').groups.map(({ tasks }) => tasks.map(taskId)),
      [[id(1)], [id(2), id(3)]],
    );
  });

  it('finds the group of its type and its priority', () => {
    const others = ['dev', 'docs'].map((type) => group(type, 'low'));
    const untagged = [
      group('dev', 'high').replace('[type:dev]', ''),
      group('dev', 'low').replace('[priority:low]', ''),
    ];
    const backlog = file(...others, ...untagged, group('docs', 'high'), group('dev', 'high'));
    const { backlog: after } = demoted({ backlog, todo: todoOf(one(2)) }, 2);
    assert.deepEqual(
      parse(after, 'backlog').groups.map(({ tasks }) => tasks.map(taskId)),
      [[], [], [], [], [], [id(2)]],
    );
  });

  it('takes a trace away with the blank lines above it, wherever that stands', () => {
    const other = '<!-- ask the harbour master -->';
    for (const [before, after] of [
      [`${other}\n\n\n  ${trace(2)}`, other],
      [`${other}\n${trace(2)}\n${other}`, `${other}\n${other}`],
    ] as const) {
      const { backlog } = demoted({ backlog: devOf(before, one(3)), todo: todoOf(one(2)) }, 2);
      assert.ok(
        backlog.startsWith(`${devOf(after).split('\n\n## group_end')[0] ?? ''}\n\n${one(2)}`),
        backlog,
      );
    }
  });

  it('takes nothing but the trace where that stands beside a marker', () => {
    const beside = (text: string): string =>
      devOf(one(3)).replace('[priority:high]\n', `[priority:high]${text}\n`);
    const { backlog } = demoted({ backlog: beside(` ${trace(2)}`), todo: todoOf(one(2)) }, 2);
    assert.ok(backlog.startsWith(beside(' ').split('## task_begin')[0] ?? ''), backlog);
  });

  it('takes a trace away that stands right below the begin of the group', () => {
    const bare = devOf(one(3)).replace('\n\n## dev, high', '');
    const backlog = bare.replace('\n\n## task_begin', `\n\n${trace(2)}\n\n## task_begin`);
    const after = demoted({ backlog, todo: todoOf(one(2)) }, 2).backlog;
    assert.equal(
      after.replaceAll('\n\n---\n\n', '\n\n'),
      bare.replace('## task_begin', `${one(2)}\n\n## task_begin`),
    );
  });

  it('leaves the traces of others as they are', () => {
    const other = `<!-- Task ${id(7)} moved to TODO.md on 2026-02-11 -->`;
    const { backlog } = demoted({ backlog: devOf(other, trace(2)), todo: todoOf(one(2)) }, 2);
    assert.equal(backlog, devOf(other, one(2)));
  });

  it('leaves a trace that says more than ids, and gives the index the old place', () => {
    const prose = `<!-- Tasks ${id(2)} (urgent) moved to TODO.md on 2026-02-20 -->`;
    const entry = (location: string): string =>
      `## index_entry_begin\n[id:${id(2)}]\nlocation: ${location}  \n## index_entry_end`;
    const after = demoted(
      { backlog: devOf(prose), todo: todoOf(one(2)), index: file(entry('ops/TODO.md')) },
      2,
    );
    assert.ok(after.backlog.includes(prose));
    assert.equal(after.index, file(entry('ops/BACKLOG.md')));
  });

  const refusals: readonly [string, string, string][] = [
    [devOf(), todoOf(one(2, { type: 'docs' })), 'The backlog has no group of type docs and priority high.'],
    [devOf(), todoOf(one(2, { priority: 'low' })), 'The backlog has no group of type dev and priority low.'],
    [devOf(one(2)), todoOf(one(2)), `The backlog already has a task with the id ${id(2)}.`],
    [
      devOf().replace('## group_end', ''),
      todoOf(one(2)),
      'The group of type dev and priority high has no group_end.',
    ],
    [
      devOf(one(3).replace('## task_end', '')),
      todoOf(one(2)),
      `The backlog has a task that is not enclosed in task_begin and task_end: ${id(3)}.`,
    ],
    [
      devOf(),
      todoOf(one(2), one(3).replace('## task_end', '')),
      `TODO.md has a task that is not enclosed in task_begin and task_end: ${id(3)}.`,
    ],
    ['# My list\n\n- milk\n', todoOf(one(2)), 'The backlog is not a task file of this kind.'],
    ['', todoOf(one(2)), 'The backlog has no groups.'],
    ['\n', todoOf(one(2)), 'The backlog has no groups.'],
    [devOf(), todoOf(), 'There is no task to demote.'],
    [devOf(), todoOf(one(2).replace('[type:dev]', '')), `Task ${id(2)} has no type.`],
    [devOf(), todoOf(one(2).replace('[priority:high]', '')), `Task ${id(2)} has no priority.`],
    [devOf(), todoOf(one(2), one(2)), `Two of the tasks have the id ${id(2)}.`],
  ];
  for (const [backlog, todo, reason] of refusals) {
    it(`is refused: ${reason} (${JSON.stringify(backlog.slice(0, 14))})`, () => {
      const queue = queueOf({ backlog, todo });
      assert.deepEqual(demote(queue, queue.todo?.tasks ?? [], moveOptions), { refused: reason });
    });
  }

  it('is refused in a queue without a backlog', () => {
    const queue = queueOf({ backlog: '', todo: todoOf(one(2)) });
    const result = demote({ ...queue, backlog: undefined }, tasksOf(queue.todo, id(2)), moveOptions);
    assert.deepEqual(result, { refused: 'There is no BACKLOG.md to demote to.' });
  });

  it('goes, of several backlogs, to the one that misses the task, else to one with its group', () => {
    const docs = parse(file(group('docs', 'low')), 'backlog');
    const dev = parse(devOf(trace(4), one(7)), 'backlog');
    const traced = parse(devOf(trace(2)), 'backlog');
    const [leaving = assert.fail()] = tasksOf(parse(todoOf(one(2)), 'todo'), id(2));
    assert.equal(homeOf([docs, dev, traced], leaving), traced);
    assert.equal(homeOf([docs, dev, parse(devOf(), 'backlog')], leaving), dev);
    assert.equal(homeOf([docs, parse('', 'backlog')], leaving), docs, 'where no group fits, the first');
    assert.equal(homeOf([], leaving), undefined);
  });

  /** Promotes the first group that can be, and demotes what was promoted. Undefined where none can. */
  const thereAndBack = (texts: Texts): { back: Texts; gapsKnown: boolean } | undefined => {
    const queue = queueOf(texts);
    for (const chosen of queue.backlog.groups) {
      const batch = chooseBatch(queue, chosen, policyFor(queue));
      if ('refused' in batch) continue;
      const promoted = queueOf(applied(queue, promote(queue, batch, moveOptions)));
      const ids = batch.moved.map((moved) => taskId(moved) ?? '');
      const back = applied(promoted, demote(promoted, tasksOf(promoted.todo, ...ids), moveOptions));
      // The gap beside a task that left is known again where the file's others are like it.
      return { back, gapsKnown: taskSeparator(queue.backlog) === taskSeparator(promoted.backlog) };
    }
    return undefined;
  };

  it('undoes a promotion, on any queue', () => {
    let exact = 0;
    fc.assert(
      fc.property(anyQueue, (texts) => {
        const { back, gapsKnown } = thereAndBack(texts) ?? {};
        if (!back) return;
        // The focus of a TODO.md without tasks was another batch's, and nothing tells it any more.
        assert.equal(back.todo?.replace('Type:** docs', 'Type:** dev'), texts.todo);
        assert.equal(back.index, texts.index);
        assert.deepEqual(blocksOf(back.backlog, 'backlog'), blocksOf(texts.backlog, 'backlog'));
        assert.deepEqual(rest(back.backlog, 'backlog'), rest(texts.backlog, 'backlog'));
        if (!gapsKnown || /(?<!\r)\n[^]*\r\n|\r\n[^]*(?<!\r)\n/.test(texts.backlog)) return;
        exact++;
        assert.equal(back.backlog, texts.backlog);
      }),
      // Enough that some comes back exactly for certain.
      { numRuns: 150 },
    );
    assert.ok(exact > 0);
  });

  const real = [...seeds(), ...corpus().filter(({ path }) => path.endsWith('BACKLOG.md'))];
  (real.length > 0 ? it : it.skip)('undoes a promotion, on real backlogs', () => {
    for (const { text } of real) {
      const todo = todoOf();
      const { back, gapsKnown } = thereAndBack({ backlog: text, todo }) ?? {};
      if (!back) continue;
      assert.equal(back.todo, todo);
      assert.deepEqual(blocksOf(back.backlog, 'backlog'), blocksOf(text, 'backlog'));
      assert.deepEqual(rest(back.backlog, 'backlog'), rest(text, 'backlog'));
      if (gapsKnown) assert.equal(back.backlog, text);
    }
  });

  it('conserves the tasks and every byte that is no part of it, on any queue', () => {
    fc.assert(
      fc.property(anyQueue, fc.nat({ max: 5 }), (texts, at) => {
        const queue = queueOf(texts);
        const chosen = queue.todo?.tasks[at];
        if (!chosen) return;
        const after = applied(queue, demote(queue, [chosen], moveOptions));
        assert.deepEqual(allBlocks(after), allBlocks(texts));
        for (const kind of ['backlog', 'todo'] as const) {
          assert.deepEqual(rest(after[kind], kind), rest(texts[kind], kind));
        }
        assert.equal(after.archive, texts.archive);
        assert.equal(blocksOf(after.todo, 'todo').length, queue.todo.tasks.length - 1);
      }),
    );
  });
});
