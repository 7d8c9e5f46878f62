import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { agentBacklog } from '../commandLine.ts';
import { Folder } from '../folder.ts';
import { file, group, task } from '../sampleTasks.ts';

const backlog = file(group('dev', 'high', task({ id: 'TASK-20260301-001' })));

describe('what git leaves out', () => {
  let folder: Folder;

  beforeEach(() => {
    folder = new Folder();
    git(folder, 'init', '--quiet');
  });
  afterEach(() => {
    folder.remove();
  });

  const git = ({ path }: Folder, ...args: string[]): string =>
    String(
      execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], {
        cwd: path,
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    );

  /** That a check looks at some files, and git too. */
  const isLookedAt = async (where: Folder, ...paths: string[]): Promise<void> => {
    const { stdout, stderr } = await agentBacklog(where.path, ['check', '--format', 'json']);
    assert.equal(stderr, '');
    assert.deepEqual((JSON.parse(stdout) as { files: string[] }).files, paths);
    const listed = git(where, 'ls-files', '-z', '--others', '--exclude-standard', '*BACKLOG.md').split('\0');
    assert.deepEqual(listed.filter(Boolean).sort(), paths);
  };

  it('is matched letter by letter', async () => {
    git(folder, 'config', 'core.ignorecase', 'false');
    for (const queue of ['Build', 'build']) folder.write(`${queue}/BACKLOG.md`, backlog);
    folder.write('.gitignore', 'build/\n');
    await isLookedAt(folder, 'Build/BACKLOG.md');
  });

  it('can be in a folder whose name begins with dots', async () => {
    for (const queue of ['..old', '..new', '...']) folder.write(`${queue}/BACKLOG.md`, backlog);
    folder.write('.gitignore', '..old/\n');
    await isLookedAt(folder, '.../BACKLOG.md', '..new/BACKLOG.md');
  });

  it('is not what a link or a folder in the place of .gitignore says', async () => {
    for (const queue of ['round', 'linked', 'taken']) folder.write(`${queue}/BACKLOG.md`, backlog);
    folder.write('rules', 'BACKLOG.md\n');
    symlinkSync('.gitignore', join(folder.path, 'round/.gitignore'));
    symlinkSync('../rules', join(folder.path, 'linked/.gitignore'));
    mkdirSync(join(folder.path, 'taken/.gitignore'));
    await isLookedAt(folder, 'linked/BACKLOG.md', 'round/BACKLOG.md', 'taken/BACKLOG.md');
  });

  it('is asked of no link that leads round in a circle in the place of .git', async () => {
    const other = new Folder();
    try {
      symlinkSync('.git', join(other.path, '.git'));
      other.write('a/BACKLOG.md', backlog);
      other.write('b/BACKLOG.md', backlog);
      other.write('.gitignore', 'b/\n');
      const { stdout, stderr } = await agentBacklog(other.path, ['check', '--format', 'json']);
      assert.equal(stderr, '');
      assert.deepEqual((JSON.parse(stdout) as { files: string[] }).files, ['a/BACKLOG.md']);
    } finally {
      other.remove();
    }
  });

  it('is, in a worktree, what the repository leaves out', async () => {
    git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'Begin');
    const worktree = new Folder();
    try {
      git(folder, 'worktree', 'add', '--quiet', worktree.path);
      folder.write('.git/info/exclude', 'private/\n');
      for (const queue of ['private', 'public']) worktree.write(`${queue}/BACKLOG.md`, backlog);
      await isLookedAt(worktree, 'public/BACKLOG.md');
    } finally {
      worktree.remove();
    }
  });
});
