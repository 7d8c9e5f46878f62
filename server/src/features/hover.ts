import type { Hover, MarkupKind, TextDocumentPositionParams } from 'vscode-languageserver';
import {
  contains,
  type Document,
  entryLocation,
  type EntryPlace,
  findAttribute,
  groupCard,
  holdsTasks,
  type Queue,
  type Settings,
  slice,
  taskCard,
  type TaskPlace,
  type TextRange,
} from '#core';
import type { Services } from '../services.ts';
import { filesOf, toQueue } from '../workspace/queueFiles.ts';
import { policyIn } from '../workspace/queuePolicy.ts';
import { type TaskFile, toRange } from '../workspace/taskFile.ts';
import { lineUri, pathIn } from './filePath.ts';
import { groupText } from './groupHover.ts';
import { HoverText } from './hoverText.ts';
import { askedId, tasksMeant } from './idScope.ts';
import { markerText, tagText } from './tagHover.ts';
import { taskText } from './taskHover.ts';

/** On an id the card of its task, on a group's lines that of the group, and what tags and markers mean. */
export async function hover(
  services: Services,
  params: TextDocumentPositionParams,
  kind: MarkupKind,
): Promise<Hover | null> {
  const settings = await services.settingsOf(params.textDocument.uri);
  const text = new HoverText(kind);
  const asked = await askedId(services, params);
  if (asked) {
    const { file, id, range } = asked;
    const tasks = tasksMeant(services, file.uri, id).slice(0, mostCards);
    const cards = tasks.map((place) => taskHover(services, text, place, settings));
    const entries = tasks.length > 0 ? [] : services.workspace.known.entries(id).slice(0, mostCards);
    const all = [...cards, ...entries.map((place) => entryHover(services, text, place))];
    return all.length === 0 ? null : hoverOf(file, range, text, all);
  }
  const file = services.files.open(params.textDocument.uri);
  if (!file || !holdsTasks(file.document)) return null;
  const offset = file.lines.offset(params.position);
  const at = { start: offset, end: offset };
  return groupHover(services, text, file, at, settings) ?? tagHover(services, text, file, at);
}

/** An id that was given more often than this has other problems. */
const mostCards = 5;

function hoverOf(file: TaskFile, range: TextRange, text: HoverText, parts: readonly string[]): Hover {
  return { contents: text.content(text.parts(...parts)), range: toRange(file, range) };
}

function taskHover(
  services: Services,
  text: HoverText,
  { file, task }: TaskPlace,
  settings: Settings,
): string {
  const find = (id: string): TaskPlace | undefined => {
    const places = tasksMeant(services, file.uri, id);
    return places.find((place) => place.file.document.file === 'archive') ?? places[0];
  };
  const policy = policyIn(services.workspace.queueOf(file.uri), file.document, settings);
  const card = taskCard(file.document, task, policy, find);
  return taskText(text, card, placeOf(services, file.uri, (task.header ?? task).range));
}

/** What the index says of a task that is nowhere. */
function entryHover(services: Services, text: HoverText, { file, entry }: EntryPlace): string {
  const value = (key: string): string => {
    const attribute = findAttribute(entry, key);
    return attribute ? text.verbatim(slice(file.document.text, attribute.value)) : '';
  };
  const location = text.verbatim(entryLocation(file.document, entry)?.path ?? '');
  const { path, uri } = placeOf(services, file.uri, entry.range);
  return text.paragraphs(
    `${text.strong(entry.id?.value ?? '')} ${value('title')}`.trim(),
    [value('status'), location].filter((part) => part !== '').join(' · '),
    text.link(path, uri),
    'No task has this id, only an entry in the index.',
  );
}

function placeOf(
  { workspace, files }: Services,
  uri: string,
  { start }: TextRange,
): { path: string; uri: string } {
  const line = files.known(uri)?.lines.lineAt(start) ?? 0;
  return { path: `${pathIn(workspace, uri)}, line ${String(line + 1)}`, uri: lineUri(uri, line) };
}

const noQueue: Queue = { backlog: undefined, todo: undefined, archive: undefined, index: undefined };

function groupHover(
  services: Services,
  text: HoverText,
  file: TaskFile,
  at: TextRange,
  settings: Settings,
): Hover | undefined {
  const { document } = file;
  const group = document.groups.find(
    ({ begin, heading }) => contains(begin.line, at) || (heading && contains(heading, at)),
  );
  if (!group) return undefined;
  const queue = services.workspace.queueOf(file.uri);
  const documents = queue ? toQueue(queue) : noQueue;
  const card = groupCard(document, group, documents, policyIn(queue, document, settings));
  const onBegin = contains(group.begin.line, at);
  const tag = group.begin.tags.find(({ range }) => contains(range, at));
  const meaning = tag
    ? tagText(text, tag, document, documentsOf(services, file))
    : onBegin
      ? markerText(text, group.begin)
      : '';
  const range = onBegin ? (tag ?? group.begin).range : (group.heading ?? group.begin.range);
  return hoverOf(file, range, text, [groupText(text, group, card), meaning]);
}

function tagHover(services: Services, text: HoverText, file: TaskFile, at: TextRange): Hover | null {
  const { document } = file;
  const header = document.tasks.find((one) => one.header && contains(one.header.tagsRange, at))?.header;
  const tag = header?.tags.find(({ range }) => contains(range, at));
  if (tag) {
    const meaning = tagText(text, tag, document, documentsOf(services, file));
    return meaning === '' ? null : hoverOf(file, tag.range, text, [meaning]);
  }
  const marker = document.markers.find(({ range }) => contains(range, at));
  return marker ? hoverOf(file, marker.range, text, [markerText(text, marker)]) : null;
}

function documentsOf({ workspace }: Services, file: TaskFile): Document[] {
  const queue = workspace.queueOf(file.uri);
  return queue ? filesOf(queue).map(({ document }) => document) : [file.document];
}
