import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { slice, type ValuePlace } from '#core';
import { skippedFolders } from '../../protocol.ts';
import type { DirectoryEntry } from '../../workspace/fileSystem.ts';
import { folderOf } from '../../workspace/queueGrouping.ts';
import { type CompletionRequest, type Offer, toItems } from './request.ts';

/** What is in the folder whose path is written: for documentation its documents, for files all files. */
export async function completePaths(
  request: CompletionRequest,
  place: ValuePlace,
): Promise<CompletionItem[]> {
  const { file, services } = request;
  const { text } = file.document;
  const written = slice(text, { start: place.range.start, end: request.offset });
  const folder = written.slice(0, written.lastIndexOf('/') + 1);
  const root = services.workspace.folderOf(file.uri) ?? folderOf(file.uri);
  const entries = await services.paths.anew().entriesOf(file.uri, root, folder);
  const isHiddenWanted = written.slice(folder.length).startsWith('.');
  const seen = new Set<string>();
  const shown = entries.filter(({ name }) => {
    const isNew = !seen.has(name);
    seen.add(name);
    return isNew && !skippedFolders.has(name) && name.startsWith('.') === isHiddenWanted;
  });
  const space = place.isGlued ? ' ' : '';
  const ofDocuments = place.field.known === 'Relevant Documentation';
  const offers = shown
    .filter(({ kind }) => !ofDocuments || folder !== '' || kind === 'folder')
    .sort((a, b) => rank(a, ofDocuments) - rank(b, ofDocuments) || (a.name < b.name ? -1 : 1))
    .map(({ name, kind }): Offer => {
      const path = `${folder}${name}${kind === 'folder' ? '/' : ''}`;
      const itemKind = kind === 'folder' ? CompletionItemKind.Folder : CompletionItemKind.File;
      return { label: path, kind: itemKind, text: space + path };
    });
  return toItems(request, place.range, offers);
}

/** Documents stand under `docs/`; elsewhere folders come first. */
function rank({ name, kind }: DirectoryEntry, ofDocuments: boolean): number {
  if (ofDocuments && name === 'docs') return 0;
  return kind === 'folder' ? 1 : 2;
}
