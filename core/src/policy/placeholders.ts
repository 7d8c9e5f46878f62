import type { Field } from '../document/model.ts';
import { type TextRange, trimRange } from '../text/range.ts';
import { isBlank, isDigit, UnitSet } from '../text/unitSet.ts';
import { visibleValue } from './fieldValues.ts';

/**
 * The template texts that are still in a field's value (`Step 1`, `X hours / Y days / Z weeks`,
 * `docs/section/file.md`, `TBD`, `{what is to be done}`), in order. In a value of several lines only list
 * items are looked at: a line of prose is never a template by itself.
 */
export function placeholders(text: string, field: Field): TextRange[] {
  const { start } = field.value;
  const value = visibleValue(text, field);
  const found: TextRange[] = [];
  let next: number;
  for (let line = 0; line < value.length; line = next) {
    const lineFeed = value.indexOf('\n', line);
    next = lineFeed === -1 ? value.length : lineFeed + 1;
    const from = contentStart(value, line);
    if (!mayBePlaceholder(value, from)) continue;
    const isWholeValue = line === 0 && next === value.length;
    const isListItem = skipBlanks(value, line) < from;
    if (!isWholeValue && !isListItem) continue;
    const content = trimRange(value, { start: from, end: next });
    if (isPlaceholder(value, content, field))
      found.push({ start: start + content.start, end: start + content.end });
  }
  const inner = field.known && innerPlaceholders[field.known];
  if (!inner) return found;
  inner.lastIndex = 0;
  for (let match = inner.exec(value); match; match = inner.exec(value)) {
    found.push({ start: start + match.index, end: start + inner.lastIndex });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Where the text of a line begins, behind its indentation and the markers of a list item. By hand, for speed. */
function contentStart(value: string, line: number): number {
  let at = skipBlanks(value, line);
  const marker = markerEnd(value, at);
  if (isBlank(value.charCodeAt(marker))) at = skipBlanks(value, marker);
  if (value.charCodeAt(at) !== bracket) return at;
  checkbox.lastIndex = at;
  return checkbox.test(value) ? checkbox.lastIndex : at;
}

const bracket = 0x5b;
const checkbox = /\[[ xX]?\][ \t]+/y;
const bullets = new UnitSet('-*+');
const numberSigns = new UnitSet('.)');

/** The end of the `-` or `1.` at an offset; the offset itself where there is none. */
function markerEnd(value: string, at: number): number {
  if (bullets.has(value.charCodeAt(at))) return at + 1;
  let end = at;
  while (isDigit(value.charCodeAt(end))) end++;
  return end > at && numberSigns.has(value.charCodeAt(end)) ? end + 1 : at;
}

function skipBlanks(value: string, from: number): number {
  let at = from;
  while (isBlank(value.charCodeAt(at))) at++;
  return at;
}

/** No template text that stands for all of a line is longer. */
const mostLength = 200;

/** Tells nearly every other text from a template by what it begins with. */
function mayBePlaceholder(value: string, start: number): boolean {
  return initials.has(value.charCodeAt(behindOpenings(value, start)));
}

function behindOpenings(value: string, start: number): number {
  let at = start;
  while (openings.has(value.charCodeAt(at))) at++;
  return at;
}

function isPlaceholder(value: string, { start, end }: TextRange, field: Field): boolean {
  if (end - start > mostLength) return false;
  const first = behindOpenings(value, start);
  let last = end;
  while (last > first && closings.has(value.charCodeAt(last - 1))) last--;
  if (last === first) return value.startsWith('...', first);
  const bare = value.slice(first, last);
  return wholePlaceholder.test(bare) || (field.known === 'Plan' && templateStep.test(bare));
}

const templateStep = /^Step (?:\d+|[A-Z]|one|two|three)$/i;

/** What template texts begin with. */
const initials = new UnitSet('TtFfXx?….Yy<{CcOoSs');
/** The markup and parentheses that can stand around one. */
const openings = new UnitSet('`*_(');
const closings = new UnitSet('`*_).:!');

const wholePlaceholder = new RegExp(
  String.raw`^(?:TB[ADC]|TODO|FIXME|XXX|\?+|…|YYYY-MM-DD|(?:to be|yet to be) (?:added|decided|defined|determined|done|filled in|written)|` +
    // In angle brackets a path or an address is a link.
    String.raw`<(?!https?:|[^<>]*docs/)[^<>]+>|\{+[^{}]+\}+|` +
    String.raw`Concrete [a-z ]{0,30}outcome \d+|One paragraph [a-z ]{0,60})$`,
  'i',
);

/** Template texts that can stand among others in a field. */
const innerPlaceholders: Partial<Record<string, RegExp>> = {
  'Estimated Effort':
    /\b[XYZN] (?:minutes?|hours?|days?|weeks?)\b(?:[ \t]*\/[ \t]*[XYZN] (?:minutes?|hours?|days?|weeks?)\b)*/g,
  'Relevant Documentation': /\bdocs\/section\d*\/file\d*\.md\b/g,
  'Relevant Files': /\bpath\/(?:one|two)\b/g,
};
