import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chooseBatch, demote, parse, promote, taskId } from '#core';
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
  ];
  for (const [what, backlog, todo, numbers, expected] of cases) {
    it(`puts a task back ${what}`, () => {
      const plain = (text: string): string => text.replaceAll('\n\n---\n\n', '\n\n');
      assert.equal(plain(demoted({ backlog, todo }, ...numbers).backlog), expected);
    });
  }

  it('finds the group whose trace names the task, of two alike', () => {
    const backlog = file(group('dev', 'high', one(1)), group('dev', 'high', trace(2), one(3)));
    const { backlog: after } = demoted({ backlog, todo: todoOf(one(2)) }, 2);
    assert.deepEqual(
      parse(after, 'backlog').groups.map(({ tasks }) => tasks.map(taskId)),
      [[id(1)], [id(2), id(3)]],
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

  const refusals: readonly [string, string, RegExp][] = [
    [devOf(), todoOf(one(2, { type: 'docs' })), /no group of type docs and priority high/],
    [devOf(), todoOf(one(2, { priority: 'low' })), /no group of type dev and priority low/],
    [devOf(one(2)), todoOf(one(2)), /The backlog already has a task with the id/],
    [devOf().replace('## group_end', ''), todoOf(one(2)), /no group_end/],
    [devOf(one(3).replace('## task_end', '')), todoOf(one(2)), /The backlog has a task that is not enclosed/],
    [devOf(), todoOf(one(2), one(3).replace('## task_end', '')), /TODO\.md has a task that is not enclosed/],
    ['# My list\n\n- milk\n', todoOf(one(2)), /not a task file/],
    ['', todoOf(one(2)), /has no groups/],
  ];
  for (const [backlog, todo, reason] of refusals) {
    it(`is refused: ${reason.source}`, () => {
      const queue = queueOf({ backlog, todo });
      const result = demote(queue, tasksOf(queue.todo, id(2)), moveOptions);
      assert.match('refused' in result ? result.refused : '', reason);
    });
  }

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
