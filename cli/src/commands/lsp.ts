import { join } from 'node:path';
import process from 'node:process';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeHost } from '#server/node/host';
import { startServer } from '#server/server';
import { connectionOptions } from '#server/wellFormed';

/** Serves an editor over standard input and output, until it ends that. */
export function lsp(): void {
  const rulePages = join(__dirname, '..', '..', 'docs', 'rules');
  const { stdin, stdout } = process;
  startServer(createConnection(ProposedFeatures.all, stdin, stdout, connectionOptions), nodeHost(rulePages));
}
