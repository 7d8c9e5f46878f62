import type { Checker, ReportedFile } from '../workspace/checker.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What there is to report of a file: what was found in it, or that it is gone. */
export interface FileReport {
  readonly uri: string;
  readonly checked: ReportedFile | undefined;
  /** Whether it is what was reported last. */
  readonly unchanged: boolean;
  /** Whether anything was reported of the file before. */
  readonly known: boolean;
}

/**
 * Checks all task files, open or not, and says of each what has become of it. Files that are gone come last.
 *
 * @param reported what was reported last, by URI; it is brought up to date
 * @param stateOf the same for as long as there is nothing new to report of a file
 */
export async function* fileReports(
  workspace: Workspace,
  checker: Checker,
  reported: Map<string, string>,
  stateOf: (checked: ReportedFile) => string,
): AsyncGenerator<FileReport> {
  await workspace.ready();
  const gone = new Set(reported.keys());
  for (const [index, { uri }] of workspace.files.entries()) {
    if (index % filesPerTurn === filesPerTurn - 1) await nextTurn();
    const checked = await checker.report(uri);
    if (!checked) continue;
    gone.delete(uri);
    const before = reported.get(uri);
    const state = stateOf(checked);
    reported.set(uri, state);
    yield { uri, checked, unchanged: before === state, known: before !== undefined };
  }
  for (const uri of gone) {
    reported.delete(uri);
    yield { uri, checked: undefined, unchanged: false, known: true };
  }
}

/** After so many files, other requests have their turn: nobody who types waits for a thousand queues. */
const filesPerTurn = 20;

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}
