import {
  type CancellationToken,
  DocumentDiagnosticReportKind,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDiagnosticReportPartialResult,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { diagnostics, type DiagnosticTerms } from './diagnostics.ts';
import { fileReports } from './fileReports.ts';
import { oncePerTurn } from './oncePerTurn.ts';
import type { Checker } from '../workspace/checker.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Sends what has changed, while a request is left open. */
type Report = (report: WorkspaceDiagnosticReportPartialResult) => void;

/**
 * Diagnostics of all task files, open or not. A client that takes partial results gets them as they change, for as
 * long as it leaves its request open; another gets them once for each request.
 */
export class WorkspaceDiagnostics {
  readonly #workspace: Workspace;
  readonly #checker: Checker;
  readonly #terms: DiagnosticTerms;
  readonly #waiting = new Set<() => void>();

  constructor(workspace: Workspace, checker: Checker, terms: DiagnosticTerms) {
    this.#workspace = workspace;
    this.#checker = checker;
    this.#terms = terms;
  }

  /** Takes note that problems may have changed. Several changes in one turn are looked at once. */
  readonly changed = oncePerTurn(() => {
    for (const wake of this.#waiting) wake();
  });

  /** @param report undefined when the client takes no partial results */
  async provide(
    params: WorkspaceDiagnosticParams,
    token: CancellationToken,
    report: Report | undefined,
  ): Promise<WorkspaceDiagnosticReport> {
    const sent = new Map(params.previousResultIds.map(({ uri, value }) => [uri, value]));
    if (!report) return { items: await this.#changes(sent, true) };
    while (!token.isCancellationRequested) {
      // Whoever changes something while the files are checked must not be missed.
      const change = this.#nextChange(token);
      const items = await this.#changes(sent, false);
      if (items.length > 0) report({ items });
      await change;
    }
    return { items: [] };
  }

  /** The files whose problems are no longer those that were sent; on demand, the others too, as unchanged. */
  async #changes(
    sent: Map<string, string>,
    unchangedToo: boolean,
  ): Promise<WorkspaceDocumentDiagnosticReport[]> {
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const reports = fileReports(this.#workspace, this.#checker, sent, ({ id }) => id);
    for await (const { uri, checked, unchanged, known } of reports) {
      if (!checked) {
        items.push({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, items: [] });
        continue;
      }
      const { id: resultId, problems } = checked;
      const { version } = checked.file;
      if (unchanged) {
        if (unchangedToo)
          items.push({ kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId });
      } else if (problems.length > 0 || known || unchangedToo) {
        // A file without problems need not be told of, unless it had some.
        const found = diagnostics(checked, this.#terms);
        items.push({ kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items: found });
      }
    }
    return items;
  }

  #nextChange(token: CancellationToken): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake);
        cancelled.dispose();
        resolve();
      };
      const cancelled = token.onCancellationRequested(wake);
      this.#waiting.add(wake);
    });
  }
}
