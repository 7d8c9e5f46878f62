import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeHost } from '#server/node/host';
import { startServer } from '#server/server';

/** Serves an editor over standard input and output, until it ends that. */
export function lsp(): void {
  const rulePages = fileURLToPath(new URL('../../docs/rules', import.meta.url));
  startServer(createConnection(ProposedFeatures.all, process.stdin, process.stdout), nodeHost(rulePages));
}
