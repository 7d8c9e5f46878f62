import assert from 'node:assert/strict';
import type { CodeAction } from 'vscode-languageserver-protocol/node';
import { file, group, task } from '../sampleTasks.ts';
import { codes, LanguageClient, pulling } from './languageClient.ts';

const [first, second, third] = ['TASK-20260301-001', 'TASK-20260301-002', 'TASK-20260301-003'];
const backlog = file('# Backlog', group('dev', 'high', task({ id: first }), task({ id: second })));
const active = file('# Active', task({ id: first }));

describe('a file in no workspace folder', () => {
  let client: LanguageClient;
  beforeEach(async () => {
    client = new LanguageClient();
    await client.start(pulling);
  });
  afterEach(() => client.stop());

  const changesOf = ({ edit }: CodeAction): string[] =>
    (edit?.documentChanges ?? []).map((change) => {
      const changed =
        'textDocument' in change ? change.textDocument : 'uri' in change ? change : assert.fail();
      return `${'kind' in change ? 'create ' : ''}${changed.uri.slice(client.uri('').length + 1)}`;
    });
  /** What promoting the group of a backlog is called, and the files that it would create or change. */
  const promotion = async (name: string): Promise<string[]> => {
    const uri = await client.open(name, backlog);
    const offered = (await client.actions(uri, '## group_begin')).find(({ title }) =>
      title.startsWith('Promote'),
    );
    assert.ok(offered);
    return [offered.title, ...changesOf(await client.resolve(offered))];
  };

  it('is promoted into the TODO.md of the one folder below that has one', async () => {
    client.write('out/active/TODO.md', active);
    client.write('out/active/ARCHIVE/ARCHIVE.md', file('# Archive', task({ id: third })));
    client.write('out/web/TODO.md', '# Buy milk\n');
    client.write('out/node_modules/TODO.md', active);
    assert.deepEqual(await promotion('out/BACKLOG.md'), [
      'Promote 1 of 2 tasks (1 with an id in use)',
      'out/active/TODO.md',
      'out/BACKLOG.md',
    ]);
  });

  it('is promoted into a new TODO.md where several folders below have one', async () => {
    client.write('out/a/TODO.md', active);
    client.write('out/b/TODO.md', active);
    const [, ...changes] = await promotion('out/BACKLOG.md');
    assert.deepEqual(changes, ['create out/TODO.md', 'out/TODO.md', 'out/BACKLOG.md']);
    // The other way round it is the same queue.
    const report = await client.pull(await client.open('out/a/TODO.md', active));
    assert.deepEqual(report.kind === 'full' && codes(report.items), []);
  });

  it('that is TODO.md belongs to the backlog above, unless that has several below', async () => {
    const demotion = async (name: string): Promise<string[]> => {
      const uri = await client.open(name, file('# Active', task({ id: third })));
      const offered = (await client.actions(uri, third)).find(({ title }) => title.startsWith('Demote'));
      assert.ok(offered);
      return offered.disabled ? [offered.title] : changesOf(await client.resolve(offered));
    };
    client.write('one/BACKLOG.md', backlog);
    assert.deepEqual(await demotion('one/active/TODO.md'), ['one/BACKLOG.md', 'one/active/TODO.md']);
    client.write('several/BACKLOG.md', backlog);
    client.write('several/a/TODO.md', active);
    assert.deepEqual(await demotion('several/b/TODO.md'), [
      'Demote to BACKLOG.md – There is no BACKLOG.md to demote to',
    ]);
  });

  it('that is in a folder ARCHIVE is of the queue above only if it is the archive', async () => {
    client.write('out/BACKLOG.md', backlog);
    client.write('out/ARCHIVE/active/TODO.md', active);
    assert.deepEqual(await promotion('out/ARCHIVE/BACKLOG.md'), [
      'Promote 1 of 2 tasks (1 with an id in use)',
      'out/ARCHIVE/active/TODO.md',
      'out/ARCHIVE/BACKLOG.md',
    ]);
  });
});
