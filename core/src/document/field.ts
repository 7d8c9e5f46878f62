import { oneSlipAway } from '../text/spelling.ts';
import type { TextRange } from '../text/range.ts';
import type { Field } from './model.ts';
import { type FieldName, fieldNames } from './vocabulary.ts';

/** A field's label as the scanner finds it; its value is known only when the next one begins. */
export type FieldLabel = Omit<Field, 'value' | 'range'>;

/**
 * Reads `**Name:**` at the start of a line as a field's label. `**Name**:` and a known `**Name**` count too.
 * `**Phase 2:**` is none: with a number it is a part of the Plan that it stands in.
 */
export function readBoldLabel(text: string, start: number, end: number): FieldLabel | undefined {
  boldPattern.lastIndex = start;
  const match = boldPattern.exec(text);
  if (!match || start + match[0].length > end) return undefined;
  const [whole, name = '', inner, outer] = match;
  if (isNumberedPart(name)) return undefined;
  const colon = inner === ':' || outer === ':';
  const alone = text.slice(start + whole.length, end).trim() === '';
  if (!colon && !(alone && fieldNameOf(name) !== undefined)) return undefined;
  return labelOf(name, start + 2, 'bold', { start, end: start + whole.length });
}

/** Reads a heading as a field's label: any `### Name` without a number, and a known name at another level. */
export function readHeadingLabel(text: string, start: number, end: number): FieldLabel | undefined {
  headingPattern.lastIndex = start;
  const match = headingPattern.exec(text);
  if (!match || start + match[0].length > end) return undefined;
  const [whole, before = '', hashes = '', name = ''] = match;
  if (isNumberedPart(name)) return undefined;
  if (hashes.length !== 3 && !exactNames.has(name.toLowerCase())) return undefined;
  return labelOf(name, start + before.length, 'heading', { start, end: start + whole.length });
}

/**
 * The field that a name means: a known one in any case, or the only one that is one slip away. A name that is
 * another word of its own, such as `Complete`, means no known field.
 */
export function fieldNameOf(name: string): FieldName | undefined {
  const same = knownNames.get(name);
  if (same !== undefined) return same;
  const lower = name.toLowerCase();
  const exact = exactNames.get(lower);
  if (exact !== undefined || otherWords.has(lower)) return exact;
  const near = oneSlipAway(name, fieldNames) as FieldName | undefined;
  // In a short word a slip of the first letter makes another one.
  const otherWord = near !== undefined && near.length < 5 && near.charAt(0).toLowerCase() !== lower.charAt(0);
  return otherWord ? undefined : near;
}

/** Groups: the name, a colon inside the markup, a colon behind it. */
const boldPattern = /\*\*([^*:\r\n]{1,40}?)[ \t]*(:?)[ \t]*\*\*(:?)/y;
/** Groups: all before the name, its hashes, the name. */
const headingPattern = /((#{2,6})[ \t]+)([^#\s:][^#\r\n:]{0,39}?)[ \t]*(?::[ \t]*)?(?=\r?$)/my;

/** Words one slip away from a known name that say something else. */
const otherWords: ReadonlySet<string> = new Set([
  'plane',
  'plant',
  'plain',
  'play',
  'pan',
  'assigned',
  'complete',
  'create',
]);

const knownNames: ReadonlyMap<string, FieldName> = new Map(fieldNames.map((name) => [name, name]));
const exactNames: ReadonlyMap<string, FieldName> = new Map(
  fieldNames.map((name) => [name.toLowerCase(), name]),
);

/** `Step 1`, `Phase 2: Rollout`, `Week 3-4`. */
function isNumberedPart(name: string): boolean {
  return /^(?:[A-Za-z]+ )?\d/.test(name) && fieldNameOf(name) === undefined;
}

function labelOf(written: string, nameStart: number, style: Field['style'], label: TextRange): FieldLabel {
  const known = fieldNameOf(written);
  // The same string for the same name, so that comparing the two is quick for every reader.
  const name = known === written ? known : written;
  return { name, nameRange: { start: nameStart, end: nameStart + name.length }, known, style, label };
}
