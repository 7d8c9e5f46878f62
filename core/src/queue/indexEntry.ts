import { gapEnd, linesOf } from '../document/blockText.ts';
import type { Document, IndexEntry } from '../document/model.ts';
import { insert, type TextEdit } from '../text/edits.ts';
import { isBlankLine, lineEnd, lineStart, nextLine, textStart } from '../text/lines.ts';
import { isWhitespace } from '../text/range.ts';

/** What an entry of TASK_INDEX.md says of a task. Each value is one line; what is not known is left out. */
export interface NewEntry {
  readonly id: string;
  readonly type?: string | undefined;
  readonly priority?: string | undefined;
  readonly component?: string | undefined;
  readonly status: string;
  /** The path of the task's file, as the index names it: `BACKLOG.md`. */
  readonly location: string;
  /** The day as `YYYY-MM-DD`, and so for `completed`. */
  readonly created?: string | undefined;
  readonly completed?: string | undefined;
  readonly title: string;
}

/**
 * The edit that appends an entry behind the last one of an index, in the manner of the entries that are there: with
 * their keys in their order, their line breaks and what stands between them. Several of these edits can be applied at
 * once; the entries come in the order of the edits.
 */
export function appendEntry(index: Document, entry: NewEntry): TextEdit {
  return entryAppender(index)(entry);
}

/** The same for many entries of one index, which is read once. */
export function entryAppender(index: Document): (entry: NewEntry) => TextEdit {
  const { text, lineEnding, indexEntries } = index;
  const last = indexEntries.at(-1);
  const at = last ? linesOf(text, last.range).end : lastContentLineEnd(text);
  const isEmpty = at <= textStart(text);
  const gap = last ? entryGap(index) : isEmpty ? '' : lineEnding.repeat(2);
  const below = isEmpty || lineEnd(text, at) !== at ? lineEnding : '';
  const samples = samplesOf(index);
  return (entry) => insert(at, gap + entryLines(text, samples, entry).join(lineEnding) + below);
}

/** The keys of an entry in an index that has none yet, as nearly all have them. */
const usualKeys = [
  'type',
  'priority',
  'component',
  'status',
  'location',
  'created',
  'completed',
  'title',
] as const satisfies readonly (keyof NewEntry)[];
type Key = (typeof usualKeys)[number];

const usualBreak = '  ';

/** The entries that show how one is written: the last one, and the last one with a day of completion. */
interface Samples {
  readonly last: IndexEntry | undefined;
  readonly completed: IndexEntry | undefined;
}

function samplesOf({ indexEntries }: Document): Samples {
  const whole = indexEntries.filter(({ id, end, attributes }) => id && end && attributes.length > 0);
  return {
    last: whole.at(-1),
    completed: whole.findLast((one) => keyOf(one, 'completed') !== undefined),
  };
}

function entryLines(text: string, { last, completed }: Samples, entry: NewEntry): string[] {
  const sample = entry.completed === undefined ? last : (completed ?? last);
  const inner = sample
    ? linesLike(text, sample, entry)
    : [`[id:${entry.id}]${usualBreak}`, ...usualKeys.flatMap((key) => attributeLine(key, entry, usualBreak))];
  return ['## index_entry_begin', ...inner, '## index_entry_end'];
}

/** The lines of a sample with the values of another entry. Lines that say what is not known of it are left out. */
function linesLike(text: string, sample: IndexEntry, entry: NewEntry): string[] {
  const idLine = lineStart(text, sample.id?.range.start ?? sample.range.start);
  const attributes = new Map(sample.attributes.map((one) => [lineStart(text, one.value.start), one]));
  const above = keyOf(sample, 'created') ?? keyOf(sample, 'location');
  let completionBelow = keyOf(sample, 'completed') === undefined ? above : undefined;
  const lines: string[] = [];
  for (let at = nextLine(text, sample.begin.line.end); at < sample.range.end; at = nextLine(text, at)) {
    const attribute = attributes.get(at);
    const line = text.slice(at, lineEnd(text, at));
    const hardBreak = line.slice(line.search(/[ \t]*$/));
    if (isBlankLine(text, at)) lines.push('');
    else if (at === idLine) lines.push(`[id:${entry.id}]${hardBreak}`);
    else if (attribute) lines.push(...attributeLine(attribute.key, entry, hardBreak));
    if (attribute && attribute.key === completionBelow) {
      lines.push(...attributeLine('completed', entry, hardBreak));
      completionBelow = undefined;
    }
  }
  return lines;
}

/** A line with a value of an entry; none for a key that says nothing of it. */
function attributeLine(key: string, entry: NewEntry, hardBreak: string): string[] {
  const known = usualKeys.find((usual) => isKey(key, usual));
  const value = known && entry[known];
  return value === undefined || value === '' ? [] : [`${key}: ${value}${hardBreak}`];
}

function keyOf({ attributes }: IndexEntry, name: Key): string | undefined {
  return attributes.find(({ key }) => isKey(key, name))?.key;
}

function isKey(key: string, name: Key): boolean {
  return key.toLowerCase() === name;
}

/** What stands most often between two entries of an index; a blank line where that does not tell. */
function entryGap({ text, lineEnding, indexEntries }: Document): string {
  const counts = new Map<string, number>();
  for (const [at, below] of indexEntries.entries()) {
    const above = indexEntries[at - 1];
    if (!above) continue;
    const { end } = linesOf(text, above.range);
    const { start } = linesOf(text, below.range);
    if (start - end > longestGap || gapEnd(text, end) !== start) continue;
    const gap = text.slice(end, start).replace(/[ \t\r]+(?=\n)/g, '');
    if (gap.startsWith('\n')) counts.set(gap, (counts.get(gap) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  const found = [...counts].find(([, count]) => count === most);
  return (found?.[0] ?? '\n\n').replaceAll('\n', lineEnding);
}

/** A longer one is no habit. */
const longestGap = 200;

/** The end of the last line with content; of a text without any, where it begins. */
function lastContentLineEnd(text: string): number {
  let at = text.length;
  while (at > 0 && isWhitespace(text.charCodeAt(at - 1))) at--;
  return at <= textStart(text) ? textStart(text) : lineEnd(text, at);
}
