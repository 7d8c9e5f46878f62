import { type FieldLabel, readBoldLabel, readHeadingLabel } from './field.ts';
import { readHeader } from './header.ts';
import { HiddenText, type Line } from './hidden.ts';
import { readMarker } from './marker.ts';
import type { BlockKind, Comment, Fence, Marker, TaskHeader } from './model.ts';
import type { TextRange } from '../text/range.ts';

/** What the scanner finds; lines of plain text give no token. Tokens come in text order. */
export type Token =
  | { readonly kind: 'marker'; readonly marker: Marker }
  | { readonly kind: 'header'; readonly header: TaskHeader }
  | { readonly kind: 'field'; readonly label: FieldLabel }
  | { readonly kind: 'heading'; readonly level: number; readonly range: TextRange; readonly title: TextRange }
  | { readonly kind: 'separator'; readonly range: TextRange }
  | { readonly kind: 'comment'; readonly comment: Comment }
  | { readonly kind: 'fence'; readonly fence: Fence }
  | { readonly kind: 'conflict'; readonly range: TextRange };

/** Splits a text into the tokens of the dialect in one pass, passing over what comments and fences hide. */
export function scan(text: string): Token[] {
  const tokens: Token[] = [];
  const scanner: Scanner = { text, tokens, openBlocks: [], hidden: new HiddenText(text) };
  const length = text.length;
  let start = text.charCodeAt(0) === byteOrderMark ? 1 : 0;
  while (start < length) {
    const lineFeed = text.indexOf('\n', start);
    const next = lineFeed === -1 ? length : lineFeed + 1;
    const end = lineEnd(text, start, lineFeed === -1 ? length : lineFeed);
    start = scanLine(scanner, { start, end, next });
  }
  return tokens;
}

export const byteOrderMark = 0xfeff;

interface Scanner {
  readonly text: string;
  readonly tokens: Token[];
  /** The blocks that are open, as far as begins and ends tell: what an end marker in hidden text could close. */
  readonly openBlocks: BlockKind[];
  readonly hidden: HiddenText;
}

/**
 * Scans one line and returns the offset at which the next one to be scanned begins.
 *
 * @param glued how many markers stand in front of it, where it is the rest of a line
 */
function scanLine(scanner: Scanner, line: Line, glued = 0): number {
  const { text, tokens, hidden, openBlocks } = scanner;
  const { start, end, next } = line;
  const first = firstUnit(text, start, end);
  switch (text.charCodeAt(first)) {
    case 0x23 /* # */:
      scanHeading(scanner, start, end, glued);
      return next;
    case 0x3c /* < */:
      if (text.startsWith('<!--', first)) {
        const { range, closed, resume } = hidden.comment(line, openBlocks);
        tokens.push({ kind: 'comment', comment: { range, closed } });
        return resume;
      }
      scanConflict(scanner, start, end);
      return next;
    case 0x60 /* ` */:
    case 0x7e /* ~ */: {
      const opening = /^[ ]{0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(text.slice(start, end));
      if (opening?.[1] === undefined) break;
      const { range, closed, resume } = hidden.fence(line, opening[1], openBlocks);
      tokens.push({ kind: 'fence', fence: { range, closed } });
      return resume;
    }
    case 0x2a /* * */:
      if (first === start && text.charCodeAt(start + 1) === 0x2a) {
        const label = readBoldLabel(text, start, end);
        if (label) tokens.push({ kind: 'field', label });
      }
      break;
    case 0x2d /* - */:
      if (/^-{3,}[ \t]*$/.test(text.slice(first, end)))
        tokens.push({ kind: 'separator', range: { start, end } });
      break;
    case 0x5b /* [ */: {
      const header = readHeader(text, start, end);
      if (header) tokens.push({ kind: 'header', header });
      break;
    }
    case 0x3e /* > */:
    case 0x7c /* | */:
    case 0x3d /* = */:
      scanConflict(scanner, start, end);
      break;
  }
  const marker = readMarker(text, start, end);
  if (marker) pushMarker(scanner, marker, glued);
  return next;
}

function scanHeading(scanner: Scanner, start: number, end: number, glued: number): void {
  const marker = readMarker(scanner.text, start, end);
  const contentEnd = marker?.range.start ?? end;
  if (firstUnit(scanner.text, start, contentEnd) < contentEnd) pushHeading(scanner, start, contentEnd);
  if (marker) pushMarker(scanner, marker, glued);
}

/** A heading that is no marker: a task's header, a field's label, or a section. */
function pushHeading({ text, tokens }: Scanner, start: number, end: number): void {
  const header = readHeader(text, start, end);
  if (header) {
    tokens.push({ kind: 'header', header });
    return;
  }
  const label = readHeadingLabel(text, start, end);
  if (label) {
    tokens.push({ kind: 'field', label });
    return;
  }
  const heading = /^ {0,3}(#{1,6})(?:[ \t]+|$)/.exec(text.slice(start, end));
  if (!heading) return;
  const title = { start: start + heading[0].length, end };
  tokens.push({ kind: 'heading', level: heading[1]?.length ?? 1, range: { start, end }, title });
}

/** No line that a person or an agent spoilt has more; the limit keeps one of markers alone from being read over and over. */
const mostGlued = 16;

/** A marker, and what is glued behind it, which is read as a line of its own. */
function pushMarker(scanner: Scanner, marker: Marker, before: number): void {
  const { text, tokens, openBlocks } = scanner;
  tokens.push({ kind: 'marker', marker });
  // A begin inside an open block of its kind closes that one, so that no kind is open twice.
  const opened = openBlocks.indexOf(marker.block);
  if (opened !== -1) openBlocks.length = opened;
  if (marker.edge === 'begin') openBlocks.push(marker.block);
  const { end } = marker.line;
  const glued = firstUnit(text, marker.range.end, end);
  if (glued < end && before < mostGlued) scanLine(scanner, { start: glued, end, next: end }, before + 1);
}

/** Only the outer marks of a conflict are sure signs: a line of `=` underlines a heading. */
function scanConflict({ text, tokens }: Scanner, start: number, end: number): void {
  if (/^(?:<{7}|>{7}|\|{7})(?: |$)/.test(text.slice(start, Math.min(end, start + 8)))) {
    tokens.push({ kind: 'conflict', range: { start, end } });
  }
}

function firstUnit(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09)) at++;
  return at;
}

function lineEnd(text: string, start: number, lineFeed: number): number {
  return lineFeed > start && text.charCodeAt(lineFeed - 1) === 0x0d ? lineFeed - 1 : lineFeed;
}
