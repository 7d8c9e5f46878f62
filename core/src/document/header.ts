import { contentEnd, isWhitespace } from '../text/range.ts';
import type { FileKind } from './fileKind.ts';
import type { Tag, TaskHeader } from './model.ts';
import { findTag, readTags } from './tags.ts';
import { requiredTagNames, type TagName, tagNames } from './vocabulary.ts';

/**
 * Reads a line as a task header, forgivingly; undefined when it is none. A line is one when it is a heading with an
 * id tag or any two known ones, or begins with the header's own sign, `### # `; without hashes it takes three.
 */
export function readHeader(text: string, start: number, end: number): TaskHeader | undefined {
  // The case that nearly all headers are, without a pattern.
  if (text.startsWith('### # [', start)) {
    const tagsStart = start + 6;
    return headerOf(text, start, end, tagsStart, readTags(text, tagsStart, end), undefined);
  }
  prefixPattern.lastIndex = start;
  const prefix = prefixPattern.exec(text);
  // What is glued behind the line's end is no part of it.
  if (!prefix || start + prefix[0].length > end) return undefined;
  const [whole, hashes = '', number, sign = ''] = prefix;
  const tagsStart = start + whole.length;
  const tags = readTags(text, tagsStart, end);
  const known = tags.filter((tag) => tag.name !== undefined).length;
  const signed = hashes !== '' && sign !== '';
  const bare = hashes === '' && sign === '';
  const named = hashes !== '' && tags.some((tag) => tag.name === 'id');
  const enough = bare ? 3 : signed || named ? 1 : 2;
  if (known < enough && !(signed && hashes === '###')) return undefined;
  return headerOf(text, start, end, tagsStart, tags, number);
}

/** Whether a header is its canonical line already; the same as comparing the two, without making one. */
export function isCanonicalHeader(text: string, header: TaskHeader, file: FileKind): boolean {
  const { range, tags, tagsRange, titleRange, title } = header;
  const prefix = canonicalPrefix(header, file);
  if (!text.startsWith(prefix, range.start) || tagsRange.start !== range.start + prefix.length) return false;
  if (
    tags.length > 0 &&
    title !== '' &&
    !(titleRange.start === tagsRange.end + 1 && text[tagsRange.end] === ' ')
  )
    return false;
  let at = tagsRange.start;
  let last = -1;
  for (const tag of tags) {
    if (tag.name !== undefined) {
      const place = tagNames.indexOf(tag.name);
      if (place <= last) return false;
      last = place;
    }
    if (tag.range.start !== at || !isCanonicalTag(text, tag)) return false;
    at = tag.range.end;
  }
  return true;
}

function isCanonicalTag(text: string, { range, keyRange, valueRange }: Tag): boolean {
  return (
    keyRange.start === range.start + 1 &&
    valueRange.start === keyRange.end + 1 &&
    valueRange.end === range.end - 1 &&
    text[range.start] === '[' &&
    text[keyRange.end] === ':' &&
    text[valueRange.end] === ']'
  );
}

/** What stands in front of a header's tags; numbers only in the files that may have them. */
export function canonicalPrefix(header: TaskHeader, file: FileKind): string {
  const numbered = header.number !== undefined && (file === 'todo' || file === 'archive');
  return numbered ? `## ${header.number}. # ` : '### # ';
}

/** A header's tags in their order, each one once; undefined where one stands twice with different values. */
export function canonicalTags(tags: readonly Tag[]): readonly Tag[] | undefined {
  const byName = new Map<TagName, Tag>();
  const kept: Tag[] = [];
  for (const tag of tags) {
    const same = tag.name && byName.get(tag.name);
    if (same && same.value !== tag.value) return undefined;
    if (same) continue;
    if (tag.name) byName.set(tag.name, tag);
    kept.push(tag);
  }
  const ordered = tagNames.flatMap((name) => byName.get(name) ?? []).values();
  return kept.map((tag) => (tag.name === undefined ? tag : (ordered.next().value ?? tag)));
}

/** A tag as the dialect writes it, its own key and value kept. */
export function canonicalTag({ key, value }: Pick<Tag, 'key' | 'value'>): string {
  return `[${key}:${value}]`;
}

/** The tags that a header must have and has not, or has without a value. */
export function missingTagNames(header: TaskHeader): readonly (typeof requiredTagNames)[number][] {
  return requiredTagNames.filter((name) => !findTag(header.tags, name)?.value);
}

/** Groups: hashes, number of a numbered header, the sign `#` before the tags. */
const prefixPattern = /[ \t]{0,3}(#{0,6})[ \t]*(?:(\d+)[.)][ \t]*)?(#?)[ \t]*/y;

function headerOf(
  text: string,
  start: number,
  end: number,
  tagsStart: number,
  tags: readonly Tag[],
  number: string | undefined,
): TaskHeader {
  const last = contentEnd(text, start, end);
  const none = Math.min(tagsStart, last);
  const tagsRange = { start: tags[0]?.range.start ?? none, end: tags.at(-1)?.range.end ?? none };
  const titleEnd = Math.max(last, tagsRange.end);
  let titleStart = tagsRange.end;
  while (titleStart < titleEnd && isWhitespace(text.charCodeAt(titleStart))) titleStart++;
  return {
    range: { start, end: titleEnd },
    number,
    tags,
    tagsRange,
    title: text.slice(titleStart, titleEnd),
    titleRange: { start: titleStart, end: titleEnd },
  };
}
