import type { Document, Field } from '../document/model.ts';
import { findTag, readTags } from '../document/tags.ts';
import { insert, replace, type TextEdit } from '../text/edits.ts';
import { slice, type TextRange } from '../text/range.ts';
import { firstLine } from './fieldValues.ts';

/** What the Batch Type of TODO.md's batch focus says. */
export interface BatchType {
  readonly field: Field;
  /** What stands in the type's place, remarks left out; empty, behind the label, where nothing does. */
  readonly range: TextRange;
  /** The type that it names; null where it says that there is none, undefined where it is prose. */
  readonly type: string | null | undefined;
  /** The priority that stands beside the type, where both are tags. */
  readonly priority: TextRange | undefined;
}

/**
 * Reads the Batch Type of a file: a plain word (`docs`, a remark may follow) or tags (`[type:docs][priority:high]`).
 * Undefined where the file has no such field.
 */
export function readBatchType({ text, fields }: Document): BatchType | undefined {
  const field = fields.find((one) => one.known === 'Batch Type');
  if (!field) return undefined;
  const line = firstLine(text, field);
  const written = slice(text, line);
  const says = (range: TextRange, type: string | null | undefined, priority?: TextRange): BatchType => ({
    field,
    range,
    type,
    priority,
  });
  // A separator below a field without a value is no value.
  // Below a blank line stands other text.
  const isBelow = field.style === 'bold' && /\n\s*\n/.test(text.slice(field.label.end, line.start));
  if (written === '' || isBelow || /^-{3,}$/.test(written))
    return says({ start: field.label.end, end: field.label.end }, null);
  if (written.length > mostLength) return says(line, undefined);
  const bracket = written.indexOf('[');
  const tags = bracket === -1 ? [] : readTags(text, line.start + bracket, line.end);
  const tag = findTag(tags, 'type');
  if (tag) {
    const beside = findTag(tags, 'priority');
    const priority = beside?.value ? beside.valueRange : undefined;
    return tag.value === '' ? says(tag.range, null, priority) : says(tag.valueRange, tag.value, priority);
  }
  if (nothing.test(written)) return says(line, null);
  const [, before = '', word] = plainWord.exec(written) ?? [];
  if (word === undefined) return says(line, undefined);
  const start = line.start + before.length;
  return says({ start, end: start + word.length }, word);
}

/**
 * The edits that make a file's Batch Type name a type, in the manner in which the file has it: a word stays a word
 * and a tag a tag. None where the file has no such field.
 *
 * @param priority what to write beside the type, where the file has a priority there
 */
export function writeBatchType(document: Document, type: string, priority?: string): TextEdit[] {
  const said = readBatchType(document);
  if (!said) return [];
  const { field, range } = said;
  if (range.start === range.end) {
    const gap = field.style === 'heading' ? document.lineEnding : ' ';
    return [insert(range.start, gap + type)];
  }
  // The tag of a type that is empty is replaced as a whole.
  const isEmptyTag = said.type === null && slice(document.text, range).startsWith('[');
  const edits = [replace(range, isEmptyTag ? `[type:${type}]` : type)];
  if (said.priority && priority !== undefined) edits.push(replace(said.priority, priority));
  return edits;
}

/** No type is named by a longer line. */
const mostLength = 200;

/** What says that there is no batch: `(none)`, `-`, `n/a`, `(set when tasks are promoted)`. */
const nothing =
  /^[`*_"'(<{]*(?:[-–—.…?]+|n\/a|(?:none|nothing|empty|unset|tb[ad])\b.*)[`*_"')>}]*$|^[*_]*\([^()]+ [^()]+\)[*_]*$/i;

/** Groups: what decorates the word, the word. A remark may follow in parentheses, or behind a dash or semicolon. */
const plainWord = /^([`*_"'(]*)([A-Za-z][\w-]*?)[`*_"')]*(?=$|\s*[([;]|\s+[–—-])/;
