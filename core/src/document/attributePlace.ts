import { lineEnd, lineStart } from '../text/lines.ts';
import type { TextRange } from '../text/range.ts';
import type { Document } from './model.ts';
import { openBlocksAt } from './openBlocks.ts';

/** The value of an index entry's attribute that is being written. */
export interface AttributePlace {
  /** In lower case. */
  readonly key: string;
  /** The value as far as it is there. */
  readonly range: TextRange;
  /** Whether it has to be set apart from the colon. */
  readonly isGlued: boolean;
}

/** The attribute whose value is written at an offset; undefined where none is. Values are one word. */
export function attributePlaceAt(document: Document, offset: number): AttributePlace | undefined {
  const { text } = document;
  const start = lineStart(text, offset);
  if (offset - start > mostLength || !openBlocksAt(document, offset).entry) return undefined;
  const [, key, gap, value] = /^([a-z][\w-]*)[ \t]*:([ \t]*)(\S*)$/i.exec(text.slice(start, offset)) ?? [];
  if (key === undefined || value === undefined) return undefined;
  const behind = text.slice(offset, Math.min(lineEnd(text, offset), offset + mostLength));
  const end = offset + (/^\S*/.exec(behind)?.[0].length ?? 0);
  return { key: key.toLowerCase(), range: { start: offset - value.length, end }, isGlued: gap === '' };
}

/** No line with a value that could be foreseen is longer. */
const mostLength = 300;
