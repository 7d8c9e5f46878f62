import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
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

  it('is told nothing by the line breaks of a path, in no form that is printed', async () => {
    const odd = 'odd\n::error::boom\n';
    const wrong = task({ id: first, plan: null }).replace('## task_end', '## task_end  ');
    folder.write(`${odd}/BACKLOG.md`, file(group('dev', 'high', wrong)));
    folder.write(`${odd}/TODO.md`, file('# At work', task({ id: second })));
    symlinkSync('ARCHIVE.md', join(folder.path, odd, 'ARCHIVE.md'));
    for (const args of [
      ['check'],
      ['check', '--format', 'github'],
      ['check', '--fix', '--dry-run'],
      ['check', odd],
      ['check', `${odd}nowhere`],
      ['check', `${odd}*/BACKLOG.md`],
      ['format', '--check'],
      ['format', '--dry-run'],
      ['list'],
      ['next'],
      ['start', second],
      ['promote', first],
      ['list', '--queue', 'nowhere'],
      ['archive', '--queue', odd],
      ['init', `${odd}/BACKLOG.md`],
      ['init', odd],
      ['mcp', `${odd}/BACKLOG.md`],
      ['check', `--${odd}`],
      ['check', '--severity', odd],
      [odd],
    ]) {
      const { stdout, stderr } = await agentBacklog(folder.path, args);
      assert.notEqual(stdout + stderr, '', args.join(' '));
      assert.doesNotMatch(stdout + stderr, /^\s*::error::boom/m, args.join(' '));
    }
    folder.write('.agent-backlog.json', JSON.stringify({ 'x\n::error::boom\u009b': 1 }));
    const { stderr } = await agentBacklog(folder.path, ['check']);
    assert.match(stderr, /there is no setting/);
    assert.doesNotMatch(stderr, /^\s*::error::boom|\u009b/m);
  });

  it('is told nothing by JSON, which programs read as it is', async () => {
    const id = 'TASK-20260301-001\u009b\u007f\u202e';
    folder.write('TODO.md', file('# At work', task({ id })));
    for (const args of [
      ['list', '--json'],
      ['check', '--format', 'json'],
      ['check', '--format', 'sarif'],
    ]) {
      const { stdout } = await agentBacklog(folder.path, args);
      assert.doesNotMatch(stdout, /(?!\n)[\p{Cc}\u202e]/u, args.join(' '));
      assert.doesNotThrow(() => JSON.parse(stdout));
    }
    const { queues } = JSON.parse((await agentBacklog(folder.path, ['list', '--json'])).stdout) as {
      queues: { sections: { tasks: { id: string }[] }[] }[];
    };
    assert.equal(queues[0]?.sections[0]?.tasks[0]?.id, id);
  });

  it('has colours where it wants them', async () => {
    folder.withSample();
    const check = async (env: Record<string, string>): Promise<boolean> =>
      (await agentBacklog(folder.path, ['check'], { env })).stdout.includes('\u001b[31m');
    assert.equal(await check({ NO_COLOR: '', FORCE_COLOR: '1' }), true);
    assert.equal(await check({ NO_COLOR: '1', FORCE_COLOR: '1' }), false);
    assert.equal(await check({ NO_COLOR: '', CI: 'true' }), false, 'a pipe is no terminal');
  });

  it('may stop reading', async () => {
    folder.withSample();
    const { stderr } = await agentBacklog(folder.path, ['check', '--format', 'json'], { closed: true });
    assert.equal(stderr, '');
  });
});
