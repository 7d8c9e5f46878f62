import type { ClientCapabilities, Connection, InitializeResult } from 'vscode-languageserver';
import { MarkupKind } from 'vscode-languageserver-types';
import type { Services } from '../services.ts';
import type { WorkspaceEdits } from '../workspace/workspaceEdits.ts';
import { definition } from './definition.ts';
import { documentLinks } from './documentLinks.ts';
import { hover } from './hover.ts';
import { documentHighlights, references } from './references.ts';
import { prepareRename, rename } from './rename.ts';
import { workspaceSymbols } from './workspaceSymbols.ts';

/** Registers what the server does with ids: what they mean, where they lead, and giving a task another one. */
export function registerIdFeatures(
  connection: Connection,
  services: Services,
  edits: WorkspaceEdits,
  client: ClientCapabilities,
): void {
  const { hover: hovers, definition: definitions } = client.textDocument ?? {};
  const kind = hovers?.contentFormat?.[0] ?? MarkupKind.PlainText;
  connection.onHover((params) => hover(services, params, kind));
  connection.onDefinition((params) => definition(services, params, definitions?.linkSupport ?? false));
  connection.onReferences((params) => references(services, params));
  connection.onDocumentHighlight((params) => documentHighlights(services, params));
  connection.onPrepareRename((params) => prepareRename(services, params));
  connection.onRenameRequest((params) => rename(services, edits, params));
  connection.onWorkspaceSymbol(({ query }) => workspaceSymbols(services, client.workspace?.symbol, query));
  connection.onDocumentLinks(({ textDocument }) => documentLinks(services, textDocument.uri));
}

/** What is offered of it to a client. */
export function idCapabilities(client: ClientCapabilities): InitializeResult['capabilities'] {
  return {
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: client.textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true,
    workspaceSymbolProvider: true,
    documentLinkProvider: {},
  };
}
