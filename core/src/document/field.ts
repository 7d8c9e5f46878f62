import { oneSlipAway } from '../text/spelling.ts';
import { isWhitespace, type TextRange } from '../text/range.ts';
import type { Field } from './model.ts';
import { type FieldName, fieldNames } from './vocabulary.ts';

/**
 * A field as the parser builds it: open from its label on, closed when what ends its value is known. It holds offsets and
 * gives ranges, because there are many fields and few of their ranges are ever asked for.
 */
export class OpenField implements Field {
  readonly name: string;
  readonly known: FieldName | undefined;
  readonly style: Field['style'];
  readonly #start: number;
  readonly #nameStart: number;
  readonly #labelEnd: number;
  #valueStart: number;
  #valueEnd: number;
  #end: number;

  constructor(
    name: string,
    known: FieldName | undefined,
    style: Field['style'],
    nameStart: number,
    label: TextRange,
  ) {
    this.name = name;
    this.known = known;
    this.style = style;
    this.#start = label.start;
    this.#nameStart = nameStart;
    this.#labelEnd = label.end;
    this.#valueStart = label.end;
    this.#valueEnd = label.end;
    this.#end = label.end;
  }

  get nameRange(): TextRange {
    return { start: this.#nameStart, end: this.#nameStart + this.name.length };
  }

  get label(): TextRange {
    return { start: this.#start, end: this.#labelEnd };
  }

  get value(): TextRange {
    return { start: this.#valueStart, end: this.#valueEnd };
  }

  get range(): TextRange {
    return { start: this.#start, end: this.#end };
  }

  /** Gives the field its value: what stands between its label and an offset, without white space at its ends. */
  close(text: string, at: number): void {
    let start = this.#labelEnd;
    let end = Math.max(start, at);
    while (end > start && isWhitespace(text.charCodeAt(end - 1))) end--;
    this.#end = end;
    while (start < end && isWhitespace(text.charCodeAt(start))) start++;
    this.#valueStart = start;
    this.#valueEnd = end;
  }

  /** Makes a field that follows a part of this one. */
  join(part: Field): void {
    if (this.#valueStart === this.#valueEnd) this.#valueStart = part.label.start;
    this.#valueEnd = part.value.end;
    this.#end = part.range.end;
  }
}

/**
 * Reads `**Name:**` at the start of a line as a field's label. `**Name**:` and a known `**Name**` count too.
 * `**Phase 2:**` is none: with a number it is a part of the Plan that it stands in.
 */
export function readBoldLabel(text: string, start: number, end: number): OpenField | undefined {
  const plain = readPlainLabel(text, start, end);
  if (plain) return plain;
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

/** The case that nearly all labels are, without a pattern: `**Name:**` with a known name as it is spelt. */
function readPlainLabel(text: string, start: number, end: number): OpenField | undefined {
  const nameStart = start + 2;
  for (const name of fieldNamesByInitial[text.charCodeAt(nameStart)] ?? []) {
    const nameEnd = nameStart + name.length;
    if (!text.startsWith(name, nameStart) || !text.startsWith(':**', nameEnd)) continue;
    // A second colon behind the markup is the pattern's.
    const labelEnd = nameEnd + 3;
    if (labelEnd > end || text.charCodeAt(labelEnd) === colon) return undefined;
    return new OpenField(name, name, 'bold', nameStart, { start, end: labelEnd });
  }
  return undefined;
}

const colon = 0x3a;
/** The known field names, by the UTF-16 code unit of their first letter. */
const fieldNamesByInitial: Readonly<Record<number, readonly FieldName[]>> = Object.fromEntries(
  [...new Set(fieldNames.map((name) => name.charCodeAt(0)))].map((initial) => [
    initial,
    fieldNames.filter((name) => name.charCodeAt(0) === initial),
  ]),
);

/** Reads a heading as a field's label: any `### Name` without a number, and a known name at another level. */
export function readHeadingLabel(text: string, start: number, end: number): OpenField | undefined {
  const match = headingPattern.exec(text.slice(start, end));
  if (!match) return undefined;
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
const headingPattern = /^((#{2,6})[ \t]+)([^#\s:][^#\r\n:]{0,39}?)[ \t]*(?::[ \t]*)?$/;

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

function labelOf(written: string, nameStart: number, style: Field['style'], label: TextRange): OpenField {
  const known = fieldNameOf(written);
  // The same string for the same name, so that comparing the two is quick for every reader.
  const name = known === written ? known : written;
  return new OpenField(name, known, style, nameStart, label);
}
