import assert from 'node:assert/strict';
import { fileKind, parse } from '#core';
import { groupQueues } from '#server/workspace/queueGrouping';
import { file, task } from '../sampleTasks.ts';

/** The queues of a tree of files, `folder: backlogs | todo | archive | index | tasks` each, paths from the root. */
function queuesOf(files: Readonly<Record<string, string>>): string[] {
  const root = 'file:///work/';
  const short = (uri: string | undefined): string => uri?.replace(root, '') ?? '-';
  const places = groupQueues(
    Object.keys(files).map((path) => root + path),
    (uri) => {
      const kind = fileKind(uri);
      return kind && parse(files[uri.slice(root.length)] ?? '', kind);
    },
  );
  return places.map(
    ({ folder, backlogs, todo, archive, index, tasks }) =>
      `${short(folder)}: ${backlogs.map(short).join(' + ')} | ${[todo, archive, index, tasks].map(short).join(' | ')}`,
  );
}

const ours = file(task({ id: 'TASK-20260301-001' }));
const entry = (location: string): string =>
  file(`## index_entry_begin\n[id:TASK-20260301-001]\nlocation: ${location}\n## index_entry_end`);

describe('queues', () => {
  it('are the task files of one folder', () => {
    assert.deepEqual(
      queuesOf({
        'tasks/BACKLOG.md': ours,
        'tasks/TODO.md': ours,
        'tasks/ARCHIVE.md': ours,
        'tasks/TASK_INDEX.md': '',
        'tasks/TASKS.md': '',
        'tasks/README.md': '',
      }),
      ['tasks: tasks/BACKLOG.md | tasks/TODO.md | tasks/ARCHIVE.md | tasks/TASK_INDEX.md | tasks/TASKS.md'],
    );
  });

  it('of different folders are different ones', () => {
    assert.deepEqual(queuesOf({ 'a/BACKLOG.md': ours, 'b/TODO.md': ours, 'b/BACKLOG.md': ours }), [
      'a: a/BACKLOG.md | - | - | - | -',
      'b: b/BACKLOG.md | b/TODO.md | - | - | -',
    ]);
  });

  it('can have several backlogs, of which BACKLOG.md is the first', () => {
    assert.deepEqual(
      queuesOf({ 'a/API_BACKLOG.md': ours, 'a/BACKLOG.md': ours, 'a/SECURITY_BACKLOG.md': ours }),
      ['a: a/BACKLOG.md + a/API_BACKLOG.md + a/SECURITY_BACKLOG.md | - | - | - | -'],
    );
  });

  it('can have the archive in a folder of its own', () => {
    assert.deepEqual(queuesOf({ 'a/TODO.md': ours, 'a/ARCHIVE/ARCHIVE.md': ours }), [
      'a:  | a/TODO.md | a/ARCHIVE/ARCHIVE.md | - | -',
    ]);
    assert.deepEqual(queuesOf({ 'a/TODO.md': ours, 'a/ARCHIVE.md': ours, 'a/ARCHIVE/ARCHIVE.md': ours }), [
      'a:  | a/TODO.md | a/ARCHIVE.md | - | -',
    ]);
  });

  it('can have TODO.md one folder below the backlog', () => {
    assert.deepEqual(
      queuesOf({ 'a/BACKLOG.md': ours, 'a/todo/TODO.md': '', 'a/todo/ARCHIVE/ARCHIVE.md': ours }),
      ['a: a/BACKLOG.md | a/todo/TODO.md | a/todo/ARCHIVE/ARCHIVE.md | - | -'],
    );
    assert.deepEqual(queuesOf({ 'a/BACKLOG.md': ours, 'a/now/TODO.md': ours }), [
      'a: a/BACKLOG.md | a/now/TODO.md | - | - | -',
    ]);
  });

  it('do not take a TODO.md from below that is of another kind, has a backlog, or is one of several', () => {
    assert.deepEqual(queuesOf({ 'BACKLOG.md': ours, 'web/TODO.md': '# Buy milk\n' }), [
      'file:///work: BACKLOG.md | - | - | - | -',
      'web:  | web/TODO.md | - | - | -',
    ]);
    assert.deepEqual(queuesOf({ 'a/BACKLOG.md': ours, 'a/b/TODO.md': ours, 'a/b/BACKLOG.md': ours }), [
      'a: a/BACKLOG.md | - | - | - | -',
      'a/b: a/b/BACKLOG.md | a/b/TODO.md | - | - | -',
    ]);
    assert.deepEqual(queuesOf({ 'a/BACKLOG.md': ours, 'a/b/TODO.md': ours, 'a/c/TODO.md': ours }), [
      'a: a/BACKLOG.md | - | - | - | -',
      'a/b:  | a/b/TODO.md | - | - | -',
      'a/c:  | a/c/TODO.md | - | - | -',
    ]);
  });

  it('without an index are served by one above that names their files', () => {
    assert.deepEqual(
      queuesOf({ 'tasks/TASK_INDEX.md': entry('docs/todo/TODO.md'), 'tasks/docs/todo/TODO.md': ours }),
      [
        'tasks/docs/todo:  | tasks/docs/todo/TODO.md | - | tasks/TASK_INDEX.md | -',
        'tasks:  | - | - | tasks/TASK_INDEX.md | -',
      ],
    );
    assert.deepEqual(queuesOf({ 'TASK_INDEX.md': entry('TODO.md'), 'web/TODO.md': ours }), [
      'web:  | web/TODO.md | - | - | -',
      'file:///work:  | - | - | TASK_INDEX.md | -',
    ]);
  });

  it('are named by an index however its locations are written', () => {
    for (const location of ['`web/TODO.md`', './web/TODO.md', 'web\\TODO.md', 'ops/../web/TODO.md'])
      assert.equal(
        queuesOf({ 'TASK_INDEX.md': entry(location), 'web/TODO.md': ours })[0],
        'web:  | web/TODO.md | - | TASK_INDEX.md | -',
        location,
      );
    const index = entry('web/TODO.md').replace('location:', 'Location :');
    assert.equal(
      queuesOf({ 'TASK_INDEX.md': index, 'web/TODO.md': ours })[0],
      'web:  | web/TODO.md | - | TASK_INDEX.md | -',
    );
    assert.equal(
      queuesOf({ 'TASK_INDEX.md': entry('web app/TODO.md'), 'web%20app/TODO.md': ours })[0],
      'web%20app:  | web%20app/TODO.md | - | TASK_INDEX.md | -',
    );
  });
});
