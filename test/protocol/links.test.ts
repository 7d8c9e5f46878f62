import assert from 'node:assert/strict';
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { file, task } from '../sampleTasks.ts';
import { capable, entry, first, IdClient, second, start, third } from './idClient.ts';

describe('links and symbols', () => {
  let client: IdClient;
  afterEach(() => client.stop());

  it('finds tasks of all queues by their ids and titles', async () => {
    client = await start();
    const found = async (query: string): Promise<string[]> =>
      (await client.tasksFor(query)).map(({ name }) => name);
    assert.deepEqual(await found('coast'), [`${second} Chart the coast`]);
    assert.deepEqual(await found('chco'), [`${second} Chart the coast`]);
    assert.deepEqual(await found('301-003'), [`${third} Buy a boat`]);
    assert.deepEqual(await found('coast 002'), [`${second} Chart the coast`]);
    assert.deepEqual(await found('coast boat'), []);
    assert.equal((await found('')).length, 4);
    assert.equal((await found('')).at(-1), `${third} Buy a boat`, 'what is done comes last');
    const [boat] = await client.tasksFor('boat');
    const [own] = await client.tasksFor('tables');
    assert.deepEqual([boat?.containerName, boat?.tags], ['plans/ARCHIVE.md', [1]]);
    assert.deepEqual([own?.containerName, own?.tags], ['plans/BACKLOG.md · dev · high', undefined]);
    assert.equal(
      client
        .shown(own?.location.uri ?? '', own?.location.range ?? assert.fail())
        .startsWith('plans/BACKLOG.md:10 ###'),
      true,
    );
  });

  describe('links', () => {
    it('lead from ids and paths to what is there', async () => {
      client = await start();
      assert.deepEqual(await client.linksOf('plans/BACKLOG.md'), [
        `plans/BACKLOG.md:13 ${second} → plans/TODO.md#L4`,
        'plans/BACKLOG.md:12 docs/tides.md → docs/tides.md',
      ]);
      assert.deepEqual(await client.linksOf('plans/TASK_INDEX.md'), [
        `plans/TASK_INDEX.md:4 ${first} → plans/BACKLOG.md#L10`,
        `plans/TASK_INDEX.md:11 ${second} → plans/TODO.md#L4`,
        'plans/TASK_INDEX.md:6 BACKLOG.md → plans/BACKLOG.md#L10',
        'plans/TASK_INDEX.md:13 TODO.md → plans/TODO.md#L4',
      ]);
      assert.deepEqual(await client.linksOf('other/TODO.md'), []);
    });

    it('lead from locations however they are written', async () => {
      for (const location of ['`BACKLOG.md`', './BACKLOG.md', '`./BACKLOG.md`']) {
        client = await start(capable, { 'plans/TASK_INDEX.md': file('# Index', entry(first, location)) });
        assert.deepEqual(await client.linksOf('plans/TASK_INDEX.md'), [
          `plans/TASK_INDEX.md:4 ${first} → plans/BACKLOG.md#L10`,
          'plans/TASK_INDEX.md:6 BACKLOG.md → plans/BACKLOG.md#L10',
        ]);
        if (location !== '`./BACKLOG.md`') await client.stop();
      }
    });

    it('never leave the workspace', async () => {
      client = new IdClient();
      client.write('secret.md', 'x');
      client.write('docs/secret.md', 'x');
      client.write('work/docs/a b.md', 'x');
      client.write('work/src/a.ts', 'x');
      symlinkSync(join(client.folder, 'docs'), join(client.folder, 'work/outside'));
      const paths = [
        '../src/a.ts',
        './a.ts',
        'src/a.ts',
        '../docs/a%20b.md',
        '`docs/a b.md`',
        'docs/',
        'docs/missing.md',
        '../../secret.md',
        '../../docs/secret.md',
        '%2e%2e/secret.md',
        '..\\..\\secret.md',
        '/etc/passwd',
        'file:///etc/passwd',
        '\\\\host\\docs\\secret.md',
        '//host/docs/secret.md',
        'command:docs/secret.md',
        'command:workbench.action.quit?docs/secret.md',
        '../outside/secret.md',
        join(client.folder, 'secret.md'),
      ];
      const text = task({ id: first }).replace('`docs/tides.md`', paths.join(', '));
      client.write('work/plans/TODO.md', file(text));
      await client.start(capable, undefined, ['work']);
      assert.deepEqual(await client.linksOf('work/plans/TODO.md'), [
        'work/plans/TODO.md:4 ../src/a.ts → work/src/a.ts',
        'work/plans/TODO.md:4 src/a.ts → work/src/a.ts',
        'work/plans/TODO.md:4 ../docs/a%20b.md → work/docs/a%20b.md',
        'work/plans/TODO.md:4 docs/a b.md → work/docs/a%20b.md',
      ]);
      rmSync(join(client.folder, 'work/outside'));
    });

    it('of a file in no workspace folder stay in its queue', async () => {
      client = new IdClient();
      client.write(
        'TODO.md',
        file(task({ id: first, dependencies: second }).replace('docs/tides.md', 'TODO.md')),
      );
      client.write('ARCHIVE.md', file(task({ id: second, status: 'done' })));
      await client.start(capable);
      assert.deepEqual(await client.linksOf('TODO.md'), [`TODO.md:5 ${second} → ARCHIVE.md#L2`]);
    });
  });
});
