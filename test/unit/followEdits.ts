import assert from 'node:assert/strict';
import { applyEdits, check, LineIndex, LiveCheck, type LiveProblem, TaskEdits, type TextEdit } from '#core';
import { queueFile, surroundings } from './surroundings.ts';

const today = '2026-03-01';

/**
 * Makes edits one after the other, and compares after each what is found live with what a check of the whole finds.
 *
 * @returns how many were followed live
 */
export function followEdits(
  path: string,
  text: string,
  all: readonly { at: number; length: number; newText: string }[],
  texts: Readonly<Record<string, string>> = {},
): number {
  const beside = Object.entries(texts)
    .filter(([other]) => other !== path)
    .map(([other, otherText]) => ({ path: other, text: otherText }));
  const begin = (now: string): { live: LiveCheck | undefined; edits: TaskEdits } => {
    const own = queueFile(path, now);
    const around = beside.length > 0 ? surroundings(own, beside) : undefined;
    return { live: LiveCheck.of(own.document, { today, around }), edits: TaskEdits.of(own.document) };
  };
  let followed = 0;
  let now = text;
  let { live, edits } = begin(now);
  for (const { at, length, newText } of all) {
    const start = Math.round((at / 1000) * now.length);
    const edit: TextEdit = { range: { start, end: Math.min(now.length, start + length) }, newText };
    now = applyEdits(now, [edit]);
    const next = edits.with(edit);
    const problems = next && live?.after(next);
    if (next && problems) {
      followed++;
      assertSame(next, problems, now, path, beside);
      edits = next;
    } else ({ live, edits } = begin(now));
  }
  return followed;
}

export function assertSame(
  edits: TaskEdits,
  problems: readonly LiveProblem[],
  now: string,
  path: string,
  beside: readonly { path: string; text: string }[] = [],
): void {
  const own = queueFile(path, now);
  const around = beside.length > 0 ? surroundings(own, beside) : undefined;
  assert.equal(edits.text(), now);
  assert.deepEqual(problems.map(told), check(own.document, { today, around }).map(told));
  const [before, after] = [new LineIndex(edits.document.text), new LineIndex(now)];
  for (let offset = 0; offset <= now.length; offset += 7)
    assert.deepEqual(edits.position(offset, before), after.position(offset));
  for (let line = 0; line <= after.lineCount; line++)
    for (const character of [0, 9, 1000])
      assert.equal(edits.offset({ line, character }, before), after.offset({ line, character }));
}

function told({ code, severity, message, range, related }: LiveProblem): unknown {
  const places = related?.map((place) => [place.file?.uri, place.range, place.message]);
  return [code, severity, message, range, places];
}
