import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { ChangedMeanwhile } from '#server/messages';
import { HalfWritten, Locked } from '../../cli/src/disk/errors.ts';
import { lockName, withLocks } from '../../cli/src/disk/lock.ts';
import { type FileChange, writeFiles } from '../../cli/src/disk/writeFiles.ts';
import { Folder } from '../folder.ts';

const soon = { wait: 200, stale: 60_000 };

describe('writing to the disk', () => {
  let folder: Folder;

  beforeEach(() => {
    folder = new Folder();
    folder.write('TODO.md', 'old todo\n');
    folder.write('BACKLOG.md', 'old backlog with the task\n');
  });
  afterEach(() => {
    folder.remove();
  });

  const path = (name: string): string => join(folder.path, name);
  const move = (): FileChange[] => [
    { path: path('TODO.md'), before: 'old todo\n', after: 'old todo\nthe task\n' },
    { path: path('BACKLOG.md'), before: 'old backlog with the task\n', after: 'old backlog\n' },
  ];
  const names = (): string[] => readdirSync(folder.path).sort();

  it('replaces every file and leaves nothing else behind', async () => {
    await writeFiles([...move(), { path: path('ARCHIVE.md'), before: undefined, after: 'new\n' }]);
    assert.equal(folder.read('TODO.md'), 'old todo\nthe task\n');
    assert.equal(folder.read('BACKLOG.md'), 'old backlog\n');
    assert.equal(folder.read('ARCHIVE.md'), 'new\n');
    assert.deepEqual(names(), ['ARCHIVE.md', 'BACKLOG.md', 'TODO.md']);
  });

  it('leaves a task twice, never nowhere, when it ends between two files', async () => {
    let replaced = 0;
    const replace = (temporary: string, target: string): Promise<void> => {
      if (++replaced === 2) return Promise.reject(new Error('power cut'));
      renameSync(temporary, target);
      return Promise.resolve();
    };
    await assert.rejects(writeFiles(move(), { replace }), (error: Error) => {
      assert.ok(error instanceof HalfWritten);
      assert.match(
        error.message,
        /BACKLOG\.md could not be written \(power cut\).* No task is lost\. Have the files checked/,
      );
      return true;
    });
    assert.match(folder.read('TODO.md'), /the task/);
    assert.match(folder.read('BACKLOG.md'), /the task/);
    assert.deepEqual(names(), ['BACKLOG.md', 'TODO.md']);
  });

  it('does nothing when one of the files is not what it was', async () => {
    folder.write('BACKLOG.md', 'typed meanwhile\n');
    await assert.rejects(writeFiles(move()), ChangedMeanwhile);
    assert.equal(folder.read('TODO.md'), 'old todo\n');
    const created = { path: path('TODO.md'), before: undefined, after: 'new\n' };
    await assert.rejects(writeFiles([created]), ChangedMeanwhile);
    const gone = { path: path('GONE.md'), before: 'was there', after: 'new\n' };
    await assert.rejects(writeFiles([gone]), ChangedMeanwhile);
    assert.deepEqual(names(), ['BACKLOG.md', 'TODO.md']);
  });

  it('does not write over what somebody writes while the temporaries are written', async () => {
    for (const name of ['TODO.md', 'BACKLOG.md']) {
      const before = folder.read(name);
      const appended = `${before}appended meanwhile\n`;
      let flushed = 0;
      const flush = (): Promise<void> => {
        if (++flushed === 2) folder.write(name, appended);
        return Promise.resolve();
      };
      await assert.rejects(writeFiles(move(), { flush }), ChangedMeanwhile);
      assert.equal(folder.read(name), appended);
      folder.write(name, before);
    }
    assert.equal(folder.read('TODO.md'), 'old todo\n');
    assert.deepEqual(names(), ['BACKLOG.md', 'TODO.md']);
  });

  it('does not write over what somebody writes between two files, and says what to do', async () => {
    const replace = (temporary: string, target: string): Promise<void> => {
      renameSync(temporary, target);
      folder.write('BACKLOG.md', 'typed meanwhile\n');
      return Promise.resolve();
    };
    await assert.rejects(writeFiles(move(), { replace }), (error: Error) => {
      assert.ok(error instanceof HalfWritten);
      assert.match(
        error.message,
        /BACKLOG\.md could not be written \(it has changed meanwhile\), but .*TODO\.md already was\. No task is lost\. Have the files checked: that names what is in two files or missing in the index\.$/,
      );
      return true;
    });
    assert.equal(folder.read('BACKLOG.md'), 'typed meanwhile\n');
    assert.match(folder.read('TODO.md'), /the task/);
  });

  it('keeps a link, and writes what it leads to', async () => {
    folder.write('there/TODO.md', 'old todo\n');
    symlinkSync(path('there/TODO.md'), path('LINK.md'));
    await writeFiles([{ path: path('LINK.md'), before: 'old todo\n', after: 'new\n' }]);
    assert.equal(folder.read('there/TODO.md'), 'new\n');
    assert.deepEqual(readdirSync(path('there')), ['TODO.md']);
  });

  it('does not follow a link that leads nowhere', async () => {
    symlinkSync(path('nowhere/TODO.md'), path('ARCHIVE.md'));
    const created = { path: path('ARCHIVE.md'), before: undefined, after: 'new\n' };
    await assert.rejects(writeFiles([...move(), created]), {
      message: `${path('ARCHIVE.md')} cannot be written: it is a link that leads out of the folders or nowhere. Nothing was done.`,
    });
    assert.equal(folder.read('TODO.md'), 'old todo\n');
  });

  it('does not replace a file that may not be written', async () => {
    chmodSync(path('BACKLOG.md'), 0o444);
    await assert.rejects(writeFiles(move()), {
      message: `${path('BACKLOG.md')} cannot be written: permission is denied. Nothing was done.`,
    });
    assert.equal(folder.read('TODO.md'), 'old todo\n');
    assert.deepEqual(names(), ['BACKLOG.md', 'TODO.md']);
  });

  it('says in words what the system has against a file', async () => {
    mkdirSync(path('ARCHIVE.md'));
    const archive = { path: path('ARCHIVE.md'), before: 'old\n', after: 'new\n' };
    await assert.rejects(writeFiles([...move(), archive]), {
      message: `${path('ARCHIVE.md')} cannot be written: it is a folder. Nothing was done.`,
    });
    assert.equal(folder.read('TODO.md'), 'old todo\n');
  });

  it('leaves a file to whom it belongs', async function () {
    // Only the superuser can give files away.
    if (process.getuid?.() !== 0) this.skip();
    chownSync(path('BACKLOG.md'), 12345, 54321);
    chmodSync(path('BACKLOG.md'), 0o664);
    await writeFiles(move());
    const { uid, gid, mode } = statSync(path('BACKLOG.md'));
    assert.deepEqual([uid, gid, mode & 0o7777], [12345, 54321, 0o664]);
  });

  it('says that a lock is held where its name is taken by a folder, or by a link that leads nowhere', async () => {
    mkdirSync(path(lockName));
    folder.write('other/TODO.md', 'old todo\n');
    symlinkSync(path('nowhere'), path(join('other', lockName)));
    for (const locked of [folder.path, path('other')]) {
      const locking = withLocks([locked], () => Promise.resolve(), soon);
      await assert.rejects(locking, (error: Error) => {
        assert.ok(error instanceof Locked, error.message);
        assert.ok(error.message.includes(`delete ${join(locked, lockName)}`), error.message);
        return true;
      });
    }
  });

  it('does nothing while somebody else holds the lock, and says who', async () => {
    await withLocks([folder.path], async () => {
      await assert.rejects(writeFiles(move(), { lockTimes: soon }), (error: Error) => {
        assert.ok(error instanceof Locked);
        assert.ok(error.message.includes(`process ${String(process.pid)} on ${hostname()}`), error.message);
        assert.ok(error.message.includes(path(lockName)), error.message);
        return true;
      });
    });
    assert.equal(folder.read('TODO.md'), 'old todo\n');
    assert.deepEqual(names(), ['BACKLOG.md', 'TODO.md']);
  });

  it('removes the lock of a process that has ended', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    folder.write(lockName, JSON.stringify({ pid, host: hostname(), token: 'theirs' }));
    await writeFiles(move(), { lockTimes: soon });
    assert.equal(folder.read('BACKLOG.md'), 'old backlog\n');
    assert.deepEqual(names(), ['BACKLOG.md', 'TODO.md']);
  });

  it('removes a lock of another machine, or of nobody, only when it is old', async () => {
    for (const text of ['', JSON.stringify({ pid: 1, host: 'elsewhere', token: 'theirs' })]) {
      folder.write(lockName, text);
      await assert.rejects(
        withLocks([folder.path], () => Promise.resolve(), soon),
        Locked,
      );
      const long = statSync(path(lockName)).mtimeMs / 1000 - 120;
      utimesSync(path(lockName), long, long);
      assert.equal(await withLocks([folder.path], () => Promise.resolve('done'), soon), 'done');
    }
    assert.deepEqual(names(), ['BACKLOG.md', 'TODO.md']);
  });

  it('has many wait for one another, none at the same time', async () => {
    let inside = 0;
    const work = async (): Promise<void> => {
      assert.equal(++inside, 1);
      await new Promise(setImmediate);
      inside--;
    };
    await Promise.all(
      Array.from({ length: 20 }, () => withLocks([folder.path], work, { ...soon, wait: 60_000 })),
    );
    assert.deepEqual(names(), ['BACKLOG.md', 'TODO.md']);
  });
});
