import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { hasCode } from './errors.ts';

/** A folder with the rules of its `.gitignore`, or of what else git reads there. */
interface IgnoreRules {
  readonly folder: string;
  readonly rules: Ignore;
}

/** What git leaves out in a folder and below it. Rules of the folders below are added on the way down. */
export class GitIgnore {
  readonly #rules: readonly IgnoreRules[];

  private constructor(rules: readonly IgnoreRules[]) {
    this.#rules = rules;
  }

  /**
   * The rules that hold in a folder.
   *
   * @param folder absolute
   * @param repository the folder with `.git` in it that it is in; without one, only its own rules count
   */
  static of(folder: string, repository: string | undefined): GitIgnore {
    const top = repository ?? folder;
    const excluded = readRules(top, join('.git', 'info', 'exclude'));
    const folders = [top];
    for (const part of relative(top, folder).split(sep).filter(Boolean))
      folders.push(join(folders.at(-1) ?? top, part));
    return new GitIgnore([...excluded, ...folders.flatMap((one) => readRules(one, '.gitignore'))]);
  }

  /** The rules that hold in a folder below. */
  within(folder: string): GitIgnore {
    const own = readRules(folder, '.gitignore');
    return own.length === 0 ? this : new GitIgnore([...this.#rules, ...own]);
  }

  /** Whether a file or folder is left out. Of several rules the last one counts, as in git. */
  ignores(path: string, isFolder: boolean): boolean {
    for (const { folder, rules } of this.#rules.toReversed()) {
      const way = relative(folder, path).split(sep).join('/');
      if (way === '' || way.startsWith('..')) continue;
      const { ignored, unignored } = rules.test(isFolder ? `${way}/` : way);
      if (ignored || unignored) return ignored;
    }
    return false;
  }
}

/** The folder with `.git` in it that a folder is in; undefined where there is none. */
export function repositoryOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/**
 * The folder whose queues a command in a folder is about: its repository, or the folder itself where there is none or
 * where git leaves it out.
 */
export function rootOf(folder: string): string {
  const repository = repositoryOf(folder);
  if (repository === undefined) return folder;
  let parents = GitIgnore.of(repository, repository);
  let at = repository;
  for (const part of relative(repository, folder).split(sep).filter(Boolean)) {
    at = join(at, part);
    if (parents.ignores(at, true)) return folder;
    parents = parents.within(at);
  }
  return repository;
}

function readRules(folder: string, name: string): IgnoreRules[] {
  try {
    return [{ folder, rules: ignore().add(readFileSync(join(folder, name), 'utf8')) }];
  } catch (error) {
    // In a worktree `.git` is a file, and git itself passes over what it may not read.
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES')) return [];
    throw error;
  }
}
