import { SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver-types';
import { findTag, holdsTasks, isFinished, type Task, taskId } from '#core';
import type { Services } from '../services.ts';
import { type TaskFile, toRange } from '../workspace/taskFile.ts';
import { pathIn } from './filePath.ts';
import { doneTags, type SymbolAbility, symbolKindFor } from './symbolTerms.ts';

/**
 * The tasks of all queues whose id and title match a query: each of its words is found in them, letter by letter in
 * order, whatever their case. Those that have the query as it is come first, then those that are not done.
 */
export async function workspaceSymbols(
  services: Services,
  client: SymbolAbility,
  query: string,
): Promise<WorkspaceSymbol[]> {
  const { workspace } = services;
  await workspace.ready();
  const whole = query.trim().toLowerCase();
  const words = whole.split(/\s+/);
  const ranked: WorkspaceSymbol[][] = [[], [], [], []];
  for (const file of workspace.files) {
    if (!holdsTasks(file.document)) continue;
    for (const task of file.document.tasks) {
      const name = nameOf(task);
      const lower = name.toLowerCase();
      if (name === '' || !words.every((word) => isSubsequence(word, lower))) continue;
      const isDone = isFinished(file.document, task);
      const rank = (lower.includes(whole) ? 0 : 2) + (isDone ? 1 : 0);
      const found = ranked[rank];
      if (found && found.length < mostSymbols)
        found.push(symbolOf(services, client, file, task, name, isDone));
    }
  }
  return ranked.flat().slice(0, mostSymbols);
}

/** Nobody reads more; who looks for another one types on. */
const mostSymbols = 500;

/** Clients match the query against the name alone, so that it has the id as well. */
function nameOf(task: Task): string {
  return [taskId(task), task.header?.title].filter(Boolean).join(' ');
}

function symbolOf(
  services: Services,
  client: SymbolAbility,
  file: TaskFile,
  task: Task,
  name: string,
  isDone: boolean,
): WorkspaceSymbol {
  const tags = task.group?.begin.tags ?? [];
  const group = [findTag(tags, 'type')?.value, findTag(tags, 'priority')?.value].filter(Boolean);
  return {
    name,
    kind: symbolKindFor(client, isDone ? SymbolKind.Boolean : SymbolKind.Event),
    ...(isDone && doneTags(client)),
    containerName: [pathIn(services.workspace, file.uri), ...group].join(' · '),
    location: { uri: file.uri, range: toRange(file, task.header?.range ?? task.range) },
  };
}

function isSubsequence(word: string, text: string): boolean {
  let from = 0;
  for (const letter of word) {
    const at = text.indexOf(letter, from);
    if (at === -1) return false;
    from = at + letter.length;
  }
  return true;
}
