import assert from 'node:assert/strict';
import { parse, type QueueWithBacklog } from '#core';
import { applied, type Texts } from '../sampleQueue.ts';
import { kinds, type Move } from './moves.ts';

/**
 * Each word of a queue's files is still in one of them after a move, as often as it was, whatever the files are like.
 * Only what a move is there to rewrite may have gone: a status, the dates of an archived task, the focus of a batch.
 */
export function nothingIsLost(queue: QueueWithBacklog, { name, edits }: Move): void {
  const before: Texts = {
    backlog: queue.backlog.text,
    todo: queue.todo?.text,
    archive: queue.archive?.text,
    index: queue.index?.text,
  };
  const after = applied(queue, edits);
  const [was, is] = [before, after].map((texts) => kinds.map((kind) => texts[kind] ?? '').join('\n'));
  const left = count(wordsOf(is));
  const rewritten = count(rewrittenBy(name, queue, edits, was ?? '').flatMap(wordsOf));
  for (const [word, times] of count(wordsOf(was))) {
    const missing = times - (left.get(word) ?? 0);
    // What is glued to a marker parts with it.
    if (missing > 0 && !/^(?:task|group|index)_/i.test(word))
      assert.ok(missing <= (rewritten.get(word) ?? 0), `${name} loses “${word}”`);
  }
  // Where an entry without an end ends, another may tell.
  const ids = (text: string | undefined): string[] =>
    text === undefined
      ? []
      : parse(text, 'index').indexEntries.flatMap(({ id, end }) => (end ? (id?.value ?? '') : []));
  const [entries, entriesLeft] = [ids(before.index), ids(after.index)];
  assert.deepEqual(entriesLeft.slice(0, entries.length), entries, `${name} keeps the entries of the index`);
}

function wordsOf(text = ''): string[] {
  return text.match(/[\p{L}\p{N}_]+/gu) ?? [];
}

function count(all: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

/** The texts that a move rewrites: a status, the focus of a batch, and what archiving fills in. */
function rewrittenBy(name: string, queue: QueueWithBacklog, edits: Move['edits'], text: string): string[] {
  if ('refused' in edits) return [];
  const replaced = kinds.flatMap((kind) => {
    const change = edits[kind];
    return 'create' in change
      ? []
      : change.map(({ range }) => queue[kind]?.text.slice(range.start, range.end) ?? '');
  });
  // What is longer is a block, which is in another place then.
  const values = replaced.filter((one) => one.length < 120 && !/[\r\n]/.test(one));
  const lines = text.split(/[\r\n]+|(?=## )/).filter((line) => /status|completed|assignee/i.test(line));
  return [...values, ...(name === 'archive' || name === 'restore' ? lines : [])];
}
