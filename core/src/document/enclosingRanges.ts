import { lineEnd, lineStart } from '../text/lines.ts';
import { contains, type TextRange, trimRange } from '../text/range.ts';
import type { Document, Group, IndexEntry, Tag, Task } from './model.ts';

/**
 * A reader of the ranges around an offset, each larger than the one before it: word, line, value, field, content of the task, task,
 * group, and at last the whole text; in headers the parts of a tag, the tags and the title.
 */
export function enclosingRanges(document: Document): (offset: number) => TextRange[] {
  const all = structure(document);
  return (offset) => nestedAround(document.text, all, offset);
}

function nestedAround(text: string, all: readonly TextRange[], offset: number): TextRange[] {
  const at = { start: offset, end: offset };
  const around = all.filter((range) => contains(range, at));
  const inner = around.reduce((a, b) => (b.end - b.start < a.end - a.start ? b : a));
  const line = trimRange(text, { start: lineStart(text, offset), end: lineEnd(text, offset) });
  const lineInside = { start: Math.max(line.start, inner.start), end: Math.min(line.end, inner.end) };
  // A line on which a value begins that goes on below is no step on the way to that value.
  const isStep = around.every((range) => contains(range, line) || contains(line, range));
  const smallFirst = [wordAt(text, offset), lineInside, ...(isStep ? [line] : []), ...around]
    .filter((range) => range.start < range.end && contains(range, at))
    .sort((a, b) => a.end - a.start - (b.end - b.start));
  const nested: TextRange[] = [];
  for (const range of smallFirst) {
    const last = nested.at(-1);
    const isLarger = !last || range.end - range.start > last.end - last.start;
    if (isLarger && (!last || contains(range, last))) nested.push(range);
  }
  return nested.length > 0 ? nested : [at];
}

/** Every range that means something, and the whole text. */
function structure(document: Document): TextRange[] {
  const { text, groups, tasks, indexEntries, fields, comments, fences } = document;
  return [
    { start: 0, end: text.length },
    ...groups.flatMap((group) => [group.range, contentOf(group), ...tagRanges(group.begin.tags)]),
    ...tasks.flatMap(taskRanges),
    ...indexEntries.flatMap(entryRanges),
    ...fields.flatMap(({ range, value }) => [range, value]),
    ...comments.map(({ range }) => range),
    ...fences.map(({ range }) => range),
  ]
    .map((range) => trimRange(text, range))
    .concat({ start: 0, end: text.length });
}

function taskRanges(task: Task): TextRange[] {
  const { header, fields, range } = task;
  const parts = header ? [header.range, header.tagsRange, header.titleRange, ...tagRanges(header.tags)] : [];
  return [range, contentOf(task), ...parts, ...fields.flatMap((field) => [field.range, field.value])];
}

function entryRanges(entry: IndexEntry): TextRange[] {
  const { range, id, attributes } = entry;
  return [range, contentOf(entry), ...tagRanges(id ? [id] : []), ...attributes.map(({ value }) => value)];
}

function tagRanges(tags: readonly Tag[]): TextRange[] {
  return tags.flatMap(({ range, keyRange, valueRange }) => [range, keyRange, valueRange]);
}

/** What stands between the markers of a block. */
function contentOf({ begin, end, range }: Group | Task | IndexEntry): TextRange {
  const start = begin?.range.end ?? range.start;
  return { start, end: Math.max(start, end?.range.start ?? range.end) };
}

/** No word is longer. */
const mostLength = 200;

/** The word at an offset; ids are one word. Empty where there is none. */
function wordAt(text: string, offset: number): TextRange {
  const before = text.slice(Math.max(0, offset - mostLength), offset);
  const start = offset - (/[\p{L}\p{N}_-]*$/u.exec(before)?.[0].length ?? 0);
  const behind = /^[\p{L}\p{N}_-]*/u.exec(text.slice(offset, offset + mostLength));
  return { start, end: offset + (behind?.[0].length ?? 0) };
}
