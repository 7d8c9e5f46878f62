import { lineEnd } from '../text/lines.ts';
import { slice, type TextRange, trimRange } from '../text/range.ts';
import type { Attribute, Document, IndexEntry } from './model.ts';

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

/** The path by which an entry names its task's file, and where it stands. */
export interface EntryLocation {
  readonly path: string;
  readonly range: TextRange;
}

/**
 * The location of an entry, without the backticks that may enclose it and without a leading `./`; empty where its line
 * names nothing, undefined where it has no such line.
 */
export function entryLocation({ text }: Document, entry: IndexEntry): EntryLocation | undefined {
  const attribute = findAttribute(entry, 'location');
  if (!attribute) return undefined;
  let { start, end } = attribute.value;
  while (start < end && text[start] === '`') start++;
  while (start < end && text[end - 1] === '`') end--;
  ({ start, end } = trimRange(text, { start, end }));
  while (start + 2 <= end && text.startsWith('./', start)) start += 2;
  const range = { start, end };
  return { path: slice(text, range), range };
}

/** At the begin of a line, which a carriage return alone does not end: a value goes on behind it. */
const attributePattern = /(?<=^|\n)([a-z][\w-]*)[ \t]*:[ \t]*/gi;
