import type { TextRange } from './range.ts';

/** The unit that some editors put in front of a text to say that it is Unicode. */
export const byteOrderMark = 0xfeff;

/** The offset at which a text begins, behind a byte order mark. */
export function textStart(text: string): number {
  return text.charCodeAt(0) === byteOrderMark ? 1 : 0;
}

/** The whole lines that a range touches, with the line end of the last one. */
export function lineWithEnd(text: string, range: TextRange): TextRange {
  const lineFeed = text.indexOf('\n', range.end);
  return { start: lineStart(text, range.start), end: lineFeed === -1 ? text.length : lineFeed + 1 };
}

/** The offset at which the line of an offset begins, behind a byte order mark. */
export function lineStart(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 ? textStart(text) : start;
}

/** The offset at which the line of an offset ends, without its line end. */
export function lineEnd(text: string, offset: number): number {
  const lineFeed = text.indexOf('\n', offset);
  if (lineFeed === -1) return text.length;
  return lineFeed > offset && text.charCodeAt(lineFeed - 1) === 0x0d ? lineFeed - 1 : lineFeed;
}

/** The offset at which the line below that of an offset begins; the text's length where there is none. */
export function nextLine(text: string, offset: number): number {
  const lineFeed = text.indexOf('\n', offset);
  return lineFeed === -1 ? text.length : lineFeed + 1;
}

/** Whether nothing but white space stands on the line of an offset. */
export function isBlankLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), lineEnd(text, offset)).trim() === '';
}
