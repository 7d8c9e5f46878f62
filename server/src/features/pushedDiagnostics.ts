import type { Connection } from 'vscode-languageserver';
import { diagnostics, type DiagnosticTerms } from './diagnostics.ts';
import { logError } from '../messages.ts';
import type { Checker } from '../workspace/checker.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Sends diagnostics of all task files to a client that does not ask for them. Several changes in one turn are checked once. */
export class PushedDiagnostics {
  readonly #connection: Connection;
  readonly #workspace: Workspace;
  readonly #checker: Checker;
  readonly #terms: DiagnosticTerms;
  /** What was sent, by URI: the result's id, and the version of the text. */
  readonly #sent = new Map<string, string>();
  #scheduled = false;
  #running: Promise<void> = Promise.resolve();

  constructor(connection: Connection, workspace: Workspace, checker: Checker, terms: DiagnosticTerms) {
    this.#connection = connection;
    this.#workspace = workspace;
    this.#checker = checker;
    this.#terms = terms;
  }

  /** Takes note that problems may have changed. */
  changed(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setTimeout(() => {
      this.#scheduled = false;
      // One after the other, so that no older result overtakes a newer one.
      this.#running = this.#running
        .then(() => this.#push())
        .catch((error: unknown) => {
          logError(this.#connection, error);
        });
    });
  }

  async #push(): Promise<void> {
    await this.#workspace.ready();
    const gone = new Set(this.#sent.keys());
    for (const { uri } of this.#workspace.files) {
      const checked = await this.#checker.check(uri);
      if (!checked) continue;
      gone.delete(uri);
      const { file, problems, id } = checked;
      const state = `${id} ${String(file.version)}`;
      if (this.#sent.get(uri) === state) continue;
      // A file without problems that nobody looks at need not be told of, unless it had some.
      if (problems.length === 0 && file.version === null && !this.#sent.has(uri)) continue;
      this.#sent.set(uri, state);
      await this.#connection.sendDiagnostics({
        uri,
        ...(file.version !== null && { version: file.version }),
        diagnostics: diagnostics(checked, this.#terms),
      });
    }
    for (const uri of gone) {
      this.#sent.delete(uri);
      await this.#connection.sendDiagnostics({ uri, diagnostics: [] });
    }
  }
}
