import type { FileKind } from './fileKind.ts';
import type { Tag, TaskHeader } from './model.ts';
import { findTag, readTags } from './tags.ts';
import { requiredTagNames, tagNames } from './vocabulary.ts';

/**
 * Reads a line as a task header, forgivingly; undefined when it is none. A line is one when it has an id tag
 * and another known one, or any two known ones, behind what can be a header's beginning, or when it begins
 * with the header's own sign, `### # `.
 */
export function readHeader(text: string, start: number, end: number): TaskHeader | undefined {
  prefixPattern.lastIndex = start;
  const prefix = prefixPattern.exec(text);
  if (!prefix) return undefined;
  const [whole, hashes = '', number, sign = ''] = prefix;
  const tagsStart = start + whole.length;
  const tags = readTags(text, tagsStart, end);
  const known = tags.filter((tag) => tag.name !== undefined).length;
  const signed = hashes !== '' && sign !== '';
  const bare = hashes === '' && sign === '';
  const enough = bare ? 3 : signed ? 1 : 2;
  if (known < enough && !(signed && hashes === '###')) return undefined;
  return headerOf(text, start, end, tagsStart, tags, number);
}

/**
 * The canonical line for a header's own values: the tags in their order, unknown ones kept behind them,
 * every value as it is. Undefined where one line cannot hold all values, because a tag stands twice with
 * different ones.
 */
export function canonicalHeader(header: TaskHeader, file: FileKind): string | undefined {
  const ordered: Tag[] = [];
  for (const name of tagNames) {
    const [first, ...again] = header.tags.filter((tag) => tag.name === name);
    if (!first) continue;
    if (again.some((tag) => tag.value !== first.value)) return undefined;
    ordered.push(first);
  }
  ordered.push(...header.tags.filter((tag) => tag.name === undefined));
  const numbered = header.number !== undefined && (file === 'todo' || file === 'archive');
  const prefix = numbered ? `## ${header.number}. # ` : '### # ';
  const tags = ordered.map((tag) => `[${tag.key}:${tag.value}]`).join('');
  return `${prefix}${tags} ${header.title}`.trimEnd();
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
  const tagsRange = { start: tags[0]?.range.start ?? tagsStart, end: tags.at(-1)?.range.end ?? tagsStart };
  let titleStart = tagsRange.end;
  let titleEnd = end;
  while (titleStart < titleEnd && isBlank(text, titleStart)) titleStart++;
  while (titleEnd > titleStart && isBlank(text, titleEnd - 1)) titleEnd--;
  return {
    range: { start, end: Math.max(titleEnd, tagsRange.end) },
    number,
    tags,
    tagsRange,
    title: text.slice(titleStart, titleEnd),
    titleRange: { start: titleStart, end: titleEnd },
  };
}

function isBlank(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit === 0x20 || unit === 0x09;
}
