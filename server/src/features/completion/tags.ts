import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import {
  commonTypes,
  type Document,
  findTag,
  holdsTasks,
  isPriority,
  levelOfPriority,
  newEntry,
  type NewEntry,
  newTagValue,
  priorities,
  relativePath,
  type TagName,
  type TagPlace,
  tagPlaceAt,
} from '#core';
import { type CompletionRequest, type Offer, toItems } from './request.ts';

/** The keys and values of the tags of a header, a `group_begin` or an index entry. */
export function completeTags(request: CompletionRequest): CompletionItem[] | undefined {
  const place = tagPlaceAt(request.file.document, request.offset);
  if (!place) return undefined;
  const offers = place.name === undefined ? keys(request, place) : values(request, place, place.name);
  return toItems(request, place.range, offers);
}

function keys(request: CompletionRequest, place: TagPlace): Offer[] {
  return place.fitting.map((name) => {
    const offer = { label: name, kind: CompletionItemKind.Property, filter: name };
    if (place.hasValue) return { ...offer, text: name };
    const value = likelyValue(request, place, name);
    const start = name.length + 1;
    const text = `${name}:${value}${place.closed ? '' : ']'}`;
    return { ...offer, detail: value, text: { text, places: [{ start, end: start + value.length }] } };
  });
}

function values(request: CompletionRequest, place: TagPlace, name: TagName): Offer[] {
  const close = place.closed ? '' : ']';
  const offer = (
    value: string,
    detail?: string,
    kind: CompletionItemKind = CompletionItemKind.EnumMember,
  ): Offer => ({
    label: value,
    kind,
    text: value + close,
    detail,
  });
  switch (name) {
    case 'id':
      return place.entry
        ? missingEntries(request).map(({ id, title }) => offer(id, title, CompletionItemKind.Reference))
        : [offer(likelyValue(request, place, 'id'), 'The next free id', CompletionItemKind.Reference)];
    case 'priority':
      return likelyFirst(
        priorities.map((value) => offer(value)),
        likelyValue(request, place, name),
      );
    case 'p_level':
      return likelyFirst(
        priorities.map((priority) => offer(levelOfPriority(priority), priority)),
        likelyValue(request, place, name),
      );
    case 'type':
    case 'component': {
      const used = usedValues(request, name);
      const inUse = [...used]
        .sort(([, a], [, b]) => b - a)
        .map(([value, count]) => offer(value, counted(count)));
      const others = name === 'type' ? commonTypes.filter((type) => !used.has(type)) : [];
      return likelyFirst([...inUse, ...others.map((type) => offer(type))], likelyValue(request, place, name));
    }
  }
}

/** The entries that an index lacks: those of the tasks of its queues that have none. */
export function missingEntries({ file, services: { workspace } }: CompletionRequest): NewEntry[] {
  const seen = new Set(file.document.indexEntries.flatMap(({ id }) => id?.value ?? []));
  const entries: NewEntry[] = [];
  for (const { document, uri } of workspace.filesAround(file.uri)) {
    if (!holdsTasks(document)) continue;
    for (const task of document.tasks) {
      const entry = newEntry(document, task, relativePath(file.uri, uri));
      if (entry === undefined || seen.has(entry.id)) continue;
      seen.add(entry.id);
      entries.push(entry);
    }
  }
  return entries;
}

/** The texts of all files of all queues: an id is given out once for all of them. */
export function* allTexts({ services }: CompletionRequest): Iterable<string> {
  for (const { document } of services.workspace.known.files) yield document.text;
}

function likelyValue(request: CompletionRequest, { task, entry }: TagPlace, name: TagName): string {
  if (entry) return missingEntries(request)[0]?.id ?? '';
  const { document } = request.file;
  const value = (one: TagName): string =>
    newTagValue(document, task?.group, one, request.services.today(), () => allTexts(request));
  if (name !== 'p_level') return value(name);
  const priority = task?.header && findTag(task.header.tags, 'priority')?.value;
  const own = priority !== undefined && isPriority(priority) ? priority : value('priority');
  return isPriority(own) ? levelOfPriority(own) : '';
}

/** How many tasks of the queue have each value of a tag; 0 for what only a group has. */
export function usedValues(
  { file, services }: CompletionRequest,
  name: TagName,
): ReadonlyMap<string, number> {
  const documents = new Set<Document>([file.document]);
  for (const { document } of services.workspace.filesAround(file.uri))
    if (holdsTasks(document)) documents.add(document);
  const uses = new Map<string, number>();
  const count = (value: string | undefined, times: number): void => {
    if (value) uses.set(value, (uses.get(value) ?? 0) + times);
  };
  for (const { tasks, groups } of documents) {
    for (const { header } of tasks) count(header && findTag(header.tags, name)?.value, 1);
    // A type that only an empty group has is in use as well.
    for (const { begin } of groups) count(findTag(begin.tags, name)?.value, 0);
  }
  return uses;
}

function likelyFirst(offers: readonly Offer[], likely: string): Offer[] {
  return [
    ...offers.filter(({ label }) => label === likely),
    ...offers.filter(({ label }) => label !== likely),
  ];
}

function counted(count: number): string {
  return count === 1 ? '1 task' : `${String(count)} tasks`;
}
