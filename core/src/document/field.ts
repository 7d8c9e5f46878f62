import { oneSlipAway } from '../text/spelling.ts';
import type { TextRange } from '../text/range.ts';
import type { Field } from './model.ts';
import { type FieldName, fieldNames } from './vocabulary.ts';

/** A field's label as the scanner finds it; its value is known only when the next one begins. */
export type FieldLabel = Omit<Field, 'value' | 'range'>;

/** Reads `**Name:**` at the start of a line as a field's label. `**Name**:` and a known `**Name**` count too. */
export function readBoldLabel(text: string, start: number, end: number): FieldLabel | undefined {
  boldPattern.lastIndex = start;
  const match = boldPattern.exec(text);
  if (!match || start + match[0].length > end) return undefined;
  const [whole, name = '', inner, outer] = match;
  const colon = inner === ':' || outer === ':';
  const alone = text.slice(start + whole.length, end).trim() === '';
  if (!colon && !(alone && fieldNameOf(name) !== undefined)) return undefined;
  return labelOf(name, start + 2, 'bold', { start, end: start + whole.length });
}

/** Reads a heading as a field's label: any `### Name`, and a known name at another level. */
export function readHeadingLabel(text: string, start: number, end: number): FieldLabel | undefined {
  headingPattern.lastIndex = start;
  const match = headingPattern.exec(text);
  if (!match || start + match[0].length > end) return undefined;
  const [whole, before = '', hashes = '', name = ''] = match;
  if (hashes.length !== 3 && !exactNames.has(name.toLowerCase())) return undefined;
  return labelOf(name, start + before.length, 'heading', { start, end: start + whole.length });
}

/** The field that a name means: a known one in any case, or the only one that is one slip away. */
export function fieldNameOf(name: string): FieldName | undefined {
  return exactNames.get(name.toLowerCase()) ?? (oneSlipAway(name, fieldNames) as FieldName | undefined);
}

/** Groups: the name, a colon inside the markup, a colon behind it. */
const boldPattern = /\*\*([^*:\r\n]{1,40}?)[ \t]*(:?)[ \t]*\*\*(:?)/y;
/** Groups: all before the name, its hashes, the name. */
const headingPattern = /((#{2,6})[ \t]+)([^#\s:][^#\r\n:]{0,39}?)[ \t]*:?[ \t]*(?=\r?$)/my;

const exactNames: ReadonlyMap<string, FieldName> = new Map(fieldNames.map((name) => [name.toLowerCase(), name]));

function labelOf(name: string, nameStart: number, style: Field['style'], label: TextRange): FieldLabel {
  return { name, nameRange: { start: nameStart, end: nameStart + name.length }, known: fieldNameOf(name), style, label };
}
