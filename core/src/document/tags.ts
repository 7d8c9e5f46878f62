import { isWhitespace, type TextRange } from '../text/range.ts';
import { isOneSlip, oneSlipAway } from '../text/spelling.ts';
import type { Tag } from './model.ts';
import { type TagName, tagNames, taskIdPattern } from './vocabulary.ts';

/**
 * Reads the tags that stand at an offset, one behind the other, on one line. Reading forgives what the rules
 * then report: spaces, `=` or `;` or nothing for the colon, a bracket too few or too many.
 *
 * @param end the offset at which the line ends
 */
export function readTags(text: string, start: number, end: number): Tag[] {
  const tags: Tag[] = [];
  let at = start;
  for (let tag = readTag(text, at, end); tag; tag = readTag(text, at, end)) {
    // `… [component:server] [RFC: caching] Title`: after a space, only known tags are tags.
    if (tags.length > 0 && tag.name === undefined && tag.range.start > at) break;
    tags.push(tag);
    at = tag.range.end;
  }
  return tags;
}

/** The first tag of a known name. */
export function findTag(tags: readonly Tag[], name: TagName): Tag | undefined {
  return tags.find((tag) => tag.name === name);
}

/** The known tag that a key means: the key itself, in any case, or the only one that is one slip away. */
export function tagNameOf(key: string): TagName | undefined {
  const lower = key.toLowerCase();
  const known: readonly string[] = tagNames;
  // `id` is too short to tell a slip from another word.
  const name = known.includes(lower)
    ? lower
    : key.length > 2
      ? oneSlipAway(key, tagNames.slice(1))
      : undefined;
  return name as TagName | undefined;
}

/**
 * Groups: opening brackets, key, separator with its spaces and a bracket too many (or what stands in its place),
 * value, closing brackets.
 */
const tagPattern =
  /[ \t]*(?:(\[+)[ \t]*)?([A-Za-z][\w-]*)([ \t]*[:=;][ \t]*(?:\[(?![A-Za-z][\w-]*[ \t]*[:=;]))?|[ \t]+|(?=\]))([^[\]\r\n]*)(\]*)/y;

/** A tag that holds offsets and gives ranges, because few of them are ever asked for. */
class ReadTag implements Tag {
  readonly key: string;
  readonly value: string;
  readonly name: TagName | undefined;
  readonly #start: number;
  readonly #keyStart: number;
  readonly #valueStart: number;
  readonly #end: number;

  constructor(
    key: string,
    value: string,
    name: TagName | undefined,
    start: number,
    keyStart: number,
    valueStart: number,
    end: number,
  ) {
    this.key = key;
    this.value = value;
    this.name = name;
    this.#start = start;
    this.#keyStart = keyStart;
    this.#valueStart = valueStart;
    this.#end = end;
  }

  get range(): TextRange {
    return { start: this.#start, end: this.#end };
  }

  get keyRange(): TextRange {
    return rangeOf(this.#keyStart, this.key);
  }

  get valueRange(): TextRange {
    return rangeOf(this.#valueStart, this.value);
  }
}

/** The case that nearly all tags are, without a pattern: `[key:value]` with a known key as it is spelt. */
function readPlainTag(text: string, start: number, end: number): Tag | undefined {
  if (text.charCodeAt(start) !== openingBracket) return undefined;
  const keyStart = start + 1;
  for (const key of tagNames) {
    const valueStart = keyStart + key.length + 1;
    if (!text.startsWith(key, keyStart) || text.charCodeAt(valueStart - 1) !== colon) continue;
    let valueEnd = valueStart;
    for (; valueEnd < end; valueEnd++) {
      const unit = text.charCodeAt(valueEnd);
      if (unit === closingBracket) break;
      if (unit === openingBracket || unit === carriageReturn) return undefined;
    }
    const isPlain =
      valueEnd < end &&
      text.charCodeAt(valueEnd + 1) !== closingBracket &&
      !isWhitespace(text.charCodeAt(valueStart)) &&
      !isWhitespace(text.charCodeAt(valueEnd - 1));
    const value = text.slice(valueStart, valueEnd);
    return isPlain ? new ReadTag(key, value, key, start, keyStart, valueStart, valueEnd + 1) : undefined;
  }
  return undefined;
}

const openingBracket = 0x5b;
const closingBracket = 0x5d;
const carriageReturn = 0x0d;
const colon = 0x3a;

function readTag(text: string, at: number, end: number): Tag | undefined {
  const plain = readPlainTag(text, at, end);
  if (plain) return plain;
  tagPattern.lastIndex = at;
  const match = tagPattern.exec(text);
  if (!match) return undefined;
  const [whole, opening = '', key = '', separator = '', matched = '', brackets = ''] = match;
  // What is glued behind the end is no part of it, and no bracket there closes a tag.
  const isCut = at + whole.length > end;
  const closing = isCut ? '' : brackets;
  if (opening === '' && closing === '') return undefined;
  const valueAt = at + whole.length - brackets.length - matched.length;
  if (valueAt > end) return undefined;
  const valueWritten = isCut ? matched.slice(0, end - valueAt) : matched;
  if (!/[:=;]/.test(separator) && (isCut || !isSureTag(whole, key, valueWritten))) return undefined;
  // A tag that nothing closes ends at the first space: the rest is the title.
  const value = closing === '' ? (/^\S*/.exec(valueWritten)?.[0] ?? '') : valueWritten.trimEnd();
  const keyStart = at + whole.indexOf(key, opening === '' ? 0 : whole.indexOf('[') + 1);
  // Spaces behind a separator are part of the tag only where a value follows, or another tag.
  const isLast = value === '' && closing === '' && text[at + whole.length] !== '[';
  const before = isLast ? separator.trimEnd() : separator;
  const valueStart = keyStart + key.length + before.length;
  const tagEnd = closing === '' ? valueStart + value.length : at + whole.length;
  const tagStart = opening === '' ? keyStart : at + whole.indexOf('[');
  const name = tagNameOf(key) ?? idBySlip(key, value);
  return new ReadTag(key, value, name, tagStart, keyStart, valueStart, tagEnd);
}

/** Without a separator, `[type dev]` or `[type]`, only a known key right behind what is before it makes a tag. */
function isSureTag(whole: string, key: string, value: string): boolean {
  const known: readonly string[] = tagNames;
  return known.includes(key) && whole.startsWith('[') && whole.endsWith(']') && !/\S\s+\S/.test(value);
}

/** Two letters alone tell no slip, but the value of an id does. */
function idBySlip(key: string, value: string): TagName | undefined {
  return isOneSlip(key.toLowerCase(), 'id') && taskIdPattern.test(value) ? 'id' : undefined;
}

function rangeOf(start: number, part: string): TextRange {
  return { start, end: start + part.length };
}
