import type { Connection } from 'vscode-languageserver';
import { diagnostics } from './features/diagnostics.ts';
import { logFailure } from './messages.ts';
import type { TaskFiles } from './workspace/taskFiles.ts';

/** Sends diagnostics to a client that does not ask for them. Several changes in one turn are checked once. */
export class PushedDiagnostics {
  readonly #connection: Connection;
  readonly #files: TaskFiles;
  readonly #rulePages: string | undefined;
  readonly #scheduled = new Set<string>();

  constructor(connection: Connection, files: TaskFiles, rulePages: string | undefined) {
    this.#connection = connection;
    this.#files = files;
    this.#rulePages = rulePages;
  }

  /** Has a document checked soon, and its diagnostics sent. */
  schedule(uri: string): void {
    if (this.#scheduled.has(uri)) return;
    this.#scheduled.add(uri);
    setTimeout(() => {
      this.#scheduled.delete(uri);
      logFailure(this.#connection, this.#push(uri));
    });
  }

  /** Takes back the diagnostics of a document that was closed. */
  clear(uri: string): void {
    logFailure(this.#connection, this.#connection.sendDiagnostics({ uri, diagnostics: [] }));
  }

  async #push(uri: string): Promise<void> {
    const checked = await this.#files.check(uri);
    if (!checked) return;
    const { file, problems } = checked;
    await this.#connection.sendDiagnostics({
      uri,
      ...(file.version !== null && { version: file.version }),
      diagnostics: diagnostics(file, problems, this.#rulePages),
    });
  }
}
