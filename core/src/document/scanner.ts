import { type OpenField, readBoldLabel, readHeadingLabel } from './field.ts';
import { readHeader } from './header.ts';
import { HiddenText } from './hidden.ts';
import { mayBeMarkerWord, readMarker } from './marker.ts';
import type { BlockKind, Comment, Fence, Marker, TaskHeader } from './model.ts';
import { byteOrderMark, textStart } from '../text/lines.ts';
import { type TextRange, trimRange } from '../text/range.ts';

/** Takes what the scanner finds, in text order; lines of plain text give nothing. */
export interface TokenSink {
  marker(marker: Marker): void;
  header(header: TaskHeader): void;
  /** A field's label; its value is known only when the next token ends it. */
  field(field: OpenField): void;
  heading(level: number, range: TextRange, title: TextRange): void;
  separator(range: TextRange): void;
  comment(comment: Comment): void;
  fence(fence: Fence): void;
  conflict(range: TextRange): void;
}

/** Splits a text into the tokens of the dialect in one pass, passing over what comments and fences hide. */
export function scan(text: string, sink: TokenSink): void {
  const scanner: Scanner = { text, sink, openBlocks: [], hidden: new HiddenText(text), hashes: -1 };
  const length = text.length;
  let start = textStart(text);
  while (start < length) {
    const lineFeed = text.indexOf('\n', start);
    const next = lineFeed === -1 ? length : lineFeed + 1;
    const end = lineEnd(text, start, lineFeed === -1 ? length : lineFeed);
    start = scanLine(scanner, start, end, next, 0);
  }
}

interface Scanner {
  readonly text: string;
  readonly sink: TokenSink;
  /** The blocks that are open, as far as begins and ends tell: what an end marker in hidden text could close. */
  readonly openBlocks: BlockKind[];
  readonly hidden: HiddenText;
  /** Where the next two hashes stand, as last searched for. */
  hashes: number;
}

/**
 * Scans one line and returns the offset at which the next one to be scanned begins.
 *
 * @param glued how many markers stand in front of it, where it is the rest of a line
 */
function scanLine(scanner: Scanner, start: number, end: number, next: number, glued: number): number {
  const { text, sink, hidden, openBlocks } = scanner;
  const first = firstUnit(text, start, end);
  switch (text.charCodeAt(first)) {
    case 0x23 /* # */:
      return scanHeading(scanner, start, end, next, glued);
    case 0x3c /* < */:
      if (text.startsWith('<!--', first) && (glued === 0 || closesOnLine(text, first, end))) {
        const { range, closed, resume } = hidden.comment({ start, end, next }, openBlocks);
        sink.comment({ range, closed });
        return resume;
      }
      scanConflict(scanner, start, end);
      return next;
    case 0x60 /* ` */:
    case 0x7e /* ~ */: {
      // Behind a marker it opens nothing: the line is a heading.
      if (glued > 0) break;
      const opening = /^[ ]{0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(text.slice(start, end));
      if (opening?.[1] === undefined) break;
      const { range, closed, resume } = hidden.fence({ start, end, next }, opening[1], openBlocks);
      sink.fence({ range, closed });
      return resume;
    }
    case 0x2a /* * */:
      if (first === start && text.charCodeAt(start + 1) === 0x2a) {
        const field = readBoldLabel(text, start, end);
        if (field) sink.field(field);
      }
      break;
    case 0x2d /* - */:
      if (text.charCodeAt(first + 1) === 0x2d && /^-{3,}[ \t]*$/.test(text.slice(first, end)))
        sink.separator({ start, end });
      break;
    case 0x5b /* [ */: {
      const behind = twoHashes(scanner, start) < end ? readMarker(text, start, end) : undefined;
      const header = readHeader(text, start, behind?.range.start ?? end);
      if (header) sink.header(header);
      break;
    }
    case 0x3e /* > */:
    case 0x7c /* | */:
    case 0x3d /* = */:
      scanConflict(scanner, start, end);
      break;
  }
  if (mayBeMarkerWord(text, first, end) || twoHashes(scanner, start) < end) {
    const marker = readMarker(text, start, end);
    if (marker) return pushMarker(scanner, marker, next, glued);
  }
  return next;
}

/** Whether a comment ends on the line that it begins on. */
function closesOnLine(text: string, start: number, end: number): boolean {
  return text.slice(start + 2, end).includes('-->');
}

/** Where the next two hashes stand, without which no marker is glued to other text. Asked for ever farther on. */
function twoHashes(scanner: Scanner, from: number): number {
  if (scanner.hashes < from) {
    const found = scanner.text.indexOf('##', from);
    scanner.hashes = found === -1 ? Infinity : found;
  }
  return scanner.hashes;
}

function scanHeading(scanner: Scanner, start: number, end: number, next: number, glued: number): number {
  const marker = readMarker(scanner.text, start, end);
  const contentEnd = marker?.range.start ?? end;
  if (firstUnit(scanner.text, start, contentEnd) < contentEnd) pushHeading(scanner, start, contentEnd);
  return marker ? pushMarker(scanner, marker, next, glued) : next;
}

/** A heading that is no marker: a task's header, a field's label, or a section. */
function pushHeading({ text, sink }: Scanner, start: number, end: number): void {
  const header = readHeader(text, start, end);
  if (header) {
    sink.header(header);
    return;
  }
  const field = readHeadingLabel(text, start, end);
  if (field) {
    sink.field(field);
    return;
  }
  const heading = /^ {0,3}(#{1,6})(?:[ \t]+|$)/.exec(text.slice(start, end));
  if (!heading) return;
  const title = trimRange(text, { start: start + heading[0].length, end });
  sink.heading(heading[1]?.length ?? 1, { start, end }, title);
}

/** No line that a person or an agent spoilt has more; the limit keeps one of markers alone from being read over and over. */
const mostGlued = 16;

/**
 * A marker, and what is glued behind it, which is read as a line of its own. Returns the offset at which the next line to
 * be scanned begins.
 *
 * @param next where the next line of the text begins
 * @param before how many markers stand in front of this one on its line
 */
function pushMarker(scanner: Scanner, marker: Marker, next: number, before: number): number {
  const { text, sink, openBlocks } = scanner;
  sink.marker(marker);
  // A begin inside an open block of its kind closes that one, so that no kind is open twice.
  const opened = openBlocks.indexOf(marker.block);
  if (opened !== -1) openBlocks.length = opened;
  if (marker.edge === 'begin') openBlocks.push(marker.block);
  const { end } = marker.line;
  let glued = firstUnit(text, marker.range.end, end);
  // White space to everybody who splits the line.
  while (glued < end && text.charCodeAt(glued) === byteOrderMark) glued = firstUnit(text, glued + 1, end);
  return glued < end && before < mostGlued ? scanLine(scanner, glued, end, next, before + 1) : next;
}

/** Only the outer marks of a conflict are sure signs: a line of `=` underlines a heading. */
function scanConflict({ text, sink }: Scanner, start: number, end: number): void {
  if (/^(?:<{7}|>{7}|\|{7})(?: |$)/.test(text.slice(start, Math.min(end, start + 8)))) {
    sink.conflict({ start, end });
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
