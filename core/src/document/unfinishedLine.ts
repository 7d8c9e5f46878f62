import { lineEnd, lineStart } from '../text/lines.ts';
import type { TextRange } from '../text/range.ts';
import type { Document } from './model.ts';
import { parse } from './parser.ts';

/** The line that somebody is writing, and the document as it is without what stands on it. */
export interface UnfinishedLine {
  /** The line without its line end. */
  readonly range: TextRange;
  readonly before: string;
  readonly behind: string;
  /** The document with the line left empty: half a marker says nothing, or the wrong thing. */
  readonly document: Document;
}

/** The line of an offset as one that is not finished yet. Reads the text anew, in linear time. */
export function unfinishedLine({ text, file }: Document, offset: number): UnfinishedLine {
  const start = lineStart(text, offset);
  const end = lineEnd(text, offset);
  return {
    range: { start, end },
    before: text.slice(start, offset),
    behind: text.slice(offset, end),
    document: parse(text.slice(0, start) + text.slice(end), file),
  };
}
