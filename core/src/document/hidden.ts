import type { TextRange } from '../text/range.ts';
import { isCanonicalMarkerLine, readMarker } from './marker.ts';
import type { BlockKind } from './model.ts';

/** A comment or fence: where it stands, whether it is closed, and the offset at which scanning goes on. */
export interface Hidden {
  readonly range: TextRange;
  readonly closed: boolean;
  readonly resume: number;
}

/** A line: its range without the line end, and where the next one begins. */
export interface Line extends TextRange {
  readonly next: number;
}

/**
 * Finds where comments and fenced code end. One that is never closed would hide the rest of the file; it is
 * then taken to end before the next marker line (rules.md, `unclosed-comment`). The same holds for one whose
 * close is really that of a later one: it then hides the end of an open block, or another comment's beginning.
 *
 * The finder remembers what it searched for in vain, so that a text of many unclosed ones stays linear.
 */
export class HiddenText {
  readonly #text: string;
  #commentClose = 0;
  readonly #unclosable = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
  }

  /**
   * The comment whose `<!--` stands on a line. As in CommonMark it ends with the line that has the `-->`.
   *
   * @param openBlocks the kinds of block that are open where the comment begins
   */
  comment(line: Line, openBlocks: readonly BlockKind[]): Hidden {
    const start = this.#text.indexOf('<!--', line.start);
    const close = this.#nextCommentClose(start + 2);
    if (close < line.end) return { range: { start, end: close + 3 }, closed: true, resume: line.next };
    const marker = this.#firstMarker(line.next, close);
    if (close === Infinity || (marker && this.#swallows(marker, close, openBlocks))) {
      return this.#unclosed(start, marker);
    }
    const last = this.#lineAt(close);
    return { range: { start, end: close + 3 }, closed: true, resume: last.next };
  }

  /**
   * The fenced code whose opening fence stands on a line.
   *
   * @param opening the fence itself, three or more of one character
   */
  fence(line: Line, opening: string, openBlocks: readonly BlockKind[]): Hidden {
    const close = this.#fenceClose(line.next, opening);
    const marker = this.#firstMarker(line.next, close?.start ?? Infinity);
    if (!close || (marker && this.#endsOpenBlock(marker, openBlocks)))
      return this.#unclosed(line.start, marker);
    return { range: { start: line.start, end: close.end }, closed: true, resume: close.next };
  }

  #unclosed(start: number, marker: Line | undefined): Hidden {
    const resume = marker?.start ?? this.#text.length;
    let end = resume;
    while (end > start && /\s/.test(this.#text.charAt(end - 1))) end--;
    return { range: { start, end }, closed: false, resume };
  }

  #swallows(marker: Line, close: number, openBlocks: readonly BlockKind[]): boolean {
    return this.#endsOpenBlock(marker, openBlocks) || this.#text.slice(marker.start, close).includes('<!--');
  }

  #endsOpenBlock(marker: Line, openBlocks: readonly BlockKind[]): boolean {
    const read = readMarker(this.#text, marker.start, marker.end);
    return read?.edge === 'end' && openBlocks.includes(read.block);
  }

  #nextCommentClose(from: number): number {
    if (this.#commentClose < from) {
      const found = this.#text.indexOf('-->', from);
      this.#commentClose = found === -1 ? Infinity : found;
    }
    return this.#commentClose;
  }

  #fenceClose(from: number, opening: string): Line | undefined {
    const character = opening.charAt(0);
    if (opening.length >= (this.#unclosable.get(character) ?? Infinity)) return undefined;
    const closing = new RegExp(`^ {0,3}${character}{${String(opening.length)},}[ \\t]*\\r?$`, 'gm');
    closing.lastIndex = from;
    const match = closing.exec(this.#text);
    if (match) return this.#lineAt(match.index);
    this.#unclosable.set(character, opening.length);
    return undefined;
  }

  #firstMarker(from: number, to: number): Line | undefined {
    const text = this.#text;
    let start = text.startsWith('## ', from) ? from : text.indexOf('\n## ', from - 1) + 1;
    while (start > 0 && start < to) {
      const line = this.#lineAt(start);
      if (isCanonicalMarkerLine(text, line.start, line.end)) return line;
      start = text.indexOf('\n## ', start) + 1;
    }
    return undefined;
  }

  #lineAt(offset: number): Line {
    const text = this.#text;
    const start = text.lastIndexOf('\n', offset - 1) + 1;
    const lineFeed = text.indexOf('\n', offset);
    const next = lineFeed === -1 ? text.length : lineFeed + 1;
    let end = lineFeed === -1 ? text.length : lineFeed;
    if (end > start && text.charCodeAt(end - 1) === 0x0d) end--;
    return { start, end, next };
  }
}
