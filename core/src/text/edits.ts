import type { TextRange } from './range.ts';

/** Replaces a range (UTF-16 offsets into the text before any edit) with a new text. */
export interface TextEdit {
  readonly range: TextRange;
  readonly newText: string;
}

/** An edit that only inserts, at an offset. */
export function insert(offset: number, newText: string): TextEdit {
  return { range: { start: offset, end: offset }, newText };
}

/** An edit that replaces a range. */
export function replace(range: TextRange, newText: string): TextEdit {
  return { range, newText };
}

/** An edit that only deletes. */
export function remove(range: TextRange): TextEdit {
  return { range, newText: '' };
}

/**
 * The text after all edits, whose ranges mean the text before any of them. Insertions at one offset come
 * out in the order given.
 *
 * @throws RangeError when two edits overlap or one lies outside the text: applying them would lose text.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let done = 0;
  for (const edit of inTextOrder(edits)) {
    const { start, end } = edit.range;
    if (start < done || end < start || end > text.length) {
      throw new RangeError(`Edit ${String(start)}–${String(end)} overlaps another one or leaves the text.`);
    }
    result += text.slice(done, start) + edit.newText;
    done = end;
  }
  return result + text.slice(done);
}

/**
 * Whether any edit of `a` would overlap one of `b` if both were applied at once, or would be at the very same place, so
 * that their order would decide.
 */
export function overlap(a: readonly TextEdit[], b: readonly TextEdit[]): boolean {
  return a.some((one) => b.some((other) => rangesOverlap(one.range, other.range)));
}

/** The edits sorted by where they start; edits at the same place keep their order. */
export function inTextOrder(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

function rangesOverlap(a: TextRange, b: TextRange): boolean {
  const samePlace = a.start === b.start && a.end === b.end;
  return samePlace || (a.start < b.end && b.start < a.end);
}
