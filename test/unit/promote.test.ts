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
  type Task,
  taskId,
} from '#core';
import type { PassedOver } from '../../core/src/workflow/batch.ts';
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

  it('has the priority of the focus replaced where the group has one', () => {
    const todo = file(
      '# Active',
      '<!-- SYSTEM INSTRUCTIONS: wrap task blocks, task_begin -->',
      '**Batch Type:** [type:docs][priority:low]',
    );
    const backlog = file(group('dev', 'high', task({ id: id(1) }))).replace('[priority:high]\n', '\n');
    assert.match(
      promoteFirst(backlog, { todo }).texts.todo ?? '',
      /^\*\*Batch Type:\*\* \[type:dev\]\[priority:low\]$/m,
    );
  });

  it('begins a TODO.md that is blank from the template', () => {
    const backlog = file(group('dev', 'high', task({ id: id(1) })));
    for (const todo of ['', '\n'])
      assert.equal(
        promoteFirst(backlog, { todo }).texts.todo,
        todo + (promoteFirst(backlog).texts.todo ?? ''),
      );
  });

  it('puts tasks right behind the last one of TODO.md, ahead of what follows there', () => {
    const todo = file('# Active', task({ id: id(9) }), 'The end.');
    const { texts } = promoteFirst(file(group('dev', 'high', task({ id: id(1) }))), { todo });
    assert.equal(texts.todo, file('# Active', task({ id: id(9) }), '---', task({ id: id(1) }), 'The end.'));
  });

  it('leaves its trace below the last one, and joins none of another day', () => {
    const trace = (number: number, day: string): string =>
      `<!-- Tasks ${id(number)} moved to TODO.md on ${day} -->`;
    const remark = '<!-- ask the harbour master -->';
    const backlog = file(group('dev', 'high', trace(8, '2026-02-20'), remark, task({ id: id(1) })));
    const { texts } = promoteFirst(backlog);
    assert.equal(texts.backlog, file(group('dev', 'high', trace(8, '2026-02-20'), trace(1, today), remark)));
  });

  const reasons: readonly [string, string, PassedOver['cause'], string][] = [
    [
      'without its end',
      task({ id: id(2) }).replace('\n## task_end', ''),
      'broken',
      `${id(2)} is not enclosed in task_begin and task_end`,
    ],
    [
      'that is a header alone',
      `### # [id:${id(2)}][type:dev] Swim`,
      'broken',
      `${id(2)} is not enclosed in task_begin and task_end`,
    ],
    [
      'without a header',
      '## task_begin\n**Status:** todo',
      'broken',
      'a task without a header is not enclosed in task_begin and task_end',
    ],
    [
      'with a begin of another form',
      task({ id: id(2) }).replace('## task_begin', '# task_begin'),
      'broken',
      `${id(2)} has a malformed marker`,
    ],
    [
      'with an end of another form',
      task({ id: id(2) }).replace('## task_end', '# task_end'),
      'broken',
      `${id(2)} has a malformed marker`,
    ],
    [
      'with a comment that is open',
      task({ id: id(2) }).replace('**Status', '<!-- open\n**Status'),
      'broken',
      `${id(2)} has an unclosed comment, an unclosed fence or a merge conflict in it`,
    ],
    [
      'without an id',
      task({ id: id(2) }).replace(`[id:${id(2)}]`, ''),
      'broken',
      'Cache the tide tables has no id',
    ],
    ['of another type', task({ id: id(2), type: 'docs' }), 'other type', `${id(2)} is of type docs`],
    [
      'without a type',
      task({ id: id(2) }).replace('[type:dev]', ''),
      'other type',
      `${id(2)} is of type unknown`,
    ],
    ['whose id is archived', task({ id: id(8) }), 'id in use', `${id(8)} has an id that is already in use`],
    [
      'whose id another one of the group has',
      task({ id: id(1) }),
      'id in use',
      `${id(1)} has an id that is already in use`,
    ],
    [
      'with a short plan',
      task({ id: id(2), plan: '1. Measure' }),
      'incomplete',
      `${id(2)} has too few steps in its Plan`,
    ],
    [
      'with template text',
      task({ id: id(2) }).replace('2 days', 'X hours / Y days / Z weeks'),
      'incomplete',
      `${id(2)} has template text in its Estimated Effort`,
    ],
    [
      'with a vague estimate',
      task({ id: id(2) }).replace('2 days', 'some'),
      'incomplete',
      `${id(2)} has an Estimated Effort without an amount of time`,
    ],
    [
      'without a document',
      task({ id: id(2) }).replace('`docs/tides.md`', 'none'),
      'incomplete',
      `${id(2)} names no file under docs/ in its Relevant Documentation`,
    ],
    [
      'that lacks two things',
      task({ id: id(2), plan: null }).replace('2 days', 'some'),
      'incomplete',
      `${id(2)} has no Plan and has an Estimated Effort without an amount of time`,
    ],
    [
      'that waits for two others',
      task({ id: id(2), dependencies: `${id(5)}, ${id(6)}` }),
      'waiting',
      `${id(2)} waits for ${id(5)}, ${id(6)}`,
    ],
  ];
  for (const [what, other, cause, sentence] of reasons) {
    it(`passes over a task ${what}`, () => {
      const archive = file(task({ id: id(8), status: 'done' }));
      const { batch } = promoteFirst(file(group('dev', 'high', task({ id: id(1) }), other)), { archive });
      assert.deepEqual(batch.moved.map(taskId), [id(1)]);
      assert.deepEqual(
        batch.passedOver.map((one) => [one.cause, sentenceOf(one)]),
        [[cause, sentence]],
      );
    });
  }

  it('has a title that counts what stays by its cause', () => {
    const one = promoteFirst(file(group('dev', 'high', task({ id: id(1) })))).batch;
    assert.equal(batchTitle(one), 'Promote 1 of 1 task');
    const others = reasons.map(([, other], at) => other.replaceAll(id(2), id(20 + at)));
    const many = promoteFirst(file(group('dev', 'high', task({ id: id(1) }), ...others.slice(3)))).batch;
    assert.equal(
      batchTitle(many),
      'Promote 2 of 15 tasks (4 broken, 2 of another type, 1 with an id in use, 5 incomplete, 1 waiting for others)',
    );
  });

  const refusals: readonly [string, Partial<Texts>, string][] = [
    [file(group('dev', 'high')), {}, 'The group has no tasks.'],
    [file(group('dev', 'high', task({ id: id(1) })).replace('[type:dev]', '')), {}, 'The group has no type.'],
    [
      file(group('dev', 'high', task({ id: id(1) })).replace('## group_begin', '# group_begin')),
      {},
      'The group_begin marker is malformed.',
    ],
    [
      file(group('dev', 'high', task({ id: id(1) })).replace('## group_end', '')),
      {},
      'The group has no group_end.',
    ],
    [
      `${file(group('dev', 'high', task({ id: id(1) })))}<<<<<<< ours\n`,
      {},
      'The backlog has a merge conflict. Resolve it first.',
    ],
    [
      file(group('dev', 'high', task({ id: id(1) }))),
      { todo: file(task({ id: id(2), type: 'docs' })) },
      'TODO.md holds tasks of type docs; a batch has one type, and this group is dev.',
    ],
  ];
  for (const [backlog, others, refused] of refusals) {
    it(`is refused: ${refused}`, () => {
      const queue = queueOf({ backlog, ...others });
      const [first = assert.fail()] = queue.backlog.groups;
      assert.deepEqual(chooseBatch(queue, first, policyOf(queue.backlog)), { refused, passedOver: [] });
    });
  }

  it('says why none of the tasks that were chosen is ready', () => {
    const tasks = [1, 2, 3].map((number) => task({ id: id(number), plan: null }));
    const queue = queueOf({ backlog: file(group('dev', 'high', ...tasks)) });
    const [first = assert.fail()] = queue.backlog.groups;
    const reason = (chosen?: readonly Task[]): string => {
      const batch = chooseBatch(queue, first, policyOf(queue.backlog), chosen);
      return 'refused' in batch ? batch.refused : 'not refused';
    };
    assert.equal(reason(first.tasks.slice(1)), `${id(2)} has no Plan; ${id(3)} has no Plan.`);
    assert.equal(
      reason(),
      `No task of the group is ready: ${id(1)} has no Plan; ${id(2)} has no Plan; ${id(3)} has no Plan.`,
    );
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
