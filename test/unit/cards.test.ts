import assert from 'node:assert/strict';
import {
  defaultPolicy,
  fileKind,
  groupCard,
  type GroupCard,
  parse,
  type Task,
  taskCard,
  type TaskCard,
  taskId,
  type TaskPlace,
} from '#core';
import { file, group, task } from '../sampleTasks.ts';

const [first, second, third] = ['TASK-20260301-001', 'TASK-20260301-002', 'TASK-20260301-003'];

/** The card of the first task of a file, beside the tasks of others. */
function cardOf(text: string, others: Readonly<Record<string, string>> = {}, path = 'BACKLOG.md'): TaskCard {
  const places = Object.entries({ ...others, [path]: text }).flatMap(([uri, content]): TaskPlace[] => {
    const document = parse(content, fileKind(uri) ?? assert.fail());
    return document.tasks.map((one: Task) => ({ file: { uri, document }, task: one }));
  });
  const own = places.find(({ file: { uri } }) => uri === path) ?? assert.fail();
  return taskCard(own.file.document, own.task, defaultPolicy, (id) =>
    places.find((place) => taskId(place.task) === id),
  );
}

describe('taskCard', () => {
  it('counts no checkboxes of a task without acceptance criteria', () => {
    const notes = task({ id: first }).replace('## task_end', '**Notes & Summary:**\n- [x] Fast\n## task_end');
    assert.deepEqual(cardOf(file(group('dev', 'high', notes))).criteria, { checked: 0, total: 0 });
  });

  it('tells what the task says of itself', () => {
    const text = [
      '## task_begin',
      `### # [id:${first}][type:dev][priority:high][p_level:P1][component:server] Cache the tide tables`,
      '**Status:** in-progress (since Monday)',
      '**Acceptance Criteria:**',
      '- [x] Fast',
      '- [ ] Right',
      '1. [X] Small',
      '<!-- - [ ] Blue -->',
      '**Plan:**\n1. Measure\n2. Cache',
      '**Estimated Effort:** 2 days',
      '## task_end',
    ].join('\n');
    assert.deepEqual(cardOf(text), {
      id: first,
      title: 'Cache the tide tables',
      status: 'in-progress',
      type: 'dev',
      priority: 'high',
      level: 'P1',
      component: 'server',
      lacks: [
        { field: 'Plan', lack: 'short plan' },
        { field: 'Relevant Documentation', lack: 'missing' },
      ],
      effort: '2 days',
      planSteps: 2,
      criteria: { checked: 2, total: 3 },
      dependencies: [],
    });
  });

  it('lacks nothing that matters once it is done', () => {
    const bare = (status: string): string => task({ id: first, status, plan: null });
    assert.equal(cardOf(bare('todo')).lacks.length, 1);
    assert.deepEqual(cardOf(bare('done')).lacks, []);
    assert.deepEqual(cardOf(bare('todo'), {}, 'ARCHIVE.md').lacks, []);
  });

  it('tells how far the tasks are that it waits for', () => {
    const text = task({ id: first, dependencies: `${second}, ${third}, TASK-20260301-004` });
    const { dependencies } = cardOf(text, {
      'TODO.md': task({ id: second, status: 'blocked' }),
      'ARCHIVE.md': task({ id: third, status: 'done', title: 'Chart' }),
    });
    assert.deepEqual(dependencies, [
      { id: second, found: { title: 'Cache the tide tables', file: 'todo', status: 'blocked' } },
      { id: third, found: { title: 'Chart', file: 'archive', status: 'done' } },
      { id: 'TASK-20260301-004', found: undefined },
    ]);
  });
});

describe('groupCard', () => {
  const card = (text: string, todo?: string): GroupCard => {
    const document = parse(text, 'backlog');
    const queue = {
      backlog: document,
      todo: todo === undefined ? undefined : parse(todo, 'todo'),
      archive: undefined,
      index: undefined,
    };
    return groupCard(document, document.groups[0] ?? assert.fail(), queue, defaultPolicy);
  };

  it('counts its tasks and adds up their efforts', () => {
    const vague = task({ id: third }).replace('2 days', 'a few days');
    const text = group(
      'dev',
      'high',
      task({ id: first }),
      task({ id: second, plan: null }),
      vague,
      task({ id: 'TASK-20260301-004', status: 'done' }),
    );
    const { tasks, done, incomplete, effort, withoutEffort, batch } = card(text);
    assert.deepEqual([tasks, done, incomplete, effort, withoutEffort], [4, 1, 1, 32, 1]);
    assert.ok(batch && !('refused' in batch));
    assert.equal(batch.moved.length, 3);
  });

  it('says why nothing can be promoted', () => {
    const { batch } = card(
      group('dev', 'high', task({ id: first })),
      file(task({ id: second, type: 'docs' })),
    );
    assert.ok(batch && 'refused' in batch);
    assert.match(batch.refused, /docs/);
  });

  it('says nothing of promotion for a group outside a backlog', () => {
    const todo = parse(group('dev', 'high', task({ id: first })), 'todo');
    const queue = { backlog: undefined, todo, archive: undefined, index: undefined };
    const [own = assert.fail()] = todo.groups;
    assert.equal(groupCard(todo, own, queue, defaultPolicy).batch, undefined);
  });

  it('of an empty group is all nought', () => {
    const { tasks, effort, withoutEffort } = card(group('dev', 'high'));
    assert.deepEqual([tasks, effort, withoutEffort], [0, 0, 0]);
  });
});
