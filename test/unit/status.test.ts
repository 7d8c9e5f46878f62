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
    ['**Status:** Half-done - see below', 'todo', '**Status:** todo - see below'],
    ['**Status:** Half-done -see below', 'todo', '**Status:** todo'],
    ['**Status:** Waiting # since Monday', 'todo', '**Status:** todo # since Monday'],
    ['**Status:** Waiting#1 for x', 'todo', '**Status:** todo'],
    ['**Status:** Waiting  for rain', 'todo', '**Status:** todo  for rain'],
    ['**Status:** Waiting **Assignee:** @kim', 'todo', '**Status:** todo **Assignee:** @kim'],
    ['**Status:** Waiting**Assignee:** @kim', 'todo', '**Status:** todo**Assignee:** @kim'],
    ['**Status:** Not started\nsince Monday', 'blocked', '**Status:** blocked\nsince Monday'],
    ['**Status:**\n<!-- ask -->\nNot started (yet)', 'blocked', '**Status:**\n<!-- ask -->\nblocked (yet)'],
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

  it('changes nothing where it is so already, neither in the file nor in the index', () => {
    const entry = `## index_entry_begin\n[id:${id}]\nlocation: TODO.md\nstatus: done\n## index_entry_end`;
    const queue = queueOf({ backlog: '', todo: file(task({ id, status: 'done' })), index: file(entry) });
    const [own = assert.fail()] = tasksOf(queue.todo, id);
    const edits = setStatus(queue, 'todo', own, 'done', moveOptions);
    assert.deepEqual([edits.todo, edits.index], [[], []]);
  });

  it('leaves an index entry without a status so, and one without an id', () => {
    const entry = (inner: string): string => `## index_entry_begin\n${inner}\n## index_entry_end`;
    const index = file(entry(`[id:${id}]\nlocation: TODO.md`), entry('location: TODO.md\nstatus: todo'));
    assert.equal(changed('**Status:** todo', 'done', index).after.index, index);
  });

  it('of a task without an id is no matter of the index', () => {
    const index = file('## index_entry_begin\nlocation: TODO.md\nstatus: todo\n## index_entry_end');
    const todo = file(task({ id }).replace(`[id:${id}]`, ''));
    const queue = queueOf({ backlog: '', todo, index });
    const [own = assert.fail()] = queue.todo?.tasks ?? [];
    const after = applied(queue, setStatus(queue, 'todo', own, 'done', moveOptions));
    assert.deepEqual([after.todo, after.index], [todo.replace('** todo', '** done'), index]);
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
