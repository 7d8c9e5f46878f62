import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { agentBacklog, type Ended } from '../commandLine.ts';
import { Folder } from '../folder.ts';
import { file, group, task } from '../sampleTasks.ts';

const [first, second, active] = ['TASK-20260301-001', 'TASK-20260301-002', 'TASK-20260301-003'];

/** What stands in the place of a file and can be read by nobody, not even by the superuser. */
const obstacles: readonly (readonly [name: string, reason: string, make: (path: string) => void])[] = [
  [
    'a folder',
    'it is a folder',
    (path) => {
      mkdirSync(path);
    },
  ],
  [
    'a link to itself',
    'its links lead round in a circle',
    (path) => {
      symlinkSync('TODO.md', path);
    },
  ],
];

for (const [name, reason, make] of obstacles)
  describe(`a queue with ${name} for its TODO.md`, () => {
    let folder: Folder;

    beforeEach(() => {
      folder = new Folder();
      folder.write('a/BACKLOG.md', file(group('dev', 'high', task({ id: first }))));
      folder.write('a/TODO.md', file('# At work', task({ id: active })));
      folder.write('z/BACKLOG.md', file(group('dev', 'high', task({ id: second }))));
      make(join(folder.path, 'z/TODO.md'));
    });
    afterEach(() => {
      folder.remove();
    });

    const run = (...args: string[]): Promise<Ended> => agentBacklog(folder.path, args);
    /** That a file was said to be unreadable, once and as the only thing. */
    const isTold = ({ stderr }: Ended): void => {
      assert.equal(
        stderr.replace(/^agent-backlog: /, ''),
        `${folder.path}/z/TODO.md cannot be read: ${reason}.\n`,
      );
    };

    it('is listed with what can be read, beside the others', async () => {
      const listed = await run('list');
      assert.match(listed.stdout, /^Queue a: [^]*TASK-20260301-001[^]*^Queue z: [^]*TASK-20260301-002/m);
      isTold(listed);
      assert.equal(listed.status, 2);
      const next = await run('next', '--json');
      const { tasks, unread } = JSON.parse(next.stdout) as { tasks: { id: string }[]; unread: unknown };
      assert.deepEqual(
        tasks.map(({ id }) => id),
        [active],
      );
      assert.deepEqual(unread, [{ file: 'z/TODO.md', reason }]);
      isTold(next);
      assert.equal(next.status, 2);
    });

    it('is in the way of no move in the others', async () => {
      const promoted = await run('promote', 'dev/high', '--queue', 'a');
      assert.match(promoted.stdout, /moved from a\/BACKLOG\.md to a\/TODO\.md/);
      isTold(promoted);
      assert.equal(promoted.status, 0);
      assert.equal((await run('complete', active, '--dry-run')).status, 0);
    });

    it('is named beside why a command is refused', async () => {
      for (const command of ['list', 'next']) {
        const { stderr, status } = await run(command, '--queue', 'y');
        const [told, refused] = stderr.split('\n');
        assert.equal(told, `${folder.path}/z/TODO.md cannot be read: ${reason}.`);
        assert.match(String(refused), /There is no queue y\./);
        assert.equal(status, 2);
      }
    });

    it('is not changed', async () => {
      const before = folder.read('z/BACKLOG.md');
      for (const args of [
        ['promote', 'dev/high', '--queue', 'z'],
        ['promote', second],
        ['promote', second, '--dry-run'],
        ['add', '--queue', 'z', '--type', 'dev', '--priority', 'high', '--title', 'Draw the moon'],
      ]) {
        const refused = await run(...args);
        isTold(refused);
        assert.equal(refused.status, 2, args.join(' '));
        assert.equal(refused.stdout, '');
      }
      assert.equal(folder.read('z/BACKLOG.md'), before);
    });
  });
