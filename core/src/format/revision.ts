import { inTextOrder, type TextEdit } from '../text/edits.ts';
import type { TextRange } from '../text/range.ts';

/**
 * A text that is edited again and again: what is left of the first text and what came in, in order. In the end it
 * tells by which edits of the first text all that can be had at once.
 */
export class Revision {
  readonly #first: string;
  #pieces: readonly Piece[];

  constructor(text: string) {
    this.#first = text;
    this.#pieces = [{ start: 0, end: text.length }];
  }

  get text(): string {
    return this.#pieces.map((piece) => this.#textOf(piece)).join('');
  }

  /** Edits the text as it is now. The edits must not overlap. */
  apply(edits: readonly TextEdit[]): void {
    const left = this.#pieces.values();
    let piece = left.next().value;
    const result: Piece[] = [];
    /** Goes on for a number of units, which stay or do not. */
    const pass = (count: number, stays: boolean): void => {
      for (let rest = count; rest > 0 && piece !== undefined;) {
        const length = lengthOf(piece);
        if (stays) result.push(part(piece, 0, Math.min(rest, length)));
        piece = rest < length ? part(piece, rest, length) : left.next().value;
        rest -= Math.min(rest, length);
      }
    };
    let done = 0;
    for (const { range, newText } of inTextOrder(edits)) {
      pass(range.start - done, true);
      result.push(newText);
      pass(range.end - range.start, false);
      done = range.end;
    }
    pass(Infinity, true);
    this.#pieces = result;
  }

  /** The edits that make the text as it is now from the first one, none longer than it has to be. */
  get edits(): readonly TextEdit[] {
    const edits: TextEdit[] = [];
    let done = 0;
    let newText = '';
    const end = { start: this.#first.length, end: this.#first.length };
    for (const piece of [...this.#pieces, end]) {
      if (typeof piece === 'string') {
        newText += piece;
        continue;
      }
      const edit = trimmed(this.#first, { range: { start: done, end: piece.start }, newText });
      if (edit.newText !== '' || edit.range.end > edit.range.start) edits.push(edit);
      newText = '';
      done = piece.end;
    }
    return edits;
  }

  #textOf(piece: Piece): string {
    return typeof piece === 'string' ? piece : this.#first.slice(piece.start, piece.end);
  }
}

/** A range of the first text, or a new text. */
type Piece = TextRange | string;

function lengthOf(piece: Piece): number {
  return typeof piece === 'string' ? piece.length : piece.end - piece.start;
}

function part(piece: Piece, from: number, to: number): Piece {
  return typeof piece === 'string'
    ? piece.slice(from, to)
    : { start: piece.start + from, end: piece.start + to };
}

/** An edit without what its two sides begin and end with. A CRLF or a pair of surrogates is never split. */
function trimmed(text: string, { range, newText }: TextEdit): TextEdit {
  const old = text.slice(range.start, range.end);
  const shorter = Math.min(old.length, newText.length);
  let same = 0;
  while (same < shorter && old[same] === newText[same]) same++;
  while (isSplit(old, same) || isSplit(newText, same)) same--;
  let sameEnd = 0;
  while (sameEnd < shorter - same && old.at(-1 - sameEnd) === newText.at(-1 - sameEnd)) sameEnd++;
  while (sameEnd > 0 && (isSplit(old, old.length - sameEnd) || isSplit(newText, newText.length - sameEnd)))
    sameEnd--;
  return {
    range: { start: range.start + same, end: range.end - sameEnd },
    newText: newText.slice(same, newText.length - sameEnd),
  };
}

/** Whether an offset lies inside a CRLF or a pair of surrogates. */
function isSplit(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return (before === 0x0d && text.charCodeAt(at) === 0x0a) || (before >= 0xd800 && before <= 0xdbff);
}
