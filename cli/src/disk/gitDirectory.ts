import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hasCode } from '#server/node/systemErrors';

/**
 * The folder in which git keeps what all worktrees of a repository have in common. In a worktree `.git` is a file that names
 * the folder of that worktree alone, whose file `commondir` names the one of all; in a submodule it names that at once.
 *
 * @param repository the folder with `.git` in it; absolute
 */
export function commonGitDirectory(repository: string): string {
  const own = gitDirectory(repository);
  const common = textOf(join(own, 'commondir'))?.trim();
  return common ? resolve(own, common) : own;
}

function gitDirectory(repository: string): string {
  const path = join(repository, '.git');
  const named = /^gitdir: (.+)/.exec(textOf(path) ?? '')?.[1];
  return named === undefined ? path : resolve(repository, named);
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EPERM', 'ELOOP')) return undefined;
    throw error;
  }
}
