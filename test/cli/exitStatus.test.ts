import assert from 'node:assert/strict';
import { agentBacklog } from '../commandLine.ts';
import { Folder } from '../folder.ts';

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
