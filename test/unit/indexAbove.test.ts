import assert from 'node:assert/strict';
import {
  archive,
  chooseBatch,
  demote,
  type MoveOptions,
  newTask,
  parse,
  policyOf,
  promote,
  setStatus,
} from '#core';
import { applied, queueOf, tasksOf, type Texts } from '../sampleQueue.ts';
import { file, group, task } from '../sampleTasks.ts';

const id = 'TASK-20260301-001';
const entry = (location: string, more = ''): string =>
  `## index_entry_begin\n[id:${id}]\nstatus: todo  \nlocation: ${location}  ${more}\n## index_entry_end`;
const one = task({ id, title: 'Cache the tide tables' });

/** The places of the queue in `/work/x`, with the index above it and the queue in `/work/y` beside it. */
const options: MoveOptions = {
  today: '2026-03-01',
  uris: {
    backlog: 'file:///work/x/BACKLOG.md',
    todo: 'file:///work/x/TODO.md',
    archive: 'file:///work/x/ARCHIVE.md',
    index: 'file:///work/TASK_INDEX.md',
  },
  others: ['file:///work/y/BACKLOG.md', 'file:///work/y/TODO.md', 'file:///work/BACKLOG.md'],
};

describe('an index above several queues', () => {
  const promoted = (index: string, places = options): string | undefined =>
    promotion({ backlog: file(group('dev', 'high', one)), index }, places).index;

  it('has the entry of the moved task changed, and not that of another queue with the same id', () => {
    const index = file(entry('x/BACKLOG.md'), entry('y/BACKLOG.md'));
    assert.equal(promoted(index), file(entry('x/TODO.md'), entry('y/BACKLOG.md')));
    assert.equal(promoted(file(entry('y/BACKLOG.md'))), file(entry('y/BACKLOG.md')));
    assert.equal(promoted(file(entry('BACKLOG.md'))), file(entry('BACKLOG.md')), 'that of the queue above');
  });

  it('is not changed where several entries can mean the task', () => {
    const index = file(entry('x/ARCHIVE.md'), entry('x/gone/BACKLOG.md'));
    assert.equal(promoted(index), index);
  });

  it('has an entry that is behind changed, unless it names a file of another queue', () => {
    for (const location of ['x/ARCHIVE.md', 'x/TODO.md', 'gone/BACKLOG.md'])
      assert.equal(promoted(file(entry(location))), file(entry('x/TODO.md')), location);
    assert.equal(
      promoted(file(entry('x/ARCHIVE.md'), entry('y/BACKLOG.md'))),
      file(entry('x/TODO.md'), entry('y/BACKLOG.md')),
    );
  });

  it('keeps how a location is written', () => {
    for (const [before, after] of [
      ['`x/BACKLOG.md`', '`x/TODO.md`'],
      ['./x/BACKLOG.md', './x/TODO.md'],
      ['`./x/BACKLOG.md`', '`./x/TODO.md`'],
      ['work/x/BACKLOG.md', 'work/x/TODO.md'],
    ] as const) {
      const texts = { backlog: file(group('dev', 'high', one)), index: file(entry(before)) };
      const moved = promotion(texts, options);
      assert.equal(moved.index, file(entry(after)));
      const queue = queueOf(moved);
      const back = applied(queue, demote(queue, tasksOf(queue.todo, id), options));
      assert.equal(back.index, texts.index);
    }
  });

  it('has a location written anew where the manner of the old one would name another file', () => {
    const others = ['file:///work/TODO.md'];
    assert.equal(promoted(file(entry('BACKLOG.md')), { ...options, others }), file(entry('x/TODO.md')));
    const apart = { ...options, uris: { ...options.uris, backlog: 'file:///work/x/later/BACKLOG.md' } };
    assert.equal(promoted(file(entry('BACKLOG.md')), { ...apart, others: [] }), file(entry('x/TODO.md')));
  });

  it('is not changed while it has a merge conflict', () => {
    const index = `${file(entry('x/BACKLOG.md'))}<<<<<<< ours\n`;
    assert.equal(promoted(index), index);
  });

  it('knows files that are in folders of their own', () => {
    const uris = { ...options.uris, todo: 'file:///work/x/todo/TODO.md' };
    const texts = { backlog: file(group('dev', 'high', one)), index: file(entry('work/x/BACKLOG.md')) };
    const moved = promotion(texts, { ...options, uris });
    assert.equal(moved.index, file(entry('work/x/todo/TODO.md')));
    const queue = queueOf(moved);
    const back = applied(queue, demote(queue, tasksOf(queue.todo, id), { ...options, uris }));
    assert.equal(back.index, texts.index);
  });

  it('has of several entries of one file the one with the title of the task changed', () => {
    const other = entry('x/BACKLOG.md', '\ntitle: Draw the tide curve');
    const index = (location: string): string =>
      file(other, entry(location, '\ntitle: Cache the tide tables'));
    assert.equal(promoted(index('x/BACKLOG.md')), index('x/TODO.md'));
    const nameless = file(group('dev', 'high', one.replace(' Cache the tide tables', '')));
    const both = file(other, entry('x/BACKLOG.md'));
    assert.equal(
      promotion({ backlog: nameless, index: both }, options).index,
      both.replaceAll('BACKLOG', 'TODO'),
      'any of them may mean a task without a title',
    );
    const untitled = file(entry('x/BACKLOG.md'), entry('x/BACKLOG.md'));
    assert.equal(promoted(untitled), untitled.replaceAll('BACKLOG', 'TODO'));
  });

  it('has the status and the day of completion of that entry alone changed', () => {
    const todo = file(task({ id, status: 'done' }));
    const index = file(entry('x/TODO.md'), entry('y/TODO.md'));
    const queue = queueOf({ backlog: '', todo, index });
    const [own] = tasksOf(queue.todo, id);
    assert.ok(own);
    const set = applied(queue, setStatus(queue, 'todo', own, 'blocked', options));
    assert.equal(set.index, file(entry('x/TODO.md').replace('todo  ', 'blocked  '), entry('y/TODO.md')));
    const archived = entry('x/ARCHIVE.md', '\ncompleted: 2026-03-01  ').replace('todo  ', 'done  ');
    assert.equal(applied(queue, archive(queue, [own], options)).index, file(archived, entry('y/TODO.md')));
  });

  it('has a new task in the folder of its queue', () => {
    const queue = queueOf({ backlog: file(group('dev', 'high', one)), index: file(entry('x/BACKLOG.md')) });
    const [chosen] = queue.backlog.groups;
    assert.ok(chosen && queue.index);
    const added = newTask(queue.backlog, chosen, { title: 'Draw the tide curve' }, policyOf(queue.backlog), {
      ...options,
      otherTexts: [],
      index: queue.index,
    });
    const { index } = applied(queue, added);
    const last = parse(index ?? '', 'index').indexEntries.at(-1);
    assert.match(index?.slice(last?.range.start) ?? '', /^location: x\/BACKLOG\.md {2}$/m);
  });
});

function promotion(texts: Texts, places: MoveOptions): Texts {
  const queue = queueOf(texts);
  const [chosen] = queue.backlog.groups;
  assert.ok(chosen);
  const batch = chooseBatch(queue, chosen, policyOf(queue.backlog));
  if ('refused' in batch) assert.fail(batch.refused);
  return applied(queue, promote(queue, batch, places));
}
