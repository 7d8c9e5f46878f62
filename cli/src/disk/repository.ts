import { closeSync, constants, existsSync, openSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { hasCode } from '#server/node/systemErrors';
import { commonGitDirectory } from './gitDirectory.ts';
import { isWithin } from './within.ts';

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
    const excluded = readRules(top, join(commonGitDirectory(top), 'info', 'exclude'));
    const folders = [top];
    for (const part of relative(top, folder).split(sep).filter(Boolean))
      folders.push(join(folders.at(-1) ?? top, part));
    return new GitIgnore([...excluded, ...folders.flatMap(ownRules)]);
  }

  /** The rules that hold in a folder below. */
  within(folder: string): GitIgnore {
    const own = ownRules(folder);
    return own.length === 0 ? this : new GitIgnore([...this.#rules, ...own]);
  }

  /** Whether a file or folder is left out. Of several rules the last one counts, as in git. */
  ignores(path: string, isFolder: boolean): boolean {
    for (const { folder, rules } of this.#rules.toReversed()) {
      if (path === folder || !isWithin(folder, path)) continue;
      const way = relative(folder, path).split(sep).join('/');
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
 *
 * @param top what counts as the repository; absolute
 */
export function rootOf(folder: string, top = repositoryOf(folder)): string {
  if (top === undefined) return folder;
  let parents = GitIgnore.of(top, top);
  let at = top;
  for (const part of relative(top, folder).split(sep).filter(Boolean)) {
    at = join(at, part);
    if (parents.ignores(at, true)) return folder;
    parents = parents.within(at);
  }
  return top;
}

/** What the `.gitignore` of a folder says. Of a link git says itself that it does not follow it. */
function ownRules(folder: string): IgnoreRules[] {
  return readRules(folder, join(folder, '.gitignore'), constants.O_RDONLY | noFollow);
}

/** Nothing where the system knows of no such flag. */
const noFollow = (constants.O_NOFOLLOW as number | undefined) ?? 0;

/** @param flags how the file with the rules is opened */
function readRules(folder: string, path: string, flags: number = constants.O_RDONLY): IgnoreRules[] {
  try {
    // Letters count as they are, as in git on most systems. What is asked about is never outside of the folder.
    const rules = ignore({ ignorecase: false, allowRelativePaths: true });
    return [{ folder, rules: rules.add(textOf(path, flags)) }];
  } catch (error) {
    // Git itself passes over what it may not read, and over what is no file.
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EPERM', 'ELOOP')) return [];
    throw error;
  }
}

function textOf(path: string, flags: number): string {
  const file = openSync(path, flags);
  try {
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}
