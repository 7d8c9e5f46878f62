import { type ExtensionContext, Uri } from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { activateWith, clientId, clientName } from '../extension.ts';

/** As in `node/main.ts`, in a browser. The server runs in a web worker. */
export function activate(context: ExtensionContext): Promise<void> {
  const module = Uri.joinPath(context.extensionUri, 'dist', 'server', 'browser.js');
  // A server that is started anew is another worker. It is not handed over itself, because VS Code's own kind of
  // workers is none that the client knows.
  let worker: Worker | undefined;
  const start = (): Promise<MessageTransports> => {
    worker?.terminate();
    worker = new Worker(module.toString(true));
    return Promise.resolve({
      reader: new BrowserMessageReader(worker),
      writer: new BrowserMessageWriter(worker),
    });
  };
  return activateWith(context, (_, options) => new LanguageClient(clientId, clientName, start, options));
}
