import type { Connection } from 'vscode-languageserver';

/** Writes a line to the client's output when something fails that nobody waits for. */
export function logFailure(connection: Connection, promise: Promise<unknown>): void {
  promise.catch((error: unknown) => {
    connection.console.error(`Agent Backlog: ${error instanceof Error ? error.message : String(error)}`);
  });
}
