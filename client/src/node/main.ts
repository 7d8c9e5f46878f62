import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { registerMcpServers } from '../agents/mcpServers.ts';
import { activateWith, clientId, clientName } from '../extension.ts';

/**
 * Called by VS Code at the first of the manifest's activation events, or when the view is shown, a command run or a tool
 * called. The server runs in a process of its own.
 */
export function activate(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath('dist/server/node.js');
  context.subscriptions.push(...registerMcpServers(context));
  const server = { module, transport: TransportKind.ipc };
  return activateWith(context, (_, options) => new LanguageClient(clientId, clientName, server, options));
}
