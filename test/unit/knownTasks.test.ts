import assert from 'node:assert/strict';
import { KnownTasks, parse } from '#core';
import { file, group, task } from '../sampleTasks.ts';
import { queueFile } from './surroundings.ts';

const [one, two] = ['TASK-20260301-001', 'TASK-20260301-002'] as const;

function backlog(...tasks: readonly string[]): string {
  return file(group('dev', 'high', ...tasks));
}

function entry(id: string, location = 'BACKLOG.md'): string {
  return `## index_entry_begin\n[id:${id}]\nlocation: ${location}\n## index_entry_end`;
}

/** The files in which tasks and entries of an id are known, by what their paths end with. */
function places(known: KnownTasks, id: string): { tasks: string[]; entries: string[] } {
  const name = (uri: string): string => uri.slice('file:///work/queue/'.length);
  return {
    tasks: known.tasks(id).map((place) => name(place.file.uri)),
    entries: known.entries(id).map((place) => name(place.file.uri)),
  };
}

describe('the known tasks', () => {
  it('are found by their ids, in all files that were taken in', () => {
    const known = new KnownTasks();
    const files = [
      queueFile('BACKLOG.md', backlog(task({ id: one }), task({ id: two }), task({ id: two }))),
      queueFile('TODO.md', file(task({ id: one }))),
      queueFile('TASK_INDEX.md', file(entry(one), entry(one))),
    ];
    for (const each of files) known.set(each);
    assert.deepEqual(places(known, one), {
      tasks: ['BACKLOG.md', 'TODO.md'],
      entries: ['TASK_INDEX.md', 'TASK_INDEX.md'],
    });
    assert.deepEqual(places(known, two), { tasks: ['BACKLOG.md', 'BACKLOG.md'], entries: [] });
    assert.deepEqual(known.tasks(two)[1]?.task, files[0]?.document.tasks[2]);
    assert.deepEqual([...known.files], files);
    assert.ok(files.every(({ uri }) => known.has(uri)));
    assert.ok(!known.has('file:///work/queue/ARCHIVE.md'));
  });

  it('are not those without an id', () => {
    const known = new KnownTasks();
    known.set(queueFile('BACKLOG.md', backlog(task({ id: '' }), '## task_begin\n## task_end')));
    known.set(queueFile('TASK_INDEX.md', file(entry(''), '## index_entry_begin\n## index_entry_end')));
    assert.deepEqual(places(known, ''), { tasks: [], entries: [] });
    assert.deepEqual(places(known, 'undefined'), { tasks: [], entries: [] });
  });

  it('are not the examples of TASKS.md', () => {
    const known = new KnownTasks();
    known.set(queueFile('TASKS.md', file(task({ id: one }), entry(one))));
    assert.deepEqual(places(known, one), { tasks: [], entries: [] });
    assert.equal([...known.files].length, 1);
  });

  it('are those of the newest text of a file', () => {
    const known = new KnownTasks();
    known.set(queueFile('TODO.md', file(task({ id: one }))));
    known.set(queueFile('BACKLOG.md', backlog(task({ id: one }))));
    known.set(queueFile('BACKLOG.md', backlog(task({ id: two }))));
    assert.deepEqual(places(known, one).tasks, ['TODO.md']);
    assert.deepEqual(places(known, two).tasks, ['BACKLOG.md']);
    known.set(queueFile('TASK_INDEX.md', entry(one)));
    known.set(queueFile('TASK_INDEX.md', entry(two)));
    assert.deepEqual(places(known, one).entries, []);
    assert.deepEqual(places(known, two).entries, ['TASK_INDEX.md']);
  });

  it('are those of other files once a file is gone', () => {
    const known = new KnownTasks();
    const gone = queueFile('BACKLOG.md', backlog(task({ id: one }), task({ id: two })));
    known.set(gone);
    known.set(queueFile('TODO.md', file(task({ id: one }))));
    known.set(queueFile('TASK_INDEX.md', entry(one)));
    known.delete(gone.uri);
    assert.deepEqual(places(known, one), { tasks: ['TODO.md'], entries: ['TASK_INDEX.md'] });
    assert.deepEqual(places(known, two), { tasks: [], entries: [] });
    assert.ok(!known.has(gone.uri));
    known.delete('file:///work/queue/TASK_INDEX.md');
    assert.deepEqual(places(known, one).entries, []);
  });

  it('stay where they are when the same file is taken in again', () => {
    const known = new KnownTasks();
    const first = queueFile('BACKLOG.md', backlog(task({ id: one })));
    known.set(first);
    known.set(queueFile('TODO.md', file(task({ id: one }))));
    known.set(first);
    assert.deepEqual(places(known, one).tasks, ['BACKLOG.md', 'TODO.md']);
  });
});

describe('the revision of the known tasks', () => {
  const text = backlog(task({ id: one }));
  const index = file(entry(one));

  for (const [what, path, before, after] of [
    ['an id', 'BACKLOG.md', text, text.replace(one, two)],
    ['a status', 'BACKLOG.md', text, text.replace('todo', 'done')],
    ['the status of a task that had none', 'BACKLOG.md', text.replace(/.*Status.*\n/, ''), text],
    ['the number of tasks', 'BACKLOG.md', text, backlog(task({ id: one }), task({ id: one }))],
    ['the id of an entry', 'TASK_INDEX.md', index, index.replace(one, two)],
    ['the location of an entry', 'TASK_INDEX.md', index, index.replace('BACKLOG', 'TODO')],
    ['the last task', 'BACKLOG.md', text, file(group('dev', 'high'))],
    ['whether a file is one of tasks', 'BACKLOG.md', 'Milk\n', file(group('dev', 'high'))],
    ['whether TASKS.md is ours', 'TASKS.md', 'Milk\n', file(group('dev', 'high'))],
  ] as const) {
    it(`changes with ${what}`, () => {
      const known = new KnownTasks();
      known.set(queueFile(path, before));
      const { revision } = known;
      known.set(queueFile(path, after));
      assert.notEqual(known.revision, revision);
    });
  }

  it('changes with the files', () => {
    const known = new KnownTasks();
    const revisions = [known.revision];
    const milk = { uri: 'file:///work/queue/BACKLOG.md', document: parse('Milk\n', 'backlog') };
    known.set(milk);
    revisions.push(known.revision);
    known.delete(milk.uri);
    revisions.push(known.revision);
    assert.equal(new Set(revisions).size, 3);
    known.delete(milk.uri);
    assert.equal(known.revision, revisions[2]);
  });

  it('stays as long as other files see nothing of a change', () => {
    const known = new KnownTasks();
    known.set(queueFile('BACKLOG.md', text));
    known.set(queueFile('TASK_INDEX.md', index));
    const { revision } = known;
    known.set(queueFile('BACKLOG.md', text.replace('Measure', 'Look')));
    known.set(queueFile('TASK_INDEX.md', index.replace('location', 'title: Tides\nlocation')));
    assert.equal(known.revision, revision);
  });
});
