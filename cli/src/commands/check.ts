import type { Severity } from '#core';
import { type ExitStatus, exitStatus, WrongUse } from '../exitStatus.ts';
import { selectionOf } from '../disk/selection.ts';
import { changeFolders, openFolders } from '../disk/workspace.ts';
import { type Format, writers } from '../output/formats.ts';
import { progressOn } from '../output/progress.ts';
import type { Terminal } from '../terminal.ts';
import type { ChangeEach } from './changeEach.ts';
import { checkSelected } from './checkSelected.ts';
import { UnreadFiles } from './unreadFiles.ts';

export interface CheckOptions {
  readonly format: Format;
  /** Applies every safe fix before. */
  readonly fix?: boolean;
  /** With `fix`: prints the fixes as a unified diff, and changes nothing and checks nothing. */
  readonly dryRun?: boolean;
  /** Only problems of this severity and worse are told; all of them by default. */
  readonly severity?: Severity;
  /** More warnings than that count as problems; undefined where any number will do. */
  readonly maxWarnings?: number;
}

/**
 * Checks task files, and prints what is wrong with them.
 *
 * @param paths files, folders and globs; without any, the repository's queues
 * @throws WrongUse when a path leads nowhere or a file cannot be read
 * @throws SomeUnchanged when a file could not be fixed
 */
export function check(
  paths: readonly string[],
  options: CheckOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const unread = new UnreadFiles();
  return unread.around(terminal, () => checked(paths, options, terminal, unread));
}

async function checked(
  paths: readonly string[],
  { format, fix = false, dryRun = false, severity = 'hint', maxWarnings = Infinity }: CheckOptions,
  terminal: Terminal,
  unread: UnreadFiles,
): Promise<ExitStatus> {
  const { cwd, print } = terminal;
  if (dryRun && !fix) throw new WrongUse('--dry-run is for --fix: a check by itself changes nothing.');
  const selection = await selectionOf(paths, cwd);
  const { roots } = selection;
  let changes: ChangeEach | undefined;
  if (fix) {
    const { applyFixes, fixesAsDiff } = await import('./fixes.ts');
    if (dryRun) {
      print(await fixesAsDiff(selection, unread.log, terminal));
      unread.check(terminal);
      return exitStatus.done;
    }
    changes = await changeFolders(roots, unread.log, (engine) => applyFixes(engine, selection));
  }
  const progress = progressOn(terminal);
  const disk = await openFolders(roots, unread.log);
  const result = await checkSelected(disk, selection, { severity, progress: progress.show }).finally(
    progress.end,
  );
  const write = await writers[format]();
  print(write(result, terminal));
  changes?.check();
  unread.check(terminal);
  const { counts, warnings } = result;
  const isOver = warnings > maxWarnings;
  if (isOver && counts.warning === 0) terminal.warn(tooMany(warnings));
  return counts.error > 0 || isOver ? exitStatus.problems : exitStatus.done;
}

/** Why a check fails whose output shows none of the warnings. */
function tooMany(warnings: number): string {
  const there = warnings === 1 ? 'is 1 warning' : `are ${String(warnings)} warnings`;
  return `There ${there}, more than --max-warnings allows.\n`;
}
