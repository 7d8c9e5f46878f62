import type { Document, Tag } from '../document/model.ts';
import { findTag } from '../document/tags.ts';
import { taskIdPattern } from '../document/vocabulary.ts';
import { contains, type TextRange } from '../text/range.ts';
import { isAlphanumeric } from '../text/unitSet.ts';
import { isInPath } from './idInPath.ts';

/** An id and where it stands. */
export interface IdPlace {
  readonly id: string;
  readonly range: TextRange;
}

/** One place at which an id stands, in whatever text. */
export interface Mention {
  readonly range: TextRange;
  /** Whether it is a part of a path, such as `docs/TASK-20260301-001.md`, and names a file rather than the task. */
  readonly isInPath: boolean;
}

/**
 * The id at an offset: the one of a task header or index entry, any of the dialect's form, and elsewhere those of
 * another form that a task has. An id ends where a cursor can stand right behind it.
 *
 * @param isId whether a task or index entry has an id
 */
export function idAt(
  document: Document,
  offset: number,
  isId: (word: string) => boolean,
): IdPlace | undefined {
  const at = { start: offset, end: offset };
  const tag = idTags(document).find(({ valueRange }) => contains(valueRange, at));
  if (tag) return { id: tag.value, range: tag.valueRange };
  const { text } = document;
  for (const isPart of [isDottedNameUnit, isNameUnit]) {
    const range = wordAt(text, offset, isPart);
    const id = text.slice(range.start, range.end);
    if (!contains(range, at) || !isPlain(id)) continue;
    if (taskIdPattern.test(id) || isId(id)) return { id, range };
  }
  return undefined;
}

/** Every id in a part of a document, as `idAt` would find them outside of tags. */
export function idsIn({ text }: Document, range: TextRange, isId: (word: string) => boolean): IdPlace[] {
  const found: IdPlace[] = [];
  for (const { 0: word, index } of text.slice(range.start, range.end).matchAll(/[\w.-]+/g)) {
    if (word.length > longestId) continue;
    const lead = word.search(/[A-Za-z0-9]/);
    const dotted = word.replace(/^[._-]+|[._-]+$/g, '');
    const id = [dotted, /[\w-]*[A-Za-z0-9]/.exec(dotted)?.[0] ?? ''].find(
      (one) => isPlain(one) && (taskIdPattern.test(one) || isId(one)),
    );
    const start = range.start + index + lead;
    if (id !== undefined) found.push({ id, range: { start, end: start + id.length } });
  }
  return found;
}

/**
 * Every place of a document at which an id stands, in text order: headers, entries, comments, code and prose. The
 * words of prose can be an id only if that has a hyphen and a digit; of any other id only those in tags are found.
 */
export function mentionsOf(document: Document, id: string): Mention[] {
  const { text } = document;
  if (!isPlain(id)) {
    const tags = idTags(document).filter(({ value }) => value === id);
    return tags
      .map(({ valueRange }) => ({ range: valueRange, isInPath: false }))
      .sort((a, b) => a.range.start - b.range.start);
  }
  const mentions: Mention[] = [];
  for (let start = text.indexOf(id); start !== -1; start = text.indexOf(id, start + id.length)) {
    const range = { start, end: start + id.length };
    if (isWhole(text, range)) mentions.push({ range, isInPath: isInPath(text, range, isPlain) });
  }
  return mentions;
}

/** The id tags of a document's headers and index entries that have a value. */
function idTags({ tasks, indexEntries }: Document): Tag[] {
  const tags = [
    ...tasks.map(({ header }) => header && findTag(header.tags, 'id')),
    ...indexEntries.map(({ id }) => id),
  ];
  return tags.filter((tag) => tag !== undefined && tag.value !== '') as Tag[];
}

/** Whether an id can be told from a word of prose. */
function isPlain(id: string): boolean {
  return id.length <= longestId && /^[A-Za-z][\w.]*-/.test(id) && /^[\w.-]*\w$/.test(id) && /\d/.test(id);
}

const longestId = 100;

/**
 * The letters, digits, underscores and hyphens around an offset, and full stops if they may be in it; with a letter or
 * digit at both ends.
 */
function wordAt(text: string, offset: number, isPart: (unit: number) => boolean): TextRange {
  let start = offset;
  let end = offset;
  while (offset - start <= longestId && isPart(text.charCodeAt(start - 1))) start--;
  while (end - offset <= longestId && isPart(text.charCodeAt(end))) end++;
  while (start < end && !isAlphanumeric(text.charCodeAt(start))) start++;
  while (end > start && !isAlphanumeric(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

/** Whether no letter, digit or hyphened word goes on at either end of a range. Underscores there are emphasis. */
function isWhole(text: string, { start, end }: TextRange): boolean {
  const before = text.charCodeAt(start - 1);
  const after = text.charCodeAt(end);
  if (isAlphanumeric(before) || isAlphanumeric(after)) return false;
  if (isJoin(before) && isAlphanumeric(text.charCodeAt(start - 2))) return false;
  return !(isJoin(after) && isAlphanumeric(text.charCodeAt(end + 1)));
}

const hyphen = 0x2d;
const fullStop = 0x2e;

const underscore = 0x5f;

function isJoin(unit: number): boolean {
  return unit === hyphen || unit === underscore;
}

function isNameUnit(unit: number): boolean {
  return isAlphanumeric(unit) || isJoin(unit);
}

function isDottedNameUnit(unit: number): boolean {
  return isNameUnit(unit) || unit === fullStop;
}
