import assert from 'node:assert/strict';
import { type FileKind, newEntry, parse } from '#core';
// Whether two titles are of one task is asked for by rules and moves alone.
import { titleKey } from '../../core/src/queue/sameTask.ts';

/** The entry of a task with an id and fields. */
function entryOf(kind: FileKind, id: string, ...fields: readonly string[]): ReturnType<typeof newEntry> {
  const header = `### # [id:${id}][type:dev][priority:high][component:web] Draw the tide curve`;
  const document = parse(['## task_begin', header, ...fields, '## task_end', ''].join('\n'), kind);
  const [task] = document.tasks;
  assert.ok(task);
  return newEntry(document, task, 'tasks/FILE.md');
}

describe('the index entry of a task', () => {
  const completed = '**Completed:** on 2026-02-04, late';

  it('says what its file says', () => {
    const fields = ['**Status:** blocked', '**Created:** 2026-02-03 or so', completed];
    assert.deepEqual(entryOf('archive', 'TASK-20260201-001', ...fields), {
      id: 'TASK-20260201-001',
      type: 'dev',
      priority: 'high',
      component: 'web',
      status: 'blocked',
      location: 'tasks/FILE.md',
      created: '2026-02-03',
      completed: '2026-02-04',
      title: 'Draw the tide curve',
    });
  });

  it('has a status by its file where the task has none', () => {
    assert.equal(entryOf('archive', 'TASK-20260201-001')?.status, 'done');
    assert.equal(entryOf('todo', 'TASK-20260201-001')?.status, 'todo');
    assert.equal(entryOf('backlog', 'TASK-20260201-001')?.status, 'todo');
  });

  it('has a day of completion in the archive alone', () => {
    assert.equal(entryOf('todo', 'TASK-20260201-001', completed)?.completed, undefined);
    assert.equal(entryOf('archive', 'TASK-20260201-001', '**Completed:** yes')?.completed, undefined);
    assert.equal(entryOf('archive', 'TASK-20260201-001')?.completed, undefined);
  });

  it('is none for a task without an id', () => {
    assert.equal(entryOf('todo', ''), undefined);
  });

  for (const [id, day] of [
    ['TASK-20260119-001', '2026-01-19'],
    ['TASK-20261020-001-A', '2026-10-20'],
    ['TASK-20261231-001', '2026-12-31'],
    ['TASK-20260930-001', '2026-09-30'],
    ['TASK-20260029-001', undefined],
    ['TASK-20261301-001', undefined],
    ['TASK-20260100-001', undefined],
    ['TASK-20260132-001', undefined],
    ['TASK-20260141-001', undefined],
    ['TASK-202601011-001', undefined],
    ['SUBTASK-20260101-001', undefined],
    ['FEAT-12', undefined],
  ] as const) {
    it(`was created on ${day ?? 'no day that is known'} by its id ${id}`, () => {
      assert.equal(entryOf('todo', id, '**Created:** last week')?.created, day);
    });
  }
});

describe('what two titles of a task have in common', () => {
  for (const [what, one, other] of [
    ['case and white space', 'Draw the  tide\tcurve', 'draw The tide curve '],
    ['characters that were misread', 'Draw — the curve', 'Draw â€” the curve'],
  ] as const) {
    it(`is all but ${what}`, () => {
      assert.equal(titleKey(one), titleKey(other));
      assert.equal(titleKey(one), 'drawthetidecurve'.replace(one.includes('tide') ? '' : 'tide', ''));
    });
  }

  it('is all of a title in another script', () => {
    assert.equal(titleKey('潮汐 1'), '潮汐1');
    assert.equal(titleKey('潮a'), '潮a');
    assert.equal(titleKey('潮ab'), 'ab');
  });

  it('is nothing where there is no title', () => {
    for (const title of [undefined, '', ' \t ']) assert.equal(titleKey(title), undefined);
  });
});
