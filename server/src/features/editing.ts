import {
  type ClientCapabilities,
  CodeLensRefreshRequest,
  type Connection,
  type InitializeResult,
} from 'vscode-languageserver';
import { logFailure } from '../messages.ts';
import type { Services } from '../services.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { codeLenses, resolveCodeLens } from './codeLenses.ts';
import { completion, completionOptions } from './completion.ts';
import { formatting } from './formatting.ts';
import { inlayHints } from './inlayHints.ts';
import { oncePerTurn } from './oncePerTurn.ts';
import { selectionRanges } from './selectionRanges.ts';

/** Registers what helps while somebody writes. */
export function registerEditingFeatures(
  connection: Connection,
  services: Services,
  client: ClientCapabilities,
): void {
  const { files, workspace, settingsOf } = services;
  connection.onCompletion(({ textDocument, position, context }) =>
    completion(services, client, textDocument.uri, position, context),
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
    return file && enabled ? inlayHints(services, file, range) : [];
  });
}

/** What is offered of it to a client. */
export function editingCapabilities(client: ClientCapabilities): InitializeResult['capabilities'] {
  return {
    completionProvider: completionOptions,
    selectionRangeProvider: true,
    ...(client.textDocument?.codeLens && { codeLensProvider: { resolveProvider: true } }),
    ...(client.textDocument?.inlayHint && { inlayHintProvider: true }),
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
  };
}

/**
 * Gives a function to be called whenever somebody has typed. It has the client ask again as soon as ids, places or
 * statuses of tasks have changed: the lenses of one file speak of the others of its queue.
 */
export function refreshWhenTyped(
  connection: Connection,
  client: ClientCapabilities,
  workspace: Workspace,
): () => void {
  let { revision } = workspace.knownToOthers;
  return oncePerTurn(() => {
    const before = revision;
    ({ revision } = workspace.knownToOthers);
    if (revision !== before) refreshEditingFeatures(connection, client);
  });
}

/** Has the client ask again for what depends on other files and on settings, after these have changed. */
export function refreshEditingFeatures(connection: Connection, client: ClientCapabilities): void {
  if (client.workspace?.codeLens?.refreshSupport)
    logFailure(connection, connection.sendRequest(CodeLensRefreshRequest.type));
  if (client.workspace?.inlayHint?.refreshSupport)
    logFailure(connection, connection.languages.inlayHint.refresh());
}
