import { lineStart } from '../text/lines.ts';
import type { TextRange } from '../text/range.ts';
import { isAlphanumeric, UnitSet } from '../text/unitSet.ts';

/**
 * Whether an id is a part of a path. Prose has slashes as well: between ids, in `either/ID` and in `ID/002`. A path has an
 * extension, goes on behind the id with a name, has several folders in front of it, or stands in code or in a link.
 *
 * @param range where the id stands
 * @param isId whether a word beside a slash can be an id
 */
export function isInPath(text: string, { start, end }: TextRange, isId: (word: string) => boolean): boolean {
  if (text.charCodeAt(end) === fullStop && isAlphanumeric(text.charCodeAt(end + 1))) return true;
  const before = partsBefore(text, start);
  const behind = partsBehind(text, end);
  const isBeside = [before.at(-1), behind[0]].some((part) => part !== undefined && !isId(part));
  if (!isBeside) return false;
  const isName = (part: string): boolean => part !== '' && !isNumber.test(part) && !isId(part);
  if (behind[0] !== undefined && !isId(behind[0]) && behind.some(isName)) return true;
  const names = before.filter(isName).length;
  const isRooted = /^(?:\.{0,2}|~)$/.test(before[0] ?? 'none');
  return names > 1 || (isRooted && names > 0) || isMarked(text, start);
}

/** The parts of what stands in front of an id with a slash between; none where there is no slash. */
function partsBefore(text: string, end: number): string[] {
  if (!isSlash(text.charCodeAt(end - 1))) return [];
  const start = pathStart(text, end);
  return text
    .slice(start, end - 1)
    .split(/[/\\]/)
    .map(withoutEmphasis);
}

function partsBehind(text: string, start: number): string[] {
  if (!isSlash(text.charCodeAt(start))) return [];
  let end = start;
  while (end - start < longestPath && pathUnits.has(text.charCodeAt(end))) end++;
  return text
    .slice(start + 1, end)
    .split(/[/\\]/)
    .map(withoutStop);
}

function pathStart(text: string, end: number): number {
  let start = end;
  while (end - start < longestPath && pathUnits.has(text.charCodeAt(start - 1))) start--;
  return start;
}

/** Whether a path that ends at an offset begins in code, or is where a link leads to. */
function isMarked(text: string, end: number): boolean {
  const start = pathStart(text, end);
  if (text.startsWith('](', start - 2)) return true;
  const line = text.slice(Math.max(lineStart(text, start), start - longestPath), start);
  return line.split('`').length % 2 === 0;
}

/** Full stops, underscores and hyphens that end a sentence or emphasis rather than a name. */
function withoutStop(part: string): string {
  let end = part.length;
  while (end > 0 && !isAlphanumeric(part.charCodeAt(end - 1))) end--;
  return part.slice(0, end);
}

function withoutEmphasis(part: string): string {
  return /[A-Za-z0-9]/.test(part) ? part.replace(/^_+/, '') : part;
}

/** What goes on a row of ids: `002`, `002-A`, `B`. */
const isNumber = /^-?(?:\d+(?:-?[A-Z])?|[A-Z])$/;
/** How far a path is read, and how far in front of it code can begin. */
const longestPath = 200;
const fullStop = 0x2e;
const pathUnits = new UnitSet('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.~:@%+/\\');

function isSlash(unit: number): boolean {
  return unit === 0x2f || unit === 0x5c;
}
