import type { Field, Task } from '../document/model.ts';
import { type FieldName, isStatus, type Status } from '../document/vocabulary.ts';
import type { TextRange } from '../text/range.ts';
import { UnitSet } from '../text/unitSet.ts';

/** A path that a field names. */
export interface NamedPath {
  /** The path alone, without what encloses it and without the part of the file that it points to. */
  readonly range: TextRange;
  readonly path: string;
}

/**
 * The field of a task that is known by a name. Where several are, one that is spelt so goes before one that is
 * a slip away, then one with a value before an empty one, then the first.
 */
export function findField(task: Task, name: FieldName): Field | undefined {
  let found: Field | undefined;
  for (const field of task.fields) {
    if (field.known === name && (!found || rank(field) > rank(found))) found = field;
  }
  return found;
}

/** Whether a field is spelt as the known one, case aside. */
export function isSpeltRight(field: Field): boolean {
  return field.name === field.known || field.name.toLowerCase() === field.known?.toLowerCase();
}

/** A field's value with its comments blanked out: offsets in it are offsets from the value's start. */
export function visibleValue(text: string, { value }: Field): string {
  return blankComments(text.slice(value.start, value.end));
}

/** Whether a field has no value: nothing at all, or only comments and list items without text. */
export function isEmptyValue(text: string, field: Field): boolean {
  const { start, end } = field.value;
  if (start === end) return true;
  return mayBeNothing.has(text.charCodeAt(start)) && !lineWithText.test(visibleValue(text, field));
}

/** The first line of a value, comments passed over, without white space at its ends; empty where there is none. */
export function firstLine(text: string, field: Field): TextRange {
  const match = /\S[^\r\n]*/.exec(visibleValue(text, field));
  const start = field.value.start + (match?.index ?? 0);
  return { start, end: start + (match?.[0].trimEnd().length ?? 0) };
}

/** The status that a value begins with; remarks may follow it. Undefined where it is none of the four. */
export function readStatus(text: string, field: Field): Status | undefined {
  const value = text.slice(field.value.start, field.value.end);
  if (isStatus(value)) return value;
  const line = firstLine(text, field);
  const [, word = '', rest = ''] = /^([a-z-]+)(.*)$/.exec(text.slice(line.start, line.end)) ?? [];
  // `todo | in-progress | …` is the template's list of choices.
  return isStatus(word) && !/^(?:[\p{L}\p{N}_]|\s*[|/])/u.test(rest) ? word : undefined;
}

/** The status of a task; undefined where it has none, or none of the four. */
export function statusOf(text: string, task: Task): Status | undefined {
  const field = findField(task, 'Status');
  return field && readStatus(text, field);
}

/** Whether a value names an amount of time: `2 days`, `1-2 hours`, `40 hours (1 week)`, `half a day`. */
export function namesAmountOfTime(value: string): boolean {
  return amountOfTime.test(value);
}

/**
 * The paths with a `docs/` folder in them that a field's value names: in backticks, as a link, or bare. A link
 * whose text is a path as well counts once, with its target.
 */
export function documentPaths(text: string, field: Field): NamedPath[] {
  const value = visibleValue(text, field);
  const paths: NamedPath[] = [];
  let from = 0;
  for (let docs = value.indexOf(docsFolder); docs !== -1; docs = value.indexOf(docsFolder, from)) {
    const start = startOfPath(value, docs, from);
    from = docs + docsFolder.length;
    if (start === undefined) continue;
    while (from < value.length && !afterPath.has(value.charCodeAt(from))) from++;
    from = endWithSpaces(value, start, from);
    const path = pathAlone(value.slice(start, from));
    const previous = paths.at(-1);
    const absolute = field.value.start + start;
    if (previous && text.slice(previous.range.end, absolute) === '](') paths.pop();
    paths.push({ range: { start: absolute, end: absolute + path.length }, path });
  }
  return paths;
}

const docsFolder = 'docs/';

/** Where a path begins whose folder `docs/` stands at an offset; undefined where it stands in another word. */
function startOfPath(value: string, docs: number, from: number): number | undefined {
  let start = docs;
  while (start > from && folderUnits.has(value.charCodeAt(start - 1))) start--;
  if (start > 0 && !beforePath.has(value.charCodeAt(start - 1))) return undefined;
  const folders = value.slice(start, docs);
  return folders === '' || (folders.endsWith('/') && !folders.includes('//')) ? start : undefined;
}

/**
 * Where a path ends that ends at an offset if it has no space. In backticks or angle brackets it can have spaces, which is
 * taken for granted where only so it has the ending of a file: `docs/my notes.md`.
 */
function endWithSpaces(value: string, start: number, end: number): number {
  const closing = closings.get(value.charAt(start - 1));
  if (closing === undefined || value.charAt(end) !== ' ') return end;
  const line = value.slice(end, end + mostSpaced);
  const length = line.indexOf(closing);
  const isPath =
    length !== -1 &&
    !/[\r\n]/.test(line.slice(0, length)) &&
    hasFileEnding(line.slice(0, length)) &&
    !hasFileEnding(value.slice(start, end));
  return isPath ? end + length : end;
}

function hasFileEnding(path: string): boolean {
  return /\.\w{1,5}$/.test(path);
}

const closings: ReadonlyMap<string, string> = new Map([
  ['`', '`'],
  ['<', '>'],
]);
/** A path goes on for no longer than this behind its first space. */
const mostSpaced = 200;

/** A path without the place in the file that it points to, and without the punctuation of a sentence behind it. */
export function pathAlone(written: string): string {
  const beyond = written.search(/[#?]|:\d/);
  let end = beyond === -1 ? written.length : beyond;
  while (sentenceEnds.has(written.charCodeAt(end - 1))) end--;
  return written.slice(0, end);
}

/** The text with every closed comment in it turned into spaces, of the same length; line ends stay. */
function blankComments(text: string): string {
  let open = text.indexOf('<!--');
  let result = '';
  let at = 0;
  while (open !== -1) {
    const close = text.indexOf('-->', open);
    if (close === -1) break;
    result += text.slice(at, open) + text.slice(open, close + 3).replace(/[^\r\n]/g, ' ');
    at = close + 3;
    open = text.indexOf('<!--', at);
  }
  return result + text.slice(at);
}

function rank(field: Field): number {
  return (isSpeltRight(field) ? 2 : 0) + (field.value.end > field.value.start ? 1 : 0);
}

/** What a comment, a list item or a checkbox begins with. */
const mayBeNothing = new UnitSet('<-*+0123456789');
/** A line that is more than a list item without text. */
const lineWithText = /^[ \t]*(?!(?:[-*+]|\d{1,9}[.)])?(?:[ \t]+\[[ xX]?\])?[ \t]*$)\S/m;

/** A number, what may stand between, and a unit of time. */
const amountOfTime = new RegExp(
  String.raw`(?:\d|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|half|few|couple|several)\b)` +
    String.raw`[^\n]{0,32}?(?:\b|(?<=\d))` +
    String.raw`(?:m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|fortnights?|months?|quarters?|years?|` +
    String.raw`mornings?|afternoons?|evenings?|nights?|sprints?)\b`,
  'i',
);

/** What folder names before `docs/` are made of. */
const folderUnits = new UnitSet('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.@~/-');
/** What a path can stand behind, and what ends it. */
const beforePath = new UnitSet(' \t\r\n`\'"“‘([<{,;:|*–—');
const afterPath = new UnitSet(' \t\r\n`\'"”’)]>},;|–—');
const sentenceEnds = new UnitSet('.:!*_');
