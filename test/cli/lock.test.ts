import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, symlinkSync, utimesSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { Locked } from '../../cli/src/disk/errors.ts';
import { lockName, withLocks } from '../../cli/src/disk/lock.ts';
import { type ProcessMark, thisProcess } from '../../cli/src/disk/processes.ts';
import { temporaryName } from '../../cli/src/disk/temporaries.ts';
import { writeFiles } from '../../cli/src/disk/writeFiles.ts';
import { agentBacklog } from '../commandLine.ts';
import { Folder } from '../folder.ts';
import { file, group, task } from '../sampleTasks.ts';
import { counted, everyKill, inTwos, killed, killsAll, killsAt } from './killing.ts';

const soon = { wait: 200 };
const removalName = `${lockName}.removal`;
const hour = 3_600_000;

describe('the lock of a folder', () => {
  let folder: Folder;

  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => {
    folder.remove();
  });

  const path = (name: string): string => join(folder.path, name);
  const names = (): string[] => readdirSync(folder.path).sort();
  /** Writes the lock of a process. */
  const leave = (mark: ProcessMark, name = lockName, age = 0): void => {
    folder.write(name, lockText(mark));
    const then = (Date.now() - age) / 1000;
    utimesSync(path(name), then, then);
  };
  const isFree = (): Promise<boolean> =>
    withLocks([folder.path], () => Promise.resolve(true), soon).catch((error: unknown) => {
      assert.ok(error instanceof Locked, String(error));
      return false;
    });

  it('is removed when its process has ended, whoever has its number now', async function () {
    if (process.platform !== 'linux') this.skip();
    leave({ ...thisProcess(), began: '1' });
    assert.equal(await isFree(), true);
    leave(thisProcess(), lockName, 24 * hour);
    assert.equal(
      await isFree(),
      false,
      'a process that is still running is waited for, however long that takes',
    );
  });

  it('is removed after an hour where nobody can tell who has its number', async () => {
    const mark = { ...thisProcess(), began: '' };
    leave(mark, lockName, 0.9 * hour);
    assert.equal(await isFree(), false);
    leave(mark, lockName, 1.1 * hour);
    assert.equal(await isFree(), true);
  });

  it('is removed after a minute where the number is one of another machine or container', async () => {
    const mark = { ...endedProcess(), space: '0123456789ab' };
    leave(mark, lockName, 50_000);
    assert.equal(await isFree(), false);
    leave(mark, lockName, 70_000);
    assert.equal(await isFree(), true);
  });

  it('is removed when its process was killed and nobody has taken note of that', async function () {
    if (process.platform !== 'linux') this.skip();
    // What becomes of the shell never asks for its child's end.
    const parent = spawn('sh', ['-c', 'true & echo $!; exec cat'], { stdio: ['pipe', 'pipe', 'inherit'] });
    try {
      const [text] = (await once(parent.stdout, 'data')) as [Buffer];
      leave({ ...thisProcess(), pid: Number(text.toString()), began: '' });
      assert.equal(await withLocks([folder.path], () => Promise.resolve('done'), { wait: 20_000 }), 'done');
    } finally {
      parent.stdin.end();
      await once(parent, 'exit');
    }
  });

  it('is never held by two, when many find one that was left behind', async () => {
    const dead = endedProcess();
    for (let round = 0; round < 150; round++) {
      leave(dead);
      if (round % 3 === 0) leave(dead, removalName);
      // Who waits finds what another has made in the place of what he wanted to remove.
      const wait = round % 15 === 0 ? 100 : 0;
      let inside = 0;
      const attempts: Promise<boolean>[] = Array.from({ length: 12 }, async (_, own) => {
        const untilOthersGaveUp = async (): Promise<boolean> => {
          assert.equal(++inside, 1);
          await Promise.all(attempts.filter((__, at) => at !== own));
          return true;
        };
        return withLocks([folder.path], untilOthersGaveUp, { wait }).catch((error: unknown) => {
          assert.ok(error instanceof Locked, String(error));
          return false;
        });
      });
      const held = await Promise.all(attempts);
      assert.equal(held.filter(Boolean).length, 1);
      assert.deepEqual(names(), []);
    }
  });

  it('has what killed processes left behind cleared away, and nothing else', async () => {
    const dead = endedProcess();
    const named = (mark: ProcessMark, name = 'TODO.md'): string => {
      const own = thisProcess();
      const [whose, theirs] = [own, mark].map(
        ({ pid, space, began }) => `.${String(pid)}-${space}-${began}-`,
      );
      return temporaryName(name).replace(whose ?? '', theirs ?? '');
    };
    const kept = [
      named(thisProcess()),
      named({ ...dead, space: '0123456789ab' }),
      temporaryName(lockName),
      `.TODO.md.${String(dead.pid)}.tmp`,
      '.TODO.md.4f7f2a0e-8c0a-4d3a-9a53-1c2b1f9f0c11.tmp',
      'TODO.md',
    ];
    const left = [
      named(dead),
      named({ ...dead, began: '' }),
      named(dead, lockName),
      named(dead, 'ÄÖ (1).md'),
    ];
    for (const name of [...kept, ...left]) folder.write(name, 'text\n');
    leave(dead, removalName);
    leave(dead, `${removalName}.removal`);
    assert.equal(new Set(names()).size, kept.length + left.length + 2);
    assert.equal(await isFree(), true);
    assert.deepEqual(names(), kept.sort());
  });

  it('is mended after a process that was killed while it removed one that was left behind', async function () {
    this.timeout(600_000);
    const first = 'TASK-20260301-001';
    const args = ['promote', first];
    const begin = (one: Folder): void => {
      one.write('BACKLOG.md', file(group('dev', 'high', task({ id: first }))));
      for (const name of [lockName, removalName]) one.write(name, lockText(endedProcess()));
    };
    begin(folder);
    const { status, stderr, calls } = await counted(folder.path, args);
    assert.equal(status, 0, stderr);
    // From the first temporary of a file on, the lock is its own.
    const locking = calls.slice(0, calls.indexOf('sync'));
    const kills = killsAll ? everyKill(locking) : killsAt(['rm'], locking);
    assert.ok(kills.length > 8);
    await inTwos(kills, async (kill) => {
      const other = new Folder();
      begin(other);
      assert.equal((await killed(other.path, args, kill)).status, null, kill);
      const again = await agentBacklog(other.path, args);
      assert.equal(again.status, 0, `${kill}: ${again.stderr}`);
      assert.deepEqual(readdirSync(other.path).sort(), ['BACKLOG.md', 'TODO.md'], kill);
      other.remove();
    });
  });

  it('is taken in the folder, too, that a link leads to', async () => {
    folder.write('there/TODO.md', 'old\n');
    folder.write('here/BACKLOG.md', 'old\n');
    symlinkSync(path('there/TODO.md'), path('here/TODO.md'));
    const change = { path: path('here/TODO.md'), before: 'old\n', after: 'new\n' };
    await withLocks([path('there')], () => assert.rejects(writeFiles([change], { lockTimes: soon }), Locked));
    await writeFiles([change], { lockTimes: soon });
    assert.equal(folder.read('there/TODO.md'), 'new\n');
  });
});

function lockText(mark: ProcessMark): string {
  return JSON.stringify({ ...mark, host: hostname(), token: 'theirs' });
}

/** A process of this machine that has ended. */
function endedProcess(): ProcessMark {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  return { ...thisProcess(), pid, began: '1' };
}
