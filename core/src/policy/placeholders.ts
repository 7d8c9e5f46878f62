import type { Field } from '../document/model.ts';
import type { TextRange } from '../text/range.ts';
import { visibleValue } from './fieldValues.ts';

/**
 * The template texts that are still in a field's value (`Step 1`, `X hours / Y days / Z weeks`,
 * `docs/section/file.md`, `TBD`, `{what is to be done}`), in order. In a value of several lines only list
 * items are looked at: a line of prose is never a template by itself.
 */
export function placeholders(text: string, field: Field): TextRange[] {
  const { start } = field.value;
  const value = visibleValue(text, field);
  const single = !value.includes('\n');
  const found: TextRange[] = [];
  for (const match of value.matchAll(linePattern)) {
    const [whole, marker = '', content = ''] = match;
    if (marker === '' && !single) continue;
    const written = content.trimEnd();
    if (!isPlaceholder(written, field)) continue;
    const from = start + match.index + whole.length - content.length;
    found.push({ start: from, end: from + written.length });
  }
  const inner = field.known === undefined ? undefined : innerPlaceholders[field.known];
  for (const match of inner ? value.matchAll(inner) : []) {
    found.push({ start: start + match.index, end: start + match.index + match[0].length });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Groups: the markers of a list item, all that follows them. */
const linePattern = /^[ \t]*((?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:\[[ xX]?\][ \t]+)?)(\S[^\r\n]*)/gm;

/** No template text that stands for all of a line is longer. */
const mostLength = 200;

function isPlaceholder(content: string, field: Field): boolean {
  if (content.length > mostLength) return false;
  const bare = content.replace(/^[`*_(]+/, '').replace(/[`*_).:!]+$/, '');
  if (bare === '') return content.startsWith('...');
  return (
    wholePlaceholder.test(bare) ||
    (field.known === 'Plan' && /^Step (?:\d+|[A-Z]|one|two|three)$/i.test(bare))
  );
}

const wholePlaceholder = new RegExp(
  String.raw`^(?:TB[ADC]|TODO|FIXME|XXX|\?+|…|YYYY-MM-DD|(?:to be|yet to be) (?:added|decided|defined|determined|done|filled in|written)|` +
    // In angle brackets a path or an address is a link.
    String.raw`<(?!https?:|[^<>]*docs/)[^<>]+>|\{+[^{}]+\}+|` +
    String.raw`Concrete verifiable outcome \d+|One paragraph describing the work and why)$`,
  'i',
);

/** Template texts that can stand among others in a field. */
const innerPlaceholders: Partial<Record<string, RegExp>> = {
  'Estimated Effort':
    /\b[XYZN] (?:minutes?|hours?|days?|weeks?)\b(?:[ \t]*\/[ \t]*[XYZN] (?:minutes?|hours?|days?|weeks?)\b)*/g,
  'Relevant Documentation': /\bdocs\/section\d*\/file\d*\.md\b/g,
  'Relevant Files': /\bpath\/(?:one|two)\b/g,
};
