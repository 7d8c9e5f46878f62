import assert from 'node:assert/strict';
import { agentBacklog } from '../commandLine.ts';
import { Folder } from '../folder.ts';
import { file, group, task } from '../sampleTasks.ts';

const [first, second] = ['TASK-20260301-001', 'TASK-20260301-002'];
const escape = '\u001b]0;owned\u0007\u001b[31mred\u202e';

describe('a terminal', () => {
  let folder: Folder;

  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => {
    folder.remove();
  });

  it('is told nothing by the words of a task, a path or an id', async () => {
    const one = task({ id: first, title: `Draw ${escape}`, plan: null });
    folder.write(`odd\u001b[2J/BACKLOG.md`, file(group('dev', 'high', one)));
    folder.write('TODO.md', file('# At work', task({ id: second, title: `Draw ${escape}` })));
    for (const args of [['check'], ['list'], ['next'], ['start', second], ['promote', escape]]) {
      const { stdout, stderr } = await agentBacklog(folder.path, args);
      assert.doesNotMatch(stdout + stderr, /(?!\n)[\p{Cc}\u202e]/u, args.join(' '));
    }
  });

  it('has colours where it wants them', async () => {
    folder.withSample();
    const check = async (env: Record<string, string>): Promise<boolean> =>
      (await agentBacklog(folder.path, ['check'], { env })).stdout.includes('\u001b[31m');
    assert.equal(await check({ NO_COLOR: '', FORCE_COLOR: '1' }), true);
    assert.equal(await check({ NO_COLOR: '1', FORCE_COLOR: '1' }), false);
    assert.equal(await check({ NO_COLOR: '' }), false, 'a pipe is no terminal');
  });

  it('may stop reading', async () => {
    folder.withSample();
    const { stderr } = await agentBacklog(folder.path, ['check', '--format', 'json'], { closed: true });
    assert.equal(stderr, '');
  });
});
