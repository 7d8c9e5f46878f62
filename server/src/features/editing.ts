import { type ClientCapabilities, CodeLensRefreshRequest, type Connection } from 'vscode-languageserver';
import { logFailure } from '../messages.ts';
import type { Services } from '../services.ts';
import { codeLenses, resolveCodeLens } from './codeLenses.ts';
import { completion } from './completion.ts';
import { formatting } from './formatting.ts';
import { inlayHints } from './inlayHints.ts';
import { selectionRanges } from './selectionRanges.ts';

/** Registers what helps while somebody writes. */
export function registerEditingFeatures(
  connection: Connection,
  services: Services,
  client: ClientCapabilities,
): void {
  const { files, workspace, settingsOf } = services;
  connection.onCompletion(({ textDocument, position }) =>
    completion(services, client, textDocument.uri, position),
  );
  connection.onSelectionRanges(({ textDocument, positions }) => {
    const file = files.open(textDocument.uri);
    return file ? selectionRanges(file, positions) : [];
  });
  connection.onDocumentFormatting(({ textDocument }) => formatting(services, textDocument.uri));
  connection.onDocumentRangeFormatting(({ textDocument, range }) =>
    formatting(services, textDocument.uri, range),
  );
  connection.onCodeLens(({ textDocument }) => codeLenses(services, client, textDocument.uri));
  connection.onCodeLensResolve((lens) => resolveCodeLens(services, client, lens));
  connection.languages.inlayHint.on(async ({ textDocument, range }) => {
    await workspace.prepare(textDocument.uri);
    const { enabled } = (await settingsOf(textDocument.uri)).inlayHints;
    const file = files.open(textDocument.uri);
    return file && enabled ? inlayHints(file, range, workspace.known) : [];
  });
}

/** Has the client ask again for what depends on other files and on settings, after these have changed. */
export function refreshEditingFeatures(connection: Connection, client: ClientCapabilities): void {
  if (client.workspace?.codeLens?.refreshSupport)
    logFailure(connection, connection.sendRequest(CodeLensRefreshRequest.type));
  if (client.workspace?.inlayHint?.refreshSupport)
    logFailure(connection, connection.languages.inlayHint.refresh());
}
