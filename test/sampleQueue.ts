import assert from 'node:assert/strict';
import {
  applyEdits,
  type Document,
  type FileEdits,
  parse,
  type Policy,
  policyOf,
  type QueueEdits,
  type QueueWithBacklog,
  slice,
  type Task,
  taskId,
} from '#core';

/** The texts of a queue's files; those that are absent are undefined. */
export interface Texts {
  readonly backlog: string;
  readonly todo?: string | undefined;
  readonly archive?: string | undefined;
  readonly index?: string | undefined;
}

/** What every move of a test is told. */
export const moveOptions = {
  today: '2026-03-01',
  uris: {
    backlog: 'file:///work/ops/BACKLOG.md',
    todo: 'file:///work/ops/TODO.md',
    archive: 'file:///work/ops/ARCHIVE.md',
    index: 'file:///work/ops/TASK_INDEX.md',
  },
};

export function queueOf({ backlog, todo, archive, index }: Texts): QueueWithBacklog {
  return {
    backlog: parse(backlog, 'backlog'),
    todo: todo === undefined ? undefined : parse(todo, 'todo'),
    archive: archive === undefined ? undefined : parse(archive, 'archive'),
    index: index === undefined ? undefined : parse(index, 'index'),
  };
}

/** The texts of a queue's files after a move; those that are absent and stay so are undefined. */
export function applied(queue: QueueWithBacklog, edits: QueueEdits | { readonly refused: string }): Texts {
  if ('refused' in edits) assert.fail(edits.refused);
  const after = (document: Document | undefined, change: FileEdits): string | undefined => {
    if ('create' in change) return change.create;
    if (document) return applyEdits(document.text, change);
    assert.deepEqual(change, [], 'a file that is absent and stays so has no edits');
    return undefined;
  };
  return {
    backlog: after(queue.backlog, edits.backlog) ?? '',
    todo: after(queue.todo, edits.todo),
    archive: after(queue.archive, edits.archive),
    index: after(queue.index, edits.index),
  };
}

/** The tasks of a document by their ids, in the order of these. */
export function tasksOf(document: Document | undefined, ...ids: readonly string[]): Task[] {
  return ids.map((id) => document?.tasks.find((task) => taskId(task) === id) ?? assert.fail(`no ${id}`));
}

/** The bytes of every task block of a queue, sorted. */
export function allBlocks(texts: Texts): string[] {
  return (['backlog', 'todo', 'archive'] as const).flatMap((kind) => blocksOf(texts[kind], kind)).sort();
}

/** The bytes of the task blocks of a file, in order. */
export function blocksOf(text: string | undefined, kind: 'backlog' | 'todo' | 'archive'): string[] {
  return text === undefined ? [] : parse(text, kind).tasks.map((one) => slice(text, one.range));
}

export function policyFor(queue: QueueWithBacklog): Policy {
  return policyOf(queue.backlog);
}

/** The lines of a text that are no task, without the traces of promotions, blank lines and separators. */
export function rest(text: string | undefined, kind: 'backlog' | 'todo' | 'archive'): string[] {
  if (text === undefined) return [];
  const edits = parse(text, kind).tasks.map(({ range }) => ({ range, newText: '' }));
  return applyEdits(text, edits)
    .replace(/<!-- Tasks .* moved to TODO\.md on .* -->/g, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && line !== '---');
}
