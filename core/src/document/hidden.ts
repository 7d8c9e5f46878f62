import type { TextRange } from '../text/range.ts';
import { canonicalMarker, isCanonicalMarkerLine, readMarker } from './marker.ts';
import type { BlockKind, Marker } from './model.ts';

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
 * then taken to end before the next marker line (docs/rules/unclosed-comment.md). The same holds for one whose
 * close is really that of a later one: it then hides the end of an open block, or another comment's beginning.
 *
 * The finder remembers what it searched for in vain, so that a text of many unclosed ones stays linear.
 */
export class HiddenText {
  readonly #text: string;
  #commentClose = 0;
  #section = -1;
  /** Where the next closing fence is, by opening fence, as last searched for. */
  readonly #fenceCloses = new Map<string, number>();

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
    if (!close || (marker && this.#endsOpenBlock(marker, close.start, openBlocks)))
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
    const nested = this.#text.slice(marker.start, close).includes('<!--');
    return nested || this.#endsOpenBlock(marker, close, openBlocks);
  }

  /**
   * Whether the first marker that is hidden is really the end of an open block. It is an example if the block has an
   * end behind the close as well, and no other block of its kind begins in between.
   */
  #endsOpenBlock(marker: Line, close: number, openBlocks: readonly BlockKind[]): boolean {
    const read = readMarker(this.#text, marker.start, marker.end);
    if (read?.edge !== 'end' || !openBlocks.includes(read.block)) return false;
    if (this.#text.slice(marker.end, close).includes(`\n${canonicalMarker(read.block, 'begin')}`))
      return true;
    const behind = this.#markerBehind(close);
    return behind?.edge !== 'end' || behind.block !== read.block;
  }

  /** The next marker behind an offset, wherever it stands. */
  #markerBehind(offset: number): Marker | undefined {
    let start = this.#text.indexOf('\n## ', offset) + 1;
    while (start > 0) {
      const line = this.#lineAt(start);
      const marker = readMarker(this.#text, line.start, line.end);
      if (marker?.canonical) return marker;
      start = this.#text.indexOf('\n## ', start) + 1;
    }
    return undefined;
  }

  #nextCommentClose(from: number): number {
    if (this.#commentClose < from) {
      const found = this.#text.indexOf('-->', from);
      this.#commentClose = found === -1 ? Infinity : found;
    }
    return this.#commentClose;
  }

  #fenceClose(from: number, opening: string): Line | undefined {
    let close = this.#fenceCloses.get(opening) ?? -1;
    if (close < from) {
      const closing = new RegExp(`^ {0,3}${opening.charAt(0)}{${String(opening.length)},}[ \\t]*\\r?$`, 'gm');
      closing.lastIndex = from;
      close = closing.exec(this.#text)?.index ?? Infinity;
      this.#fenceCloses.set(opening, close);
    }
    return close === Infinity ? undefined : this.#lineAt(close);
  }

  #firstMarker(from: number, to: number): Line | undefined {
    for (let start = this.#nextSection(from); start < to; start = this.#nextSection(start + 1)) {
      const line = this.#lineAt(start);
      if (isCanonicalMarkerLine(this.#text, line.start, line.end)) return line;
    }
    return undefined;
  }

  /** Where the next line with a heading of level 2 begins. Asked for ever farther on, it searches the text once. */
  #nextSection(from: number): number {
    if (this.#section < from) {
      const lineFeed = this.#text.indexOf('\n## ', from - 1);
      this.#section = lineFeed === -1 ? Infinity : lineFeed + 1;
    }
    return this.#section;
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
