import assert from 'node:assert/strict';
import { agentBacklog, type Ended } from '../commandLine.ts';
import { Folder } from '../folder.ts';
import { file, task } from '../sampleTasks.ts';

describe('the exit status', () => {
  let folder: Folder;

  beforeEach(() => {
    folder = new Folder().withSample();
  });
  afterEach(() => {
    folder.remove();
  });

  const statusOf = async (...args: string[]): Promise<number | null> =>
    (await agentBacklog(folder.path, args)).status;

  it('is 0 where all is done', async () => {
    assert.equal(await statusOf('list'), 0);
    assert.equal(await statusOf('promote', 'dev/high'), 0);
  });

  it('is 1 where there are errors', async () => {
    assert.equal(await statusOf('check'), 1);
    assert.equal(await statusOf('check', 'TODO.md'), 0);
  });

  it('is 1 where there are too many warnings, told or not', async () => {
    folder.write('TODO.md', file('# At work', task({ id: 'TASK-20260301-001' })));
    const check = (...args: string[]): Promise<Ended> =>
      agentBacklog(folder.path, ['check', 'TODO.md', '--max-warnings', '0', ...args]);
    assert.match((await check()).stdout, /warning: .*\(missing-document\)/);
    assert.equal((await check()).stderr, '');
    const { status, stdout, stderr } = await check('--severity', 'error');
    assert.equal(stdout, 'No problems in 1 file.\n');
    assert.equal(stderr, 'There is 1 warning, more than --max-warnings allows.\n');
    assert.equal(status, 1);
  });

  it('is 2 for a wrong use', async () => {
    assert.equal(await statusOf('chekc'), 2);
    assert.equal(await statusOf('check', '--format', 'xml'), 2);
    assert.equal(await statusOf('check', 'nowhere.md'), 2);
    assert.equal(await statusOf('promote', 'dev/hihg'), 2);
    assert.equal(await statusOf('init', 'TODO.md/deep'), 2);
    assert.equal(await statusOf('init', 'TODO.md/deep', '--dry-run'), 2);
    assert.equal(await statusOf('mcp', 'TODO.md'), 2);
  });

  it('is 3 where a move is refused', async () => {
    assert.equal(await statusOf('promote', 'bug/critical'), 3);
    assert.equal(await statusOf('archive'), 3);
  });
});
