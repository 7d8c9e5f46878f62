import type { Connection } from 'vscode-languageserver';
import { diagnostics, type DiagnosticTerms } from './diagnostics.ts';
import { fileReports } from './fileReports.ts';
import { oncePerTurn } from './oncePerTurn.ts';
import { logError } from '../messages.ts';
import type { ReportedFile, Checker } from '../workspace/checker.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Sends diagnostics of all task files to a client that does not ask for them. Several changes in one turn are checked once. */
export class PushedDiagnostics {
  readonly #connection: Connection;
  readonly #workspace: Workspace;
  readonly #checker: Checker;
  readonly #terms: DiagnosticTerms;
  /** What was sent, by URI: the result's id, and the version of the text. */
  readonly #sent = new Map<string, string>();
  #running: Promise<void> = Promise.resolve();

  constructor(connection: Connection, workspace: Workspace, checker: Checker, terms: DiagnosticTerms) {
    this.#connection = connection;
    this.#workspace = workspace;
    this.#checker = checker;
    this.#terms = terms;
  }

  /** Takes note that problems may have changed. */
  readonly changed = oncePerTurn(() => {
    // One after the other, so that no older result overtakes a newer one.
    this.#running = this.#running
      .then(() => this.#push())
      .catch((error: unknown) => {
        logError(this.#connection, error);
      });
  });

  async #push(): Promise<void> {
    const stateOf = ({ id, file: { version } }: ReportedFile): string => `${id} ${String(version)}`;
    const reports = fileReports(this.#workspace, this.#checker, this.#sent, stateOf);
    for await (const { uri, checked, unchanged, known } of reports) {
      if (unchanged) continue;
      const version = checked?.file.version ?? null;
      // A file without problems that nobody looks at need not be told of, unless it had some.
      if (checked?.problems.length === 0 && version === null && !known) continue;
      await this.#connection.sendDiagnostics({
        uri,
        ...(version !== null && { version }),
        diagnostics: checked ? diagnostics(checked, this.#terms) : [],
      });
    }
  }
}
