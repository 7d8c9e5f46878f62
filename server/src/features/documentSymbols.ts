import type { DocumentSymbolClientCapabilities } from 'vscode-languageserver';
import {
  type DocumentSymbol,
  type SymbolInformation,
  SymbolKind,
  SymbolTag,
} from 'vscode-languageserver-types';
import {
  entryLocation,
  findAttribute,
  type Group,
  holdsTasks,
  type IndexEntry,
  isFinished,
  type Policy,
  shortcomings,
  slice,
  statusOf,
  type Task,
  taskId,
  type TextRange,
} from '#core';
import { type TaskFile, toRange } from '../workspace/taskFile.ts';
import { groupName } from './groupName.ts';
import { doneTags, symbolKindFor } from './symbolTerms.ts';

/** What a client has said of the outlines that it takes. */
type Ability = DocumentSymbolClientCapabilities | undefined;

/** The outline of a file as its client takes it: a tree, or a list for one that knows no trees. */
export function outline(
  file: TaskFile,
  policy: Policy,
  client: Ability,
): DocumentSymbol[] | SymbolInformation[] {
  const symbols = documentSymbols(file, policy).map((symbol) => known(symbol, client));
  return client?.hierarchicalDocumentSymbolSupport ? symbols : listed(symbols, file.uri);
}

/** A symbol and those in it with the kinds and tags that a client knows. */
function known({ tags, children, ...symbol }: DocumentSymbol, client: Ability): DocumentSymbol {
  return {
    ...symbol,
    kind: symbolKindFor(client, symbol.kind),
    ...(tags && doneTags(client)),
    ...(children && { children: children.map((child) => known(child, client)) }),
  };
}

function listed(symbols: readonly DocumentSymbol[], uri: string, container?: string): SymbolInformation[] {
  return symbols.flatMap(({ name, kind, tags, range, children = [] }) => [
    {
      name,
      kind,
      ...(tags && { tags }),
      location: { uri, range },
      ...(container !== undefined && { containerName: container }),
    },
    ...listed(children, uri, name),
  ]);
}

/** Groups as containers, tasks as their children; in TASK_INDEX.md, its entries. */
function documentSymbols(file: TaskFile, policy: Policy): DocumentSymbol[] {
  const { document } = file;
  if (!holdsTasks(document)) return [];
  const symbols = [
    ...document.groups.map((group) => ({
      start: group.range.start,
      symbol: groupSymbol(file, group, policy),
    })),
    ...document.tasks
      .filter((task) => !task.group)
      .map((task) => ({ start: task.range.start, symbol: taskSymbol(file, task, policy) })),
    ...document.indexEntries.map((entry) => ({ start: entry.range.start, symbol: entrySymbol(file, entry) })),
  ];
  return symbols.sort((a, b) => a.start - b.start).map(({ symbol }) => symbol);
}

function groupSymbol(file: TaskFile, group: Group, policy: Policy): DocumentSymbol {
  const children = group.tasks.map((task) => taskSymbol(file, task, policy));
  const incomplete = group.tasks.filter((task) => isIncomplete(file, task, policy)).length;
  const counts = [
    group.tasks.length === 0
      ? 'empty'
      : `${String(group.tasks.length)} ${group.tasks.length === 1 ? 'task' : 'tasks'}`,
    incomplete > 0 ? `${String(incomplete)} incomplete` : '',
  ];
  return {
    name: groupName(file.document, group) || 'Group without tags',
    detail: counts.filter((part) => part !== '').join(', '),
    kind: SymbolKind.Namespace,
    range: toRange(file, group.range),
    selectionRange: toRange(file, group.begin.range),
    children,
  };
}

function taskSymbol(file: TaskFile, task: Task, policy: Policy): DocumentSymbol {
  const { document } = file;
  const status = statusOf(file.document.text, task);
  const lacks = isIncomplete(file, task, policy)
    ? shortcomings(document.text, task, policy).map(({ field }) => field)
    : [];
  const detail = [taskId(task), status, lacks.length > 0 ? `incomplete: ${lacks.join(', ')}` : undefined];
  const done = status === 'done';
  return {
    name: task.header?.title || taskId(task) || 'Task without a header',
    detail: detail.filter((part) => part !== undefined).join(' · '),
    kind: done ? SymbolKind.Boolean : lacks.length > 0 ? SymbolKind.Null : SymbolKind.Event,
    ...(done && { tags: [SymbolTag.Deprecated] }),
    range: toRange(file, task.range),
    selectionRange: toRange(file, headline(task)),
  };
}

function entrySymbol(file: TaskFile, entry: IndexEntry): DocumentSymbol {
  const attribute = (key: string): string | undefined => {
    const found = findAttribute(entry, key);
    return found && slice(file.document.text, found.value);
  };
  const detail = [entry.id?.value, attribute('status'), entryLocation(file.document, entry)?.path];
  return {
    name: attribute('title') || entry.id?.value || 'Entry without an id',
    detail: detail.filter(Boolean).join(' · '),
    kind: SymbolKind.Key,
    range: toRange(file, entry.range),
    selectionRange: toRange(file, entry.id?.range ?? entry.begin.range),
  };
}

function isIncomplete(file: TaskFile, task: Task, policy: Policy): boolean {
  return !isFinished(file.document, task) && shortcomings(file.document.text, task, policy).length > 0;
}

function headline(task: Task): TextRange {
  return task.header?.range ?? task.begin?.range ?? task.range;
}
