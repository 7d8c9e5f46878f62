import type { TextRange } from './range.ts';

/** A position as LSP means it: line and character are zero-based, characters are UTF-16 code units. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

/**
 * Where each line of a text begins. A line ends with LF, CRLF or a lone CR, as in LSP; the line end belongs
 * to the line that it closes.
 */
export class LineIndex {
  readonly text: string;
  readonly #starts: Uint32Array;

  constructor(text: string) {
    this.text = text;
    this.#starts = lineStarts(text);
  }

  /** How many lines there are: at least one, and one more than there are line ends. */
  get lineCount(): number {
    return this.#starts.length;
  }

  /** The offset at which a zero-based line begins; the text's length for a line past the last one. */
  lineStart(line: number): number {
    return this.#starts[line] ?? this.text.length;
  }

  /** The range of a zero-based line without its line end. */
  lineRange(line: number): TextRange {
    const start = this.lineStart(line);
    let end = this.lineStart(line + 1);
    while (end > start && isLineEnd(this.text.charCodeAt(end - 1))) end--;
    return { start, end };
  }

  /** The position of an offset; an offset outside the text is moved to its nearest end. */
  position(offset: number): LinePosition {
    const inside = Math.max(0, Math.min(offset, this.text.length));
    const line = this.lineAt(inside);
    return { line, character: inside - this.lineStart(line) };
  }

  /** The zero-based line that holds an offset: the first for a negative one, the last for one behind the text. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (this.lineStart(middle) <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  /**
   * The offset of a position; a character past its line's end is moved to that end, as LSP asks. A line that there is
   * not, be it negative or past the last one, gives the text's length.
   */
  offset(position: LinePosition): number {
    const { start, end } = this.lineRange(position.line);
    return Math.max(start, Math.min(start + position.character, end));
  }
}

function lineStarts(text: string): Uint32Array {
  const starts = [0];
  const onlyLineFeeds = !text.includes('\r');
  if (onlyLineFeeds) {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  } else {
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === 0x0d && text.charCodeAt(at + 1) === 0x0a) at++;
      if (isLineEnd(unit)) starts.push(at + 1);
    }
  }
  return Uint32Array.from(starts);
}

function isLineEnd(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d;
}
