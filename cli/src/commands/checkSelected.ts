import { safeFix, severities, type Severity } from '#core';
import { reportedProblems } from '#server/features/problemReports';
import type { Disk } from '../disk/disk.ts';
import type { Selection } from '../disk/selection.ts';
import type { CheckedPath, CheckResult } from '../output/writer.ts';
import { pathOf, selectedFiles } from './selectedFiles.ts';

export interface CheckSelectedOptions {
  /** Only problems of this severity and worse are told. */
  readonly severity: Severity;
  /** Is told how many files are checked, and of how many. */
  readonly progress: (done: number, all: number) => void;
}

/**
 * Checks the files that are meant.
 *
 * @throws WrongUse when a glob matches nothing
 */
export async function checkSelected(
  disk: Disk,
  selection: Selection,
  { severity, progress }: CheckSelectedOptions,
): Promise<CheckResult> {
  const { checker, files } = disk;
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  const least = severities.indexOf(severity);
  let [fixable, warnings] = [0, 0];
  const checked: CheckedPath[] = [];
  const selected = await selectedFiles(disk, selection);
  for (const [at, file] of selected.entries()) {
    progress(at, selected.length);
    const found = await checker.check(file.uri);
    if (!found) continue;
    warnings += found.problems.filter((one) => one.severity === 'warning').length;
    const problems = found.problems.filter((one) => severities.indexOf(one.severity) <= least);
    for (const problem of problems) {
      counts[problem.severity]++;
      if (safeFix(problem)) fixable++;
    }
    const absolute = (uri: string): string => pathOf(files.known(uri) ?? file);
    const reported = reportedProblems({ file: found.file, problems }, absolute, files.known.bind(files));
    checked.push({ path: pathOf(file), text: found.file.document.text, problems: reported });
  }
  return { files: checked, counts, fixable, warnings };
}
