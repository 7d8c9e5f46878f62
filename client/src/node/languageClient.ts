import type { ExtensionContext } from 'vscode';
import {
  type BaseLanguageClient,
  LanguageClient,
  type LanguageClientOptions,
  TransportKind,
} from 'vscode-languageclient/node';
import { clientId, clientName } from '../extension.ts';

/** A client that was not started yet, of a server in a process of its own. */
export function createLanguageClient(
  context: ExtensionContext,
  options: LanguageClientOptions,
): BaseLanguageClient {
  const module = context.asAbsolutePath('dist/server/node.js');
  return new LanguageClient(clientId, clientName, { module, transport: TransportKind.ipc }, options);
}
