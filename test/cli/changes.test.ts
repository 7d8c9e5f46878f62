import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync, spawnSync } from 'node:child_process';
import process from 'node:process';
import { agentBacklog, type Ended, program } from '../commandLine.ts';
import { Folder } from '../folder.ts';
import { file, group, task } from '../sampleTasks.ts';

const [id, another] = ['TASK-20260301-001', 'TASK-20260301-002'];
const right = file(group('dev', 'high', task({ id })));
/** A safe fix puts the name of the field right. */
const misspelt = right.replace('**Plan:**', '**Plna:**');
/** Formatting takes the space away. */
const outOfForm = right.replace('## task_end', '## task_end  ');

describe('what is changed in several files', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => {
    folder.remove();
  });
  const run = (...args: string[]): Promise<Ended> => agentBacklog(folder.path, args);

  for (const [command, before] of [
    [['check', '--fix'], misspelt],
    [['format'], outOfForm],
  ] as const)
    it(`goes on when one cannot be changed: ${command.join(' ')}`, async () => {
      folder.write('a/BACKLOG.md', before.replace(id, another));
      chmodSync(join(folder.path, 'a/BACKLOG.md'), 0o444);
      folder.write('b/BACKLOG.md', before);
      const { status, stderr } = await run(...command);
      assert.match(stderr, /a\/BACKLOG\.md cannot be written: .*\.\nAll other files were dealt with\.\n$/);
      assert.equal(status, 2);
      assert.equal(folder.read('a/BACKLOG.md'), before.replace(id, another));
      assert.equal(folder.read('b/BACKLOG.md'), right);
    });

  it('goes on when one is not in UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from(outOfForm.replace(id, another)), Buffer.from([0xff, 0x0a])]);
    folder.write('a/BACKLOG.md', bytes);
    folder.write('b/BACKLOG.md', outOfForm);
    const { status, stderr } = await run('format');
    assert.match(stderr, /a\/BACKLOG\.md cannot be read: it is not in UTF-8; save it in UTF-8 first\.\n$/);
    assert.equal(status, 2);
    assert.deepEqual(readFileSync(join(folder.path, 'a/BACKLOG.md')), bytes);
    assert.equal(folder.read('b/BACKLOG.md'), right);
  });

  for (const command of [['check', '--fix'], ['format'], ['check']])
    it(`is nothing where a config file of one is wrong: ${command.join(' ')}`, async () => {
      folder.write('a/BACKLOG.md', misspelt);
      folder.write('b/BACKLOG.md', misspelt.replace(id, another));
      folder.write('b/.agent-backlog.json', '{ "batchSize": "many" }');
      const { status, stderr } = await run(...command);
      assert.match(stderr, /\.agent-backlog\.json/);
      assert.equal(status, 2);
      assert.equal(folder.read('a/BACKLOG.md'), misspelt);
    });

  it('is fixed until nothing is left to fix, and a dry run shows the same', async () => {
    // The index is right about TODO.md only when the Status has its name.
    folder.write('ARCHIVE.md', '# Archive\n\n<!-- SYSTEM INSTRUCTIONS: append each task block -->\n');
    const entry = `## index_entry_begin\n[id:${id}]\nstatus: todo  \nlocation: ZTODO  \n## index_entry_end\n`;
    folder.write('TASK_INDEX.md', `# Index\n\n${entry}`);
    folder.write('BACKLOG.md', misspelt);
    const { stdout } = await run('check', '--fix', '--dry-run');
    const before = [folder.read('BACKLOG.md'), folder.read('TASK_INDEX.md')];
    await run('check', '--fix');
    const fixed = [folder.read('BACKLOG.md'), folder.read('TASK_INDEX.md')];
    assert.notDeepEqual(fixed, before);
    assert.equal((await run('check', '--fix', '--dry-run')).stdout, '');
    execFileSync('patch', ['--quiet', '-R', '-p1'], { cwd: folder.path, input: stdout });
    assert.deepEqual([folder.read('BACKLOG.md'), folder.read('TASK_INDEX.md')], before);
  });

  it('is told where there is nothing to be formatted', async () => {
    assert.equal((await run('format')).stdout, 'There are no task files here.\n');
  });
});

describe('a wrong use', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder().withSample();
  });
  afterEach(() => {
    folder.remove();
  });

  for (const [args, message] of [
    [['promote', 'dev/high/x'], /dev\/high\/x is no group: write it as TYPE\/PRIORITY/],
    [['promote', '/high'], /\/high is no group/],
    [['check', '--dry-run'], /--dry-run is for --fix/],
    [['check', ''], /A path is empty/],
  ] as const)
    it(`is said to be one: ${args.join(' ')}`, async () => {
      const { status, stderr } = await agentBacklog(folder.path, args);
      assert.match(stderr, message);
      assert.equal(status, 2);
    });

  it('is none that an editor gives its server more options', async () => {
    // Its input ends at once, and with it the server.
    const { stderr } = await agentBacklog(folder.path, ['lsp', '--stdio', '--clientProcessId=1']);
    assert.doesNotMatch(stderr, /unknown option|too many arguments/);
  });

  it('is none where the output cannot be written, which is told in a line', () => {
    const shell = ['-c', '"$0" "$1" list > /dev/full', process.execPath, program];
    const { status, stderr } = spawnSync('sh', shell, { cwd: folder.path, encoding: 'utf8' });
    assert.match(stderr, /^agent-backlog: The output cannot be written: .*\n$/);
    assert.equal(status, 70);
  });
});
