import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { agentBacklog, type Ended } from '../commandLine.ts';
import { Folder } from '../folder.ts';
import { file, group, task } from '../sampleTasks.ts';

const [first, second] = ['TASK-20260301-001', 'TASK-20260301-002'];
const incomplete = file(group('dev', 'high', task({ id: first, plan: null })));
const emptyTodo = file('# At work', '<!-- SYSTEM INSTRUCTIONS: wrap each task block -->');

describe('which files a command is about', () => {
  let folder: Folder;

  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => {
    folder.remove();
  });

  const run = (cwd: string, ...args: string[]): Promise<Ended> => agentBacklog(join(folder.path, cwd), args);
  /** The files of which a check speaks. */
  const checked = async (cwd: string, ...args: string[]): Promise<string[]> => {
    const { stdout, stderr } = await run(cwd, 'check', '--format', 'json', ...args);
    assert.equal(stderr, '');
    return (JSON.parse(stdout) as { files: string[] }).files;
  };

  it('is the queues of the repository, from any folder of it, without what git leaves out', async () => {
    execFileSync('git', ['init', '--quiet', folder.path]);
    for (const queue of [
      '',
      'teams/a/',
      'teams/b/',
      'build/',
      'teams/a/old/',
      'kept/build/',
      'node_modules/x/',
    ])
      folder.write(`${queue}BACKLOG.md`, incomplete);
    folder.write('.gitignore', 'build/\n!kept/build/\n');
    folder.write('teams/.gitignore', '/a/old\n');
    folder.write('.git/info/exclude', 'teams/b\n');
    const all = ['BACKLOG.md', 'kept/build/BACKLOG.md', 'teams/a/BACKLOG.md'];
    assert.deepEqual(await checked(''), all);
    assert.deepEqual(await checked('kept'), ['../BACKLOG.md', 'build/BACKLOG.md', '../teams/a/BACKLOG.md']);
    // Git itself says the same.
    const listed = execFileSync('git', ['ls-files', '--others', '--exclude-standard'], { cwd: folder.path });
    const found = String(listed)
      .split('\n')
      .filter((path) => path.endsWith('BACKLOG.md') && !path.includes('node_modules'));
    assert.deepEqual(found.sort(), all);
  });

  it('is what is named, also where git leaves it out', async () => {
    execFileSync('git', ['init', '--quiet', folder.path]);
    folder.write('.gitignore', 'private/\n');
    folder.write('private/BACKLOG.md', incomplete);
    folder.write('private/deep/BACKLOG.md', incomplete);
    folder.write('private/TODO.md', emptyTodo);
    assert.deepEqual(await checked('', 'private/BACKLOG.md'), ['private/BACKLOG.md']);
    assert.deepEqual(await checked('', 'private'), [
      'private/BACKLOG.md',
      'private/TODO.md',
      'private/deep/BACKLOG.md',
    ]);
    // Who works in such a folder means it.
    assert.deepEqual(await checked('private'), ['BACKLOG.md', 'TODO.md', 'deep/BACKLOG.md']);
    const { stderr, status } = await run('private', 'promote', 'dev/high');
    assert.match(stderr, /has no Plan/);
    assert.equal(status, 3);
  });

  it('is what a glob matches', async () => {
    for (const queue of ['ops/', 'web/', 'web/deep/']) folder.write(`${queue}BACKLOG.md`, incomplete);
    folder.write('web/TODO.md', emptyTodo);
    assert.deepEqual(await checked('', '*/BACKLOG.md'), ['ops/BACKLOG.md', 'web/BACKLOG.md']);
    assert.deepEqual(await checked('', 'web/**/*.md'), [
      'web/BACKLOG.md',
      'web/TODO.md',
      'web/deep/BACKLOG.md',
    ]);
    assert.deepEqual(await checked('ops', '../web/{TODO,ARCHIVE}.md'), ['../web/TODO.md']);
  });

  it('is compared with the whole repository, whatever is named', async () => {
    execFileSync('git', ['init', '--quiet', folder.path]);
    folder.write('ops/BACKLOG.md', file(group('dev', 'high', task({ id: first, dependencies: second }))));
    folder.write('web/BACKLOG.md', file(group('dev', 'high', task({ id: second }))));
    folder.write('ops/docs/tides.md', '');
    const { stdout } = await run('ops', 'check', 'BACKLOG.md');
    assert.equal(stdout, 'No problems in 1 file.\n');
  });

  it('is, for a move, the queue of the folder', async () => {
    for (const [queue, id] of [
      ['ops', first],
      ['web', second],
    ] as const) {
      folder.write(`${queue}/BACKLOG.md`, file(group('dev', 'high', task({ id }))));
      folder.write(`${queue}/TODO.md`, emptyTodo);
    }
    execFileSync('git', ['init', '--quiet', folder.path]);
    const { stderr, status } = await run('', 'promote', 'dev/high');
    assert.match(stderr, /There are several queues: ops, web\./);
    assert.equal(status, 3);
    const { stdout } = await run('web', 'promote', 'dev/high');
    assert.match(stdout, new RegExp(`^${second} .*moved from BACKLOG.md to TODO.md:`, 'm'));
    assert.match((await run('', 'promote', 'dev/high', '--queue', 'ops')).stdout, /to ops\/TODO\.md:/);
    assert.match(
      (await run('ops', 'demote', second)).stdout,
      /from \.\.\/web\/TODO\.md to \.\.\/web\/BACKLOG\.md/,
    );
  });

  it('leaves files of other dialects alone, and follows no links to folders', async () => {
    folder.write('TODO.md', '# Shopping\n\n- [ ] milk\n');
    folder.write('real/BACKLOG.md', incomplete);
    symlinkSync('..', join(folder.path, 'real/round'));
    assert.deepEqual(await checked(''), ['real/BACKLOG.md']);
    assert.deepEqual(await checked('', 'TODO.md'), []);
  });

  it('says what cannot be read, after all that can', async function () {
    if (process.getuid?.() === 0) {
      // Nothing is forbidden to the superuser, but a folder is no file.
      folder.write('web/TODO.md/inside.txt', '');
    } else {
      folder.write('web/TODO.md', emptyTodo);
      chmodSync(join(folder.path, 'web/TODO.md'), 0);
    }
    folder.write('web/BACKLOG.md', incomplete);
    const { status, stdout, stderr } = await run('', 'check');
    assert.match(stdout, /missing-plan/);
    if (process.getuid?.() === 0) assert.equal(stderr, '');
    else {
      assert.match(stderr, /TODO\.md cannot be read: permission is denied/);
      assert.equal(status, 2);
    }
  });
});
