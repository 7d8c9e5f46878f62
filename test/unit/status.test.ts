import assert from 'node:assert/strict';
import fc from 'fast-check';
import { setStatus, type Status, statuses, statusOf } from '#core';
import { applied, moveOptions, queueOf, tasksOf } from '../sampleQueue.ts';
import { file, task } from '../sampleTasks.ts';
import { anyQueue } from './arbitraries.ts';

const id = 'TASK-20260201-001';

function changed(before: string, status: Status, index?: string) {
  const todo = file('# Active', task({ id }).replace('**Status:** todo', before));
  const queue = queueOf({ backlog: '', todo, index });
  const [task0] = tasksOf(queue.todo, id);
  assert.ok(task0);
  return { todo, after: applied(queue, setStatus(queue, 'todo', task0, status, moveOptions)) };
}

describe('set status', () => {
  const cases: readonly [string, Status, string][] = [
    ['**Status:** todo', 'in-progress', '**Status:** in-progress'],
    ['**Status:** todo  ', 'done', '**Status:** done  '],
    ['**Status:** blocked (by the tide) <!-- ask -->', 'todo', '**Status:** todo (by the tide) <!-- ask -->'],
    ['### Status\n\nin-progress – since Monday', 'done', '### Status\n\ndone – since Monday'],
    ['**Status:** todo | in-progress | blocked | done', 'todo', '**Status:** todo'],
    ['**Status:** Not started (yet)', 'blocked', '**Status:** blocked (yet)'],
    ['**Status:** `NOT_STARTED`', 'in-progress', '**Status:** in-progress'],
    ['**Status:**', 'done', '**Status:** done'],
    ['**Status:** done; shipped', 'todo', '**Status:** todo; shipped'],
    ['**Status:** done', 'done', '**Status:** done'],
  ];
  for (const [before, status, expected] of cases) {
    it(`makes ${JSON.stringify(before)} ${status}`, () => {
      const { todo, after } = changed(before, status);
      assert.equal(after.todo, todo.replace(before, expected));
    });
  }

  it('adds a Status that is missing', () => {
    const { todo, after } = changed('**Created:** 2026-02-01', 'in-progress');
    assert.equal(after.todo, todo.replace('**Created:**', '**Status:** in-progress\n**Created:**'));
  });

  it("makes the index follow, and no other task's entry", () => {
    const entry = (own: string, status: string): string =>
      `## index_entry_begin\n[id:${own}]\nlocation: TODO.md\nstatus: ${status}  \n## index_entry_end`;
    const { after } = changed(
      '**Status:** todo',
      'blocked',
      file(entry(id, 'todo'), entry('TASK-20260201-002', 'todo')),
    );
    assert.equal(after.index, file(entry(id, 'blocked'), entry('TASK-20260201-002', 'todo')));
  });

  it('changes nothing but the value, on any queue', () => {
    fc.assert(
      fc.property(anyQueue, fc.nat({ max: 5 }), fc.constantFrom(...statuses), (texts, at, status) => {
        const queue = queueOf(texts);
        const { todo } = queue;
        const chosen = todo?.tasks[at];
        if (!chosen) return;
        const after = applied(queue, setStatus(queue, 'todo', chosen, status, moveOptions));
        const was = statusOf(todo.text, chosen) ?? '';
        const offset = texts.todo.indexOf(`**Status:** ${was}`, chosen.range.start) + '**Status:** '.length;
        const expected = texts.todo.slice(0, offset) + status + texts.todo.slice(offset + was.length);
        assert.equal(after.todo, expected);
        assert.deepEqual([after.backlog, after.archive], [texts.backlog, texts.archive]);
      }),
    );
  });
});
