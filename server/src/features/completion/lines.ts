import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import {
  appendEntry,
  canonicalMarker,
  type Field,
  fittingBlocks,
  holdsTasks,
  isBetweenFields,
  missingFields,
  newField,
  newGroupBlock,
  newTaskBlock,
  newTaskHeader,
  type Task,
  unfinishedLine,
  type UnfinishedLine,
} from '#core';
import { type CompletionRequest, type Offer, toItems } from './request.ts';
import { allTexts, missingEntries } from './tags.ts';

/** What stands in front of the cursor on a line where something can begin. */
export interface LineSign {
  readonly written: string;
  /** The style of the fields that can begin so; undefined where nothing is written yet. */
  readonly style: Field['style'] | undefined;
  readonly indentation: number;
}

/** The sign with which a line begins on which something can begin; undefined on every line of prose. */
export function lineSignAt({ file: { document }, offset }: CompletionRequest): LineSign | undefined {
  const start = document.text.lastIndexOf('\n', offset - 1) + 1;
  if (offset - start > mostLength) return undefined;
  const before = document.text.slice(start, offset);
  const match = /^(\ufeff?[ \t]*)(#{1,6}(?:[ \t]+[\w &]*)?|\*\*[\w &]*)?$/.exec(before);
  if (!match) return undefined;
  const [, indentation = '', written = ''] = match;
  const style = written.startsWith('#') ? 'heading' : written.startsWith('*') ? 'bold' : undefined;
  return { written, style, indentation: indentation.length };
}

/** What can begin on such a line: markers and whole blocks, a header, fields that a task has not. */
export function completeLine(request: CompletionRequest, sign: LineSign): CompletionItem[] {
  const { document } = request.file;
  const line = unfinishedLine(document, request.offset);
  // Markup that the editor has closed already, and nothing else, may follow.
  if (line.behind.length > mostLength || !/^[*:#\s]*$/.test(line.behind)) return [];
  const isEmpty = line.document.text.trim() === '' && document.file !== 'tasks';
  // Whose file an empty one is to be nobody knows: a heading of anybody's begins with the same sign.
  if (isEmpty ? !request.isInvoked : !holdsTasks(line.document)) return [];
  const at = line.range.start;
  const fitting = fittingBlocks(line.document, at, request.policy);
  const { task, group } = fitting.around;
  const offers: Offer[] = [];
  if (sign.style !== 'bold') {
    for (const { block, edge } of fitting.markers) offers.push(marker(canonicalMarker(block, edge)));
    if (task?.begin && !task.header) offers.push(header(request, line, task));
    if (fitting.blocks.includes('task')) offers.push(taskBlock(request, line, group));
    if (fitting.blocks.includes('group')) {
      const text = newGroupBlock(line.document, at);
      offers.push({ label: 'New group', kind: block, text, filter: '## group_begin' });
    }
    if (fitting.blocks.includes('index_entry')) offers.push(...entries(request, line));
  }
  if (task && isBetweenFields(task, at)) offers.push(...fields(request, line, task, sign.style));
  return toItems(
    request,
    {
      start: document.text.lastIndexOf('\n', request.offset - 1) + 1 + sign.indentation,
      end: line.range.end,
    },
    offers,
  );
}

/** A line that is longer has something on it already. */
const mostLength = 80;
const block = CompletionItemKind.Snippet;

function marker(text: string): Offer {
  return { label: text, kind: CompletionItemKind.Keyword, text };
}

function taskBlock(
  request: CompletionRequest,
  line: UnfinishedLine,
  group: Parameters<typeof newTaskBlock>[1],
): Offer {
  const options = { today: request.services.today(), otherTexts: allTexts(request), policy: request.policy };
  const text = newTaskBlock(line.document, group, options);
  return { label: 'New task', kind: block, text, filter: '## task_begin' };
}

function header(request: CompletionRequest, line: UnfinishedLine, task: Task): Offer {
  const options = { today: request.services.today(), otherTexts: allTexts(request) };
  const text = newTaskHeader(line.document, task.group, options);
  const places = [{ start: text.length - 'Title'.length, end: text.length }];
  return { label: 'Header', kind: block, text: { text, places }, filter: '### # [id:' };
}

/** More entries at once nobody looks through. */
const mostEntries = 100;

function entries(request: CompletionRequest, line: UnfinishedLine): Offer[] {
  return missingEntries(request)
    .slice(0, mostEntries)
    .map((entry) => {
      const { newText } = appendEntry(line.document, entry);
      const text = newText.slice(newText.indexOf('## index_entry_begin')).trimEnd();
      const label = `New entry: ${entry.id} ${entry.title}`.trimEnd();
      return { label, kind: block, text, detail: entry.location, filter: '## index_entry_begin' };
    });
}

function fields(
  { policy, services }: CompletionRequest,
  { document }: UnfinishedLine,
  task: Task,
  style: Field['style'] | undefined,
): Offer[] {
  return missingFields(task, policy).map((name) => {
    const field = newField(document, task, name, style, policy, services.today());
    return {
      label: name,
      kind: CompletionItemKind.Field,
      text: field,
      detail: policy.requiredFields.includes(name) ? 'Required' : undefined,
      filter: field.style === 'heading' ? `### ${name}` : `**${name}:**`,
    };
  });
}
