import type { Document, Marker } from '../../document/model.ts';
import { insert, remove, replace, type TextEdit } from '../../text/edits.ts';
import { lineEnd, lineStart, lineWithEnd } from '../../text/lines.ts';

/** The edit that puts a new line behind the line of an offset, or between the two texts that share that line there. */
export function lineBehind({ text, lineEnding }: Document, offset: number, line: string): TextEdit {
  const end = lineEnd(text, offset);
  if (text.slice(offset, end).trim() === '') return insert(end, lineEnding + line);
  return insert(offset, lineEnding + line + lineEnding);
}

/** The edit that puts a new line in front of the line of an offset, or between the two texts that share that line there. */
export function lineBefore({ text, lineEnding }: Document, offset: number, line: string): TextEdit {
  const start = lineStart(text, offset);
  if (text.slice(start, offset).trim() === '') return insert(start, line + lineEnding);
  return insert(offset, lineEnding + line + lineEnding);
}

/** The edit that removes a marker with its line; text that is glued to it stays, on lines of its own. */
export function removalOfMarker({ text, lineEnding }: Document, { range }: Marker): TextEdit {
  const line = lineWithEnd(text, range);
  const before = text.slice(line.start, range.start);
  const after = text.slice(range.end, line.end);
  if (before.trim() === '' && after.trim() === '') return remove(line);
  const start = range.start - (before.length - before.trimEnd().length);
  const end = after.trim() === '' ? range.end : range.end + (after.length - after.trimStart().length);
  return replace({ start, end }, before.trim() === '' || after.trim() === '' ? '' : lineEnding);
}
