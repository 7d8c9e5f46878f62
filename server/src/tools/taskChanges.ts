import { URI } from 'vscode-uri';
import {
  type Document,
  fileKind,
  LineIndex,
  parse,
  type Policy,
  shortcomings,
  statusOf,
  type Task,
  taskId,
} from '#core';
import type { EditedText } from '../workspace/editedTexts.ts';

/** What an edit does to a task. */
export type TaskChange = {
  readonly id: string;
  readonly title: string;
  /** The URI of the file where it then is, and its line there, from 1. */
  readonly uri: string;
  readonly line: number;
} & (
  | { readonly kind: 'moved'; readonly from: string; readonly gains: readonly string[] }
  | { readonly kind: 'added'; readonly lacks: readonly string[] }
  | { readonly kind: 'status'; readonly before: string; readonly after: string }
);

/**
 * What an edit does to tasks, worked out from the texts alone, so that it is what will happen.
 *
 * @param policyOf the policy that holds for the tasks of a file
 */
export function taskChanges(texts: readonly EditedText[], policyOf: (uri: string) => Policy): TaskChange[] {
  const before = placesOf(texts, 'before');
  const after = placesOf(texts, 'after');
  return [...after].flatMap(([key, now]): TaskChange[] => {
    if (before.has(key)) return statusChange(before.get(key), now);
    const left = [...before].find(([old, place]) => place.id === now.id && !after.has(old))?.[1];
    const { id, uri } = now;
    const common = { id, uri, title: now.task.header?.title ?? '', line: lineOf(now) };
    if (left) return [{ kind: 'moved', ...common, from: left.uri, gains: gainsOf(left.task, now.task) }];
    const lacks = shortcomings(now.document.text, now.task, policyOf(uri)).map(({ field }) => field);
    return [{ kind: 'added', ...common, lacks }];
  });
}

interface Place {
  readonly id: string;
  readonly uri: string;
  readonly document: Document;
  readonly task: Task;
}

/** The tasks that have ids, by file and id. */
function placesOf(texts: readonly EditedText[], side: 'before' | 'after'): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const { uri, [side]: text } of texts) {
    const kind = fileKind(URI.parse(uri).path);
    if (text === undefined || kind === undefined || kind === 'index') continue;
    const document = parse(text, kind);
    for (const task of document.tasks) {
      const id = taskId(task);
      if (id !== undefined) places.set(`${uri} ${id}`, { id, uri, document, task });
    }
  }
  return places;
}

function statusChange(before: Place | undefined, now: Place): TaskChange[] {
  if (!before) return [];
  const [old, status] = [before, now].map(({ document, task }) => statusOf(document.text, task) ?? 'none');
  if (old === undefined || status === undefined || old === status) return [];
  const { id, uri, task } = now;
  const title = task.header?.title ?? '';
  return [{ kind: 'status', id, uri, title, line: lineOf(now), before: old, after: status }];
}

function gainsOf(before: Task, after: Task): string[] {
  const had = new Set(before.fields.map(({ name }) => name));
  return after.fields.map(({ name }) => name).filter((name) => !had.has(name));
}

function lineOf({ document, task }: Place): number {
  return new LineIndex(document.text).position((task.header?.range ?? task.range).start).line + 1;
}
