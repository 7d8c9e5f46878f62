import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { statuses, valuePlaceAt } from '#core';
import { completeDependencies } from './dependencies.ts';
import { completePaths } from './paths.ts';
import { type CompletionRequest, toItems } from './request.ts';

/** The values of a task's fields that can be foreseen. */
export async function completeValues(request: CompletionRequest): Promise<CompletionItem[]> {
  const place = valuePlaceAt(request.file.document, request.offset);
  if (!place) return [];
  const space = place.isGlued ? ' ' : '';
  switch (place.kind) {
    case 'status':
      return toItems(
        request,
        place.range,
        statuses.map((status) => ({
          label: status,
          kind: CompletionItemKind.EnumMember,
          text: space + status,
        })),
      );
    case 'effort unit': {
      const before = request.file.document.text.slice(Math.max(0, place.range.start - 10), place.range.start);
      const plural = /(?:^|[^\d.,])1[ \t]*$/.test(before) ? '' : 's';
      return toItems(
        request,
        place.range,
        ['minute', 'hour', 'day', 'week'].map((unit) => ({
          label: unit + plural,
          kind: CompletionItemKind.Unit,
          text: space + unit + plural,
        })),
      );
    }
    case 'dependency':
      return completeDependencies(request, place);
    case 'path':
      return completePaths(request, place);
  }
}
