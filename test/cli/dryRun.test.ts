import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agentBacklog } from '../commandLine.ts';
import { Folder } from '../folder.ts';
import { corpus } from '../realFiles.ts';
import { file, group, task } from '../sampleTasks.ts';

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
