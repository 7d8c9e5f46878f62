import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  applyEdits,
  batchTitle,
  check,
  chooseBatch,
  parse,
  policyOf,
  promote,
  sentenceOf,
  slice,
  taskId,
} from '#core';
import { applied, blocksOf, moveOptions, queueOf, type Texts } from '../sampleQueue.ts';
import { file, group, task } from '../sampleTasks.ts';
import { anyBacklog } from './arbitraries.ts';

const { today } = moveOptions;
const id = (number: number): string => `TASK-20260201-${String(number).padStart(3, '0')}`;

describe('promote group', () => {
  it('moves at most a batch, in order, and says what stays and why', () => {
    const tasks = [1, 2, 3, 4, 5, 6, 7].map((number) =>
      task({ id: id(number), ...(number === 2 && { plan: null }) }),
    );
    const { batch, texts } = promoteFirst(file(group('dev', 'high', ...tasks)));
    assert.equal(batchTitle(batch), 'Promote 5 of 7 tasks (1 incomplete, 1 over the batch size)');
    assert.deepEqual(batch.passedOver.map(sentenceOf), [`${id(2)} has no Plan`]);
    assert.deepEqual(
      blocksOf(texts.todo, 'todo'),
      [1, 3, 4, 5, 6].map((number) => tasks[number - 1]),
    );
    assert.deepEqual(blocksOf(texts.backlog, 'backlog'), [tasks[1], tasks[6]]);
  });

  it('counts what is active in TODO.md against the batch, and not what is done', () => {
    const todo = file('# Active', task({ id: id(11) }), task({ id: id(12), status: 'done' }));
    const tasks = [1, 2, 3, 4, 5].map((number) => task({ id: id(number) }));
    const { batch } = promoteFirst(file(group('dev', 'high', ...tasks)), { todo });
    assert.equal(batchTitle(batch), 'Promote 4 of 5 tasks (1 over the batch size)');
  });

  it('passes over a task that waits for one that is not archived, active, or ahead of it', () => {
    const archive = file('# Archive', task({ id: id(9), status: 'done' }));
    const backlog = file(
      group(
        'dev',
        'high',
        task({ id: id(1), dependencies: id(9) }),
        task({ id: id(2), dependencies: id(1) }),
        task({ id: id(3), dependencies: id(8) }),
        task({ id: id(4), dependencies: `None (unblocks ${id(8)})` }),
      ),
    );
    const { batch } = promoteFirst(backlog, { archive });
    assert.deepEqual(batch.moved.map(taskId), [id(1), id(2), id(4)]);
    assert.deepEqual(batch.passedOver.map(sentenceOf), [`${id(3)} waits for ${id(8)}`]);
  });

  it('passes over a task that waits for one whose id has the form of the file', () => {
    const tasks = ['XY-6', 'XY-7', 'XY-8', 'XY-9'].map((one) =>
      task({ id: one, ...(one === 'XY-8' && { dependencies: 'XY-99, XY-6' }) }),
    );
    const { batch } = promoteFirst(file(group('dev', 'high', ...tasks)));
    assert.deepEqual(batch.moved.map(taskId), ['XY-6', 'XY-7', 'XY-9']);
    assert.deepEqual(batch.passedOver.map(sentenceOf), ['XY-8 waits for XY-99']);
  });

  it('leaves a trace in the group, and joins it to one of the same day', () => {
    const backlog = file(group('dev', 'high', task({ id: id(1) }), task({ id: id(2), plan: null })));
    const { texts } = promoteFirst(backlog);
    const trace = `<!-- Tasks ${id(1)} moved to TODO.md on ${today} -->`;
    assert.equal(texts.backlog, file(group('dev', 'high', trace, task({ id: id(2), plan: null }))));
    const planned = texts.backlog.replace(task({ id: id(2), plan: null }), task({ id: id(2) }));
    const again = promoteFirst(planned, { todo: texts.todo });
    assert.equal(
      again.texts.backlog,
      file(group('dev', 'high', `<!-- Tasks ${id(1)}, ${id(2)} moved to TODO.md on ${today} -->`)),
    );
  });

  it('sets the batch focus of an empty TODO.md, in its own manner, and of no other', () => {
    const backlog = file(group('dev', 'high', task({ id: id(1) })));
    const focus = (value: string, ...tasks: string[]): string => {
      const todo = file(
        '# Active',
        '<!-- SYSTEM INSTRUCTIONS: wrap task blocks, task_begin -->',
        `**Batch Type:** ${value}  \n**Batch Goal:** keep up`,
        ...tasks,
      );
      return (
        /^\*\*Batch Type:\*\* (.*?) {2}$/m.exec(promoteFirst(backlog, { todo }).texts.todo ?? '')?.[1] ?? ''
      );
    };
    assert.equal(focus('(none)'), 'dev');
    assert.equal(focus('[type:docs][priority:low]'), '[type:dev][priority:high]');
    assert.equal(focus('development', task({ id: id(2) })), 'development');
  });

  it('leaves what stands below the batch focus alone', () => {
    const notes =
      '**Batch Type:** dev\n\nKeep these notes.\n\n<!--\nSYSTEM INSTRUCTIONS: wrap task blocks, task_begin\n-->\n\n---';
    const todo = file('# Active', notes);
    const { texts } = promoteFirst(file(group('dev', 'high', task({ id: id(1) }))), { todo });
    assert.ok(texts.todo?.startsWith(file('# Active', notes).trimEnd()), texts.todo);
  });

  it('passes over a task with damage inside', () => {
    const damaged = ['```ts', '<!-- open'].map((damage, index) =>
      task({ id: id(index + 2) }).replace('**Status:**', `${damage}\n**Status:**`),
    );
    for (const one of damaged) {
      const { batch } = promoteFirst(file(group('dev', 'high', task({ id: id(1) }), one)));
      assert.deepEqual(
        batch.passedOver.map(({ cause }) => cause),
        ['broken'],
        one,
      );
    }
  });

  it('gives index entries the new location, and keeps their folder', () => {
    const entry = (number: number, location: string): string =>
      `## index_entry_begin\n[id:${id(number)}]\nlocation: ${location}  \nstatus: todo\n## index_entry_end`;
    const index = file(entry(1, 'BACKLOG.md'), entry(2, 'ops/BACKLOG.md'), entry(3, 'BACKLOG.md'));
    const { texts } = promoteFirst(file(group('dev', 'high', task({ id: id(1) }), task({ id: id(2) }))), {
      index,
    });
    assert.equal(texts.index, file(entry(1, 'TODO.md'), entry(2, 'ops/TODO.md'), entry(3, 'BACKLOG.md')));
  });

  it('creates a TODO.md that checks clean and says the same rules', () => {
    const { texts } = promoteFirst(file(group('dev', 'high', task({ id: id(1) }))));
    const todo = parse(texts.todo ?? '', 'todo');
    assert.deepEqual(check(todo, { today }), []);
    assert.deepEqual(policyOf(todo), {
      batchSize: 5,
      minimumPlanSteps: 3,
      requiredFields: ['Plan', 'Estimated Effort', 'Relevant Documentation'],
      notesMaximumLines: 10,
      summaryMaximumLines: 8,
    });
  });

  describe('on any well-formed backlog', () => {
    it('conserves the tasks, carries their bytes over, and leaves every other byte alone', () => {
      fc.assert(
        fc.property(anyBacklog, fc.nat({ max: 2 }), (text, index) => {
          const queue = queueOf({ backlog: text });
          const chosen = queue.backlog.groups[index];
          if (!chosen) return;
          const batch = chooseBatch(queue, chosen, policyOf(queue.backlog));
          if ('refused' in batch) return;
          const texts = applied(queue, promote(queue, batch, moveOptions));
          const before = queue.backlog.tasks.map((one) => slice(text, one.range));
          const after = [...blocksOf(texts.todo, 'todo'), ...blocksOf(texts.backlog, 'backlog')];
          assert.deepEqual([...after].sort(), [...before].sort(), 'conserved');
          assert.deepEqual(
            blocksOf(texts.todo, 'todo'),
            batch.moved.map((one) => slice(text, one.range)),
            'in order',
          );
          assert.equal(strip(texts.backlog), strip(without(text, batch.moved)), 'nothing else');
          const errors = check(parse(texts.backlog, 'backlog'), { today }).map(({ code, range }) => [
            code,
            range.end - range.start,
          ]);
          const known = check(queue.backlog, { today }).map(({ code, range }) => [
            code,
            range.end - range.start,
          ]);
          const newErrors = errors.filter((one) => !known.some((other) => other.join() === one.join()));
          assert.deepEqual(newErrors, [], 'no new problem');
        }),
      );
    });

    it('a group without problems, whose dependencies are met, is promoted', () => {
      fc.assert(
        fc.property(anyBacklog, (text) => {
          const queue = queueOf({ backlog: text });
          for (const one of queue.backlog.groups) {
            const problems = check(queue.backlog, { today }).filter(
              ({ range }) => range.start >= one.range.start && range.end <= one.range.end,
            );
            if (problems.length > 0 || one.tasks.length === 0) continue;
            const batch = chooseBatch(queue, one, policyOf(queue.backlog));
            const waiting = batch.passedOver;
            assert.ok(
              waiting.every(({ cause }) => cause === 'waiting'),
              waiting.map(sentenceOf).join(),
            );
            if (waiting.length < one.tasks.length) assert.ok(!('refused' in batch));
          }
        }),
      );
    });
  });
});

function promoteFirst(backlog: string, others: Partial<Texts> = {}) {
  const queue = queueOf({ backlog, ...others });
  const [first] = queue.backlog.groups;
  assert.ok(first);
  const batch = chooseBatch(queue, first, policyOf(queue.backlog));
  if ('refused' in batch) assert.fail(batch.refused);
  return { batch, texts: applied(queue, promote(queue, batch, moveOptions)) };
}

/** A text without the blocks of some tasks. */
function without(
  text: string,
  tasks: readonly { readonly range: { readonly start: number; readonly end: number } }[],
): string {
  return applyEdits(
    text,
    tasks.map(({ range }) => ({ range, newText: '' })),
  );
}

/** What a move may change beside its blocks: the trace that it leaves, blank lines and separators. */
function strip(text: string): string {
  return text
    .replace(/<!-- Tasks .* moved to TODO\.md on .* -->/g, '')
    .split(/\r?\n/)
    .filter((one) => one.trim() !== '' && one !== '---')
    .join('\n');
}
