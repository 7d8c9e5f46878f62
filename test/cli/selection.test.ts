import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
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
    assert.deepEqual(await checked('', './web/*.md'), ['web/BACKLOG.md', 'web/TODO.md']);
    assert.deepEqual(await checked('ops', `${folder.path}/*/TODO.md`), ['../web/TODO.md']);
  });

  it('is what a glob matches in folders with the characters of globs in their names', async () => {
    for (const queue of ['[a]', 'a', '[a]/(b)']) folder.write(`queues/${queue}/BACKLOG.md`, incomplete);
    assert.deepEqual(await checked('', 'queues/[a]/BACKLOG.md'), ['queues/[a]/BACKLOG.md']);
    assert.deepEqual(await checked('', 'queues/\\[a\\]/BACKLOG.md'), ['queues/[a]/BACKLOG.md']);
    assert.deepEqual(await checked('', 'queues/\\[a\\]/*.md'), ['queues/[a]/BACKLOG.md']);
    assert.deepEqual(await checked('', './queues/\\[a\\]/*/*.md'), ['queues/[a]/(b)/BACKLOG.md']);
    // Without backslashes it is a set of characters, and may also be meant as it stands.
    const either = ['queues/[a]/BACKLOG.md', 'queues/a/BACKLOG.md'];
    assert.deepEqual(await checked('', 'queues/[a]/*.md'), either);
  });

  it('is compared with the whole repository, whatever is named', async () => {
    execFileSync('git', ['init', '--quiet', folder.path]);
    folder.write('ops/BACKLOG.md', file(group('dev', 'high', task({ id: first, dependencies: second }))));
    folder.write('web/BACKLOG.md', file(group('dev', 'high', task({ id: second }))));
    folder.write('ops/docs/tides.md', '');
    const { stdout } = await run('ops', 'check', 'BACKLOG.md');
    assert.equal(stdout, 'No problems in 1 file.\n');
  });

  it('is compared with the same files outside of a repository, whatever is named', async () => {
    folder.write('ops/BACKLOG.md', file(group('dev', 'high', task({ id: first, dependencies: second }))));
    folder.write('web/BACKLOG.md', file(group('dev', 'high', task({ id: second, plan: null }))));
    folder.write('.agent-backlog.json', '{ "rules": { "missing-plan": "off", "missing-document": "off" } }');
    for (const path of ['ops', 'ops/BACKLOG.md', 'ops/*.md', '.', 'web/BACKLOG.md'])
      assert.match((await run('', 'check', path)).stdout, /^No problems in \d files?\.\n$/, path);
    // What is named counts also where the folder leaves it out.
    folder.write('.gitignore', 'ops/\n');
    assert.deepEqual(await checked('', 'ops'), ['ops/BACKLOG.md']);
  });

  it('does not change from where GitHub and SARIF have their paths', async () => {
    execFileSync('git', ['init', '--quiet', folder.path]);
    for (const place of ['', 'deep/']) {
      folder.write(`${place}ops/BACKLOG.md`, incomplete);
      folder.write(`${place}web/BACKLOG.md`, incomplete);
    }
    execFileSync('git', ['init', '--quiet', join(folder.path, 'deep')]);
    const { stdout } = await run('ops', 'check', '--format', 'github', '../deep/web', '.');
    assert.match(stdout, /file=ops\/BACKLOG\.md/);
    assert.match(stdout, /file=deep\/web\/BACKLOG\.md/);
    const sarif = (await run('ops', 'check', '--format', 'sarif', '../deep/web')).stdout;
    assert.match(sarif, /"uri": "deep\/web\/BACKLOG\.md"/);
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

  it('is told from a queue in a folder that is called as the one above', async () => {
    const top = new Folder();
    try {
      for (const [queue, id] of [
        ['', first],
        ['same/', second],
      ] as const) {
        top.write(`same/${queue}BACKLOG.md`, file(group('dev', 'high', task({ id }))));
        top.write(`same/${queue}TODO.md`, emptyTodo);
      }
      const inTop = (...args: string[]): Promise<Ended> => agentBacklog(join(top.path, 'same'), args);
      assert.deepEqual((await inTop('list')).stdout.match(/^Queue [^:]+/gm), ['Queue .', 'Queue same']);
      assert.match((await inTop('list', '--queue', '.')).stdout, /^Queue \.:(?![^]*^Queue )/m);
      const { stderr } = await inTop('archive', '--queue', 'other');
      assert.match(stderr, /There is no queue other\. The queues are \., same\./);
      assert.match((await inTop('promote', 'dev/high', '--queue', '.', '--dry-run')).stdout, /^--- a\/TODO/m);
      const below = await inTop('promote', 'dev/high', '--queue', 'same', '--dry-run');
      assert.match(below.stdout, /^--- a\/same\/TODO/m);
      const here = await inTop('add', '--type', 'dev', '--priority', 'high', '--title', 'Draw', '--dry-run');
      assert.match(here.stdout, /^--- a\/BACKLOG/m);
    } finally {
      top.remove();
    }
  });

  it('leaves files of other dialects alone, and follows no links to folders', async () => {
    folder.write('TODO.md', '# Shopping\n\n- [ ] milk\n');
    folder.write('real/BACKLOG.md', incomplete);
    symlinkSync('..', join(folder.path, 'real/round'));
    assert.deepEqual(await checked(''), ['real/BACKLOG.md']);
  });

  it('says of a file that is named and of another dialect that it was passed over', async () => {
    folder.write('TODO.md', '# Shopping\n\n- [ ] milk\n');
    for (const args of [['check'], ['check', '--fix'], ['check', '--fix', '--dry-run'], ['format']]) {
      const { status, stderr } = await run('', ...args, 'TODO.md');
      assert.equal(stderr, 'TODO.md is passed over: it has no task blocks.\n', args.join(' '));
      assert.equal(status, 0, args.join(' '));
    }
    assert.equal((await run('', 'check')).stderr, '');
  });

  it('says of what is named and cannot be read why', async () => {
    const elsewhere = new Folder();
    try {
      elsewhere.write('TODO.md', emptyTodo);
      folder.write('web/BACKLOG.md', incomplete);
      folder.write('node_modules/a/TODO.md', emptyTodo);
      symlinkSync(join(elsewhere.path, 'TODO.md'), join(folder.path, 'TODO.md'));
      symlinkSync('loop', join(folder.path, 'loop'));
      for (const [path, reason] of [
        ['TODO.md', /TODO\.md cannot be read: it leads out of /],
        [
          'node_modules/a/TODO.md',
          /node_modules\/a\/TODO\.md cannot be read: it is in a folder that is passed over/,
        ],
        ['node_modules', /node_modules cannot be read: folders called node_modules are passed over/],
        ['node_modules/a', /node_modules\/a cannot be read: folders called node_modules are passed over/],
        ['loop', /loop cannot be read: its links lead round in a circle/],
        ['loop/*.md', /loop\/\*\.md cannot be read: its links lead round in a circle/],
      ] as const) {
        for (const args of [['check'], ['format', '--check']]) {
          const { status, stderr } = await run('', ...args, path);
          assert.match(stderr, reason, path);
          assert.equal(status, 2, path);
        }
      }
    } finally {
      elsewhere.remove();
    }
  });

  it('says of a folder that may not be read, or is in one, that it was not looked at', async function () {
    // The superuser may read everything.
    if (process.platform === 'win32' || process.getuid?.() === 0) return this.skip();
    folder.write('closed/in/TODO.md', emptyTodo);
    const closed = join(folder.path, 'closed');
    chmodSync(closed, 0o311);
    try {
      for (const [cwd, ...paths] of [['', 'closed'], ['', 'closed/in'], ['closed']] as const) {
        const { status, stderr } = await run(cwd, 'check', ...paths);
        assert.match(stderr, /cannot be read: permission is denied/, cwd);
        assert.equal(status, 2, cwd);
      }
    } finally {
      chmodSync(closed, 0o755);
    }
  });

  it('says what cannot be read, after all that can', async () => {
    symlinkSync('TODO.md', join(folder.path, 'TODO.md'));
    folder.write('web/BACKLOG.md', incomplete);
    const { status, stdout, stderr } = await run('', 'check');
    assert.match(stdout, /missing-plan/);
    assert.match(stderr, /TODO\.md cannot be read: its links lead round in a circle\.\n$/);
    assert.equal(status, 2);
    for (const command of ['check', 'format']) {
      const refused = (await run('', command, 'T*.md')).stderr;
      assert.match(refused, /TODO\.md cannot be read: .*\n.*No task file is matched by T/, command);
    }
  });
});
