import { lineEnd } from '../text/lines.ts';
import { type TextRange, trimRange } from '../text/range.ts';
import type { Attribute, IndexEntry } from './model.ts';

/** The `key: value` lines of an index entry. A trailing double space is Markdown's line break, not value. */
export function readAttributes(text: string, range: TextRange): Attribute[] {
  const attributes: Attribute[] = [];
  for (const match of text.slice(range.start, range.end).matchAll(attributePattern)) {
    const key = match[1] ?? '';
    const start = range.start + match.index + match[0].length;
    const end = Math.min(lineEnd(text, start), range.end);
    attributes.push({ key, value: trimRange(text, { start, end }) });
  }
  return attributes;
}

/** The first attribute of an entry with a key, which is in lower case. */
export function findAttribute(entry: IndexEntry, key: string): Attribute | undefined {
  return entry.attributes.find((attribute) => attribute.key.toLowerCase() === key);
}

const attributePattern = /^([a-z][\w-]*)[ \t]*:[ \t]*/gim;
