import { type TextRange, trimRange } from '../text/range.ts';
import type { Attribute } from './model.ts';

/** The `key: value` lines of an index entry. A trailing double space is Markdown's line break, not value. */
export function readAttributes(text: string, range: TextRange): Attribute[] {
  const attributes: Attribute[] = [];
  for (const match of text.slice(range.start, range.end).matchAll(attributePattern)) {
    const key = match[1] ?? '';
    const start = range.start + match.index + match[0].length;
    const lineFeed = text.indexOf('\n', start);
    const end = lineFeed === -1 || lineFeed > range.end ? range.end : lineFeed;
    attributes.push({ key, value: trimRange(text, { start, end }) });
  }
  return attributes;
}

const attributePattern = /^([a-z][\w-]*)[ \t]*:[ \t]*/gim;
