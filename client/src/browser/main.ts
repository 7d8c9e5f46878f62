import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { activateWith, clientId, clientName } from '../extension.ts';

/** Called by VS Code in a browser when a Markdown file is opened. The server runs in a web worker. */
export function activate(context: ExtensionContext): Promise<void> {
  const module = Uri.joinPath(context.extensionUri, 'dist', 'server', 'browser.js');
  return activateWith(context, (_, options) => {
    const worker = new Worker(module.toString(true));
    return new LanguageClient(clientId, clientName, worker, options);
  });
}
