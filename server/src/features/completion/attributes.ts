import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { attributePlaceAt, holdsTasks, priorities, relativePath, statuses } from '#core';
import { type CompletionRequest, toItems } from './request.ts';
import { usedValues } from './tags.ts';

/** The values of an index entry that can be foreseen. */
export function completeAttributes(request: CompletionRequest): CompletionItem[] | undefined {
  const place = attributePlaceAt(request.file.document, request.offset);
  if (!place) return undefined;
  const space = place.isGlued ? ' ' : '';
  const offers = valuesOf(request, place.key).map((value) => ({
    label: value,
    kind: place.key === 'location' ? CompletionItemKind.File : CompletionItemKind.EnumMember,
    text: space + value,
  }));
  return toItems(request, place.range, offers);
}

function valuesOf(request: CompletionRequest, key: string): readonly string[] {
  switch (key) {
    case 'status':
      return statuses;
    case 'priority':
      return priorities;
    case 'type':
    case 'component':
      return [...usedValues(request, key)].sort(([, a], [, b]) => b - a).map(([value]) => value);
    case 'location':
      return locations(request);
    default:
      return [];
  }
}

/** The files with tasks of the queues that the index serves, by their paths from it. */
function locations({ file, services: { workspace } }: CompletionRequest): string[] {
  return workspace
    .filesAround(file.uri)
    .filter(({ document }) => document.file !== 'index' && holdsTasks(document))
    .map(({ uri }) => relativePath(file.uri, uri));
}
