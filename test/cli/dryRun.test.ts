import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { URI } from 'vscode-uri';
import { diffOf } from '../../cli/src/output/diff.ts';
import { agentBacklog } from '../commandLine.ts';
import { Folder } from '../folder.ts';
import { corpus } from '../realFiles.ts';
import { file, group, task } from '../sampleTasks.ts';

const inForm = file('# At work', task({ id: 'TASK-20260301-001' }));
const wrong = inForm.replace('## task_end', '## task_end  ');

describe('a dry run', () => {
  const folders: Folder[] = [];
  const newFolder = (): Folder => {
    const folder = new Folder();
    folders.push(folder);
    return folder;
  };
  afterEach(() => {
    for (const folder of folders.splice(0)) folder.remove();
  });

  /** That a dry run writes nothing, and prints by what git makes of the files what the command itself makes of them. */
  const isWhatIsDone = async (fill: (folder: Folder) => void, ...args: string[]): Promise<void> => {
    const [patched, changed] = [newFolder(), newFolder()];
    fill(patched);
    fill(changed);
    const before = filesIn(patched);
    const { stdout, status, stderr } = await agentBacklog(patched.path, [...args, '--dry-run']);
    assert.deepEqual([status, stderr], [0, '']);
    assert.deepEqual(filesIn(patched), before);
    assert.notEqual(stdout, '');
    execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: patched.path, input: stdout });
    await agentBacklog(changed.path, args);
    assert.deepEqual(filesIn(patched), filesIn(changed));
    assert.notDeepEqual(filesIn(changed), before);
  };

  it('prints what each command does', async () => {
    const sample = (folder: Folder): void => void folder.withSample();
    await isWhatIsDone(sample, 'promote', 'dev/high');
    await isWhatIsDone(sample, 'demote', 'TASK-20260310-002');
    await isWhatIsDone(sample, 'complete', 'TASK-20260310-002');
    await isWhatIsDone(
      (folder) => {
        sample(folder);
        folder.write('TODO.md', file('# At work', '<!-- SYSTEM INSTRUCTIONS: wrap each task block -->'));
      },
      'restore',
      'TASK-20260310-001',
    );
    await isWhatIsDone(sample, 'add', '--type', 'dev', '--priority', 'high', '--title', 'Draw the moon');
    await isWhatIsDone(sample, 'check', '--fix');
  });

  it('does so for files that are made, for CRLF, and without a newline at the end', async () => {
    const backlog = file('# Backlog', group('dev', 'high', task({ id: 'TASK-20260301-001' })));
    await isWhatIsDone(
      (folder) => {
        folder.write('BACKLOG.md', backlog.replaceAll('\n', '\r\n').trimEnd());
      },
      'promote',
      'dev/high',
    );
    await isWhatIsDone((folder) => {
      folder.write(
        'BACKLOG.md',
        backlog.replace(/\n+## task_end/, '\n\n\n\n## task_end').replace('## task_begin', '## task_begin  '),
      );
    }, 'format');
    await isWhatIsDone(() => undefined, 'init', 'teams');
  });

  it('names files from the repository, whatever they and the current folder are called', async () => {
    for (const name of ['my queue', 'plain', 'two\nlines and "quotes"', 'Über uns']) {
      for (const apply of [
        ['git', 'apply', '-'],
        ['patch', '-p1', '--quiet'],
      ] as const) {
        const folder = newFolder();
        execFileSync('git', ['init', '--quiet', folder.path]);
        folder.write(`${name}/TODO.md`, wrong);
        folder.write('other/TODO.md', wrong);
        const cwd = join(folder.path, name);
        const { stdout } = await agentBacklog(cwd, ['format', '--dry-run', '.', '../other']);
        const [program, ...args] = apply;
        execFileSync(program, args, { cwd: folder.path, input: stdout });
        for (const place of [name, 'other']) assert.equal(folder.read(`${place}/TODO.md`), inForm);
      }
    }
  });

  it('names files that are elsewhere from the folder around all of them', async () => {
    for (const isRepository of [false, true]) {
      const folder = newFolder();
      folder.write('here/TODO.md', wrong);
      folder.write('there/TODO.md', wrong);
      const cwd = join(folder.path, 'here');
      if (isRepository) execFileSync('git', ['init', '--quiet', cwd]);
      const { stdout } = await agentBacklog(cwd, ['format', '--dry-run', '.', '../there']);
      execFileSync('git', ['apply', '-'], { cwd: folder.path, input: stdout });
      for (const place of ['here', 'there']) assert.equal(folder.read(`${place}/TODO.md`), inForm);
    }
  });

  it('shows on a terminal what would steer it, and gives programs every byte', async () => {
    const folder = newFolder();
    const [before, after] = ['a \u001b[2J\u202e\r\n', 'b \u009b\n'];
    const texts = [{ uri: URI.file(join(folder.path, 'TODO.md')).toString(), before, after }];
    folder.write('TODO.md', before);
    const shown = (isTerminal: boolean): Promise<string> => diffOf(texts, { cwd: folder.path, isTerminal });
    assert.match(await shown(true), /^-a \ufffd\[2J\ufffd\ufffd\n\+b \ufffd\n$/m);
    const exact = await shown(false);
    assert.ok(exact.endsWith(`\n-${before}+${after}`), JSON.stringify(exact));
  });

  it('does so for the queues of the corpus', async function () {
    const roles = corpus('ubos-roles');
    if (roles.length === 0) return this.skip();
    const fill = (folder: Folder): void => {
      for (const { path, text } of roles) folder.write(path, text);
    };
    await isWhatIsDone(fill, 'check', '--fix');
  });
});

function filesIn({ path }: Folder): Record<string, string> {
  const names = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    names.sort().map((name) => [name.slice(path.length + 1), readFileSync(name, 'utf8')]),
  );
}
