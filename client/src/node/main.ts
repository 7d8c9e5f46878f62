import type { ExtensionContext } from 'vscode';
import { registerMcpServers } from '../agents/mcpServers.ts';
import { activateWith } from '../extension.ts';

/**
 * Called by VS Code at the first of the manifest's activation events, or when the view is shown, a command run or a tool
 * called. The server runs in a process of its own, and what talks to it is loaded when it is started.
 */
export function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(...registerMcpServers(context));
  return activateWith(context, async (...options) => {
    const { createLanguageClient } = await import('./languageClient.ts');
    return createLanguageClient(...options);
  });
}
