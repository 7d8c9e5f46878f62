import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { holdsTasks, relativePath, stateOf, taskId, type ValuePlace } from '#core';
import { filesOf } from '../../workspace/queueFiles.ts';
import { type CompletionRequest, type Offer, toItems } from './request.ts';

/** The ids of the tasks that a task can depend on: open ones first, those of its own queue ahead of others. */
export function completeDependencies(request: CompletionRequest, place: ValuePlace): CompletionItem[] {
  const { file, services } = request;
  const queue = services.workspace.queueOf(file.uri);
  const own = new Set([file.uri, ...(queue ? filesOf(queue).map(({ uri }) => uri) : [])]);
  const { text } = file.document;
  const { value } = place.field;
  // The ids that the field names already, but for the one that is being written.
  const beside = text.slice(value.start, place.range.start) + text.slice(place.range.end, value.end);
  const seen = new Set([taskId(place.task)]);
  const ranked: { readonly rank: number; readonly offer: Offer }[] = [];
  for (const other of services.workspace.known.files) {
    const { document, uri } = other;
    if (!holdsTasks(document)) continue;
    const path = relativePath(file.uri, uri);
    for (const task of document.tasks) {
      const id = taskId(task);
      if (id === undefined || seen.has(id) || beside.includes(id)) continue;
      seen.add(id);
      const state = stateOf(document, task);
      const title = task.header?.title ?? '';
      const offer = {
        label: `${id} ${title}`.trimEnd(),
        kind: CompletionItemKind.Reference,
        text: (place.isGlued ? ' ' : '') + id,
        detail: `${state} · ${path}`,
        filter: `${place.isGlued ? ' ' : ''}${id} ${title}`,
      };
      ranked.push({ rank: (state === 'done' ? 2 : 0) + (own.has(uri) ? 0 : 1), offer });
    }
  }
  return toItems(
    request,
    place.range,
    ranked.sort((a, b) => a.rank - b.rank).map(({ offer }) => offer),
  );
}
