/**
 * A half-open range of a text, in UTF-16 code units: `start` is the offset of the first unit in it, `end`
 * the offset after the last one. Both are zero-based and absolute.
 */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** The text that a range covers. */
export function slice(text: string, range: TextRange): string {
  return text.slice(range.start, range.end);
}

/** Whether `outer` holds all of `inner`; a range holds itself. */
export function contains(outer: TextRange, inner: TextRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether the ranges share a position, touching ends included, as an editor's cursor would have it. */
export function touches(a: TextRange, b: TextRange): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** The first of some ranges, which stand in text order and apart, that ends behind an offset. */
export function firstEndingBehind(ranges: readonly TextRange[], offset: number): TextRange | undefined {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return ranges[low];
}

/** The empty range at an offset. */
export function emptyRange(offset: number): TextRange {
  return { start: offset, end: offset };
}

/** The range without the spaces and tabs (and line ends) at its two ends; never leaves the range. */
export function trimRange(text: string, range: TextRange): TextRange {
  let { start, end } = range;
  while (start < end && isWhitespace(text.charCodeAt(start))) start++;
  while (end > start && isWhitespace(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

/** The offset behind the last unit before `end` that is no white space; `start` where there is none behind it. */
export function contentEnd(text: string, start: number, end: number): number {
  let at = Math.max(start, end);
  while (at > start && isWhitespace(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Whether a UTF-16 code unit is a space, tab, carriage return or line feed. */
export function isWhitespace(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || unit === 0x0d || unit === 0x0a;
}
