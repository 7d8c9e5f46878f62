import assert from 'node:assert/strict';
import { relativePath, resolvedPath } from '#core';
// How a queue's files name one another is no part of the public face of core.
import { namesFile, pathOf, pathsFromSharedFolder } from '../../core/src/queue/filePaths.ts';

describe('the path of a URI', () => {
  for (const [uri, path] of [
    ['file:///work/queue/TODO.md', '/work/queue/TODO.md'],
    ['file://host/work/TODO.md', '/work/TODO.md'],
    ['vscode-vfs://github/owner/TODO.md?ref=main#L1', '/owner/TODO.md'],
    ['file:///work/my%20queue/TODO.md', '/work/my queue/TODO.md'],
    ['file:///work/100%/TODO.md', '/work/100%/TODO.md'],
    ['untitled:TODO.md', 'TODO.md'],
    ['/work/a:b/TODO.md', '/work/a:b/TODO.md'],
  ] as const) {
    it(`${uri} is ${path}`, () => {
      assert.equal(pathOf(uri), path);
    });
  }
});

describe('the path from one file to another', () => {
  for (const [from, to, relative, shared] of [
    ['/work/BACKLOG.md', '/work/TODO.md', 'TODO.md', ['BACKLOG.md', 'TODO.md']],
    ['/work/BACKLOG.md', '/work/BACKLOG.md', 'BACKLOG.md', ['BACKLOG.md', 'BACKLOG.md']],
    ['/work/a/b/INDEX.md', '/work/c/TODO.md', '../../c/TODO.md', ['a/b/INDEX.md', 'c/TODO.md']],
    ['/work/INDEX.md', '/work/INDEX.md/TODO.md', 'INDEX.md/TODO.md', ['INDEX.md', 'INDEX.md/TODO.md']],
    ['/work/TODO.md/INDEX.md', '/work/TODO.md', '../TODO.md', ['TODO.md/INDEX.md', 'TODO.md']],
  ] as const) {
    it(`from ${from} to ${to} is ${relative}`, () => {
      assert.equal(relativePath(`file://${from}`, `file://${to}`), relative);
      assert.deepEqual(pathsFromSharedFolder(`file://${from}`, `file://${to}`), shared);
    });
  }
});

describe('a path that a file names', () => {
  const from = 'file:///work/tasks/TASK_INDEX.md';

  for (const [written, path] of [
    ['TODO.md', '/work/tasks/TODO.md'],
    ['./todo//TODO.md', '/work/tasks/todo/TODO.md'],
    ['todo\\TODO.md', '/work/tasks/todo/TODO.md'],
    ['../docs/./tides.md', '/work/docs/tides.md'],
  ] as const) {
    it(`leads from ${written} to ${path}`, () => {
      assert.equal(resolvedPath(written, from), path);
    });
  }

  for (const [written, file, expected] of [
    ['TODO.md', '/elsewhere/TODO.md', true],
    ['tasks/TODO.md', '/elsewhere/tasks/TODO.md', true],
    ['./tasks/TODO.md', '/elsewhere/tasks/TODO.md', true],
    ['ODO.md', '/elsewhere/TODO.md', false],
    ['../TODO.md', '/work/TODO.md', true],
    ['../TODO.md', '/elsewhere/TODO.md', false],
    ['tasks', '/elsewhere/tasks/TODO.md', false],
    ['', '/work/tasks/TODO.md', false],
    ['./', '/work/tasks/TODO.md', false],
  ] as const) {
    it(`${JSON.stringify(written)} ${expected ? 'names' : 'does not name'} ${file}`, () => {
      assert.equal(namesFile(written, from, `file://${file}`), expected);
    });
  }
});
