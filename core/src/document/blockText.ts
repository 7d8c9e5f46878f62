/**
 * How task blocks leave a text and how they come into one. Stable: the rules' fixes and the moves between files
 * both build on it.
 *
 * What stands between two blocks, blank lines and separators, is here called a gap. A block takes one of the two
 * gaps beside it along when it leaves, and brings one of the file's own kind when it comes: moving the last task
 * of a group away and back again gives the same bytes.
 */
import { insert, remove, type TextEdit } from '../text/edits.ts';
import { lineEnd, lineStart, textStart } from '../text/lines.ts';
import { isWhitespace, type TextRange } from '../text/range.ts';
import { isBlank } from '../text/unitSet.ts';
import type { Document, Group, Task } from './model.ts';

/** The bytes of a task's block, from its begin marker (else its header) to its end: what a move moves. */
export function blockText(document: Document, task: Task): string {
  return document.text.slice(task.range.start, task.range.end);
}

/**
 * The edits that take tasks out of the text, each with one of the gaps beside it:
 *
 * - Between two tasks that stay remains what stood behind the last one that left, exactly.
 * - Where the first tasks leave, the gap above them stays; where the last or all leave, the one below them, in
 *   front of the group's end or at the end of the file.
 * - Headings, comments, markers and all other text stay as they are.
 */
export function removalOf(document: Document, tasks: readonly Task[]): TextEdit[] {
  const leaving = new Set(tasks);
  const edits: TextEdit[] = [];
  let first: number | undefined;
  for (const [index, task] of document.tasks.entries()) {
    if (!leaving.has(task)) continue;
    first ??= index;
    const next = document.tasks[index + 1];
    if (next && leaving.has(next) && areNeighbours(document, task, next)) continue;
    const edit = removalOfRun(document, document.tasks[first] ?? task, task, document.tasks[first - 1], next);
    // Between two runs nothing but a gap can be in the way of both: it goes with the first.
    const start = Math.max(edit.range.start, edits.at(-1)?.range.end ?? 0);
    edits.push({ ...edit, range: { start, end: edit.range.end } });
    first = undefined;
  }
  return edits;
}

/** Where blocks come into a text; `insertionInto` says what each place means. */
export type Place = Group | 'end' | 'end of text' | { readonly before: Task };

/**
 * The edits that put blocks in a place. The blocks' own bytes stay as they are; the gaps are the file's own, in its
 * line ending.
 *
 * - A group, or the whole file (`end`): behind its last task. Where there is none yet they come under the group's
 *   heading and comments, or behind all other text.
 * - `end of text`: likewise for the whole file, and behind any other text that follows its last task.
 * - Before a task: behind the task above it where they are neighbours, else right above it. That is where
 *   `removalOf` leaves the gap of a task that stood there.
 *
 * @param blocks the texts of blocks, without the gaps around them
 */
export function insertionInto(document: Document, place: Place, blocks: readonly string[]): TextEdit[] {
  if (blocks.length === 0) return [];
  if (typeof place === 'object' && 'before' in place)
    return [insertionBefore(document, place.before, blocks)];
  const { text, lineEnding } = document;
  const last = lastTask(document, place);
  const at = last
    ? endBehind(document, last.range, last.group?.end?.range.start)
    : emptyPlaceEnd(document, place);
  const separator = taskSeparator(document);
  const gap = last
    ? separator
    : typeof place === 'object'
      ? leadingGap(document)
      : at > textStart(text)
        ? lineEnding.repeat(2)
        : '';
  const isLineEnd = at < text.length && lineEnd(text, at) === at;
  const isTextEnd = at === text.length && gap !== '';
  return [insert(at, gap + blocks.join(separator) + (isLineEnd || isTextEnd ? '' : lineEnding))];
}

/**
 * What stands most often between two neighbouring tasks of the file, from the line end of the first to the
 * first line of the second; in a file that does not tell, a separator line between blank lines.
 */
export function taskSeparator(document: Document): string {
  const gaps: string[] = [];
  let above: Task | undefined;
  for (const task of document.tasks) {
    if (above && areNeighbours(document, above, task)) {
      gaps.push(
        document.text.slice(
          linesOf(document.text, above.range).end,
          linesOf(document.text, task.range).start,
        ),
      );
    }
    above = task;
  }
  return mostFrequent(document, gaps, 1) ?? ['', '', '---', '', ''].join(document.lineEnding);
}

/**
 * The edit that takes whole lines out of the text with one of the gaps beside them: the one below, unless that
 * one alone has a separator.
 */
export function removalOfLines({ text }: Document, range: TextRange): TextEdit {
  const { start, end } = linesOf(text, range);
  const before = gapStart(text, start);
  const after = gapEnd(text, end);
  if (after === text.length) return remove({ start: before, end });
  const onlyBelow =
    separatorCount(text.slice(end, after)) > 0 && separatorCount(text.slice(before, start)) === 0;
  return remove(onlyBelow ? { start: before, end } : { start, end: after });
}

/** A range to its line's start and end, as far as nothing but spaces stands between. */
export function linesOf(text: string, { start, end }: TextRange): TextRange {
  let first = start;
  while (first > textStart(text) && isBlank(text.charCodeAt(first - 1))) first--;
  let last = end;
  while (last < text.length && isBlank(text.charCodeAt(last))) last++;
  const ends = last === text.length || lineEnd(text, last) === last;
  return { start: lineStart(text, first) === first ? first : start, end: ends ? last : end };
}

/**
 * Where another block can come behind one: at the end of the line on which it ends, so that a remark there stays beside
 * it. Right behind it where that remark goes on below, or where something begins on that line that is to stay below.
 *
 * @param limit the offset of what is to stay below
 */
export function endBehind({ text, comments }: Document, range: TextRange, limit = Infinity): number {
  const { end } = linesOf(text, range);
  const line = lineEnd(text, end);
  const goesOn = comments.some(({ range: { start, end: last } }) => start < line && last > line);
  return goesOn || limit < line ? end : line;
}

/** Where the gap above an offset begins: behind the last line that is neither blank nor a separator. */
export function gapStart(text: string, offset: number): number {
  const floor = textStart(text);
  let at = offset;
  for (;;) {
    while (at > floor && isWhitespace(text.charCodeAt(at - 1))) at--;
    let dashes = at;
    while (dashes > floor && text.charAt(dashes - 1) === '-') dashes--;
    const line = at - dashes < 3 ? at : lineStart(text, dashes);
    if (at - dashes < 3 || text.slice(line, dashes).trim() !== '') {
      return at === floor ? floor : Math.min(lineEnd(text, at), offset);
    }
    at = line;
  }
}

/** Where the gap below an offset ends: at the next line that is neither blank nor a separator. */
export function gapEnd(text: string, offset: number): number {
  let at = offset;
  for (;;) {
    while (at < text.length && isWhitespace(text.charCodeAt(at))) at++;
    separatorLine.lastIndex = at;
    const separator = at > offset ? separatorLine.exec(text) : null;
    if (!separator) return at === text.length ? at : Math.max(offset, lineStart(text, at));
    at += separator[0].length;
  }
}

const separatorLine = /-{3,}[ \t]*(?=\r?\n|$)/y;

/** The edit that removes all from one task to another, which may be the same one. */
function removalOfRun(
  { text }: Document,
  first: Task,
  last: Task,
  above: Task | undefined,
  below: Task | undefined,
): TextEdit {
  const { start } = linesOf(text, first.range);
  const { end } = linesOf(text, last.range);
  const before = gapStart(text, start);
  const after = gapEnd(text, end);
  const sharesLine = lineStart(text, start) < start || (lineEnd(text, end) > end && after === end);
  if (sharesLine) return remove({ start, end });
  if (above && linesOf(text, above.range).end === before) return remove({ start: before, end });
  const isLast = after === text.length || last.group?.end?.line.start === after;
  if (!isLast || (below && linesOf(text, below.range).start === after)) return remove({ start, end: after });
  // The separator that sets the tasks of a file apart from its head is the head's.
  const ownGap =
    first.group || separatorCount(text.slice(end, after)) > 0 ? before : separatorsEnd(text, before, start);
  return remove({ start: ownGap, end });
}

/** The task behind which blocks come into a place; undefined where they come behind other text. */
function lastTask(document: Document, place: Exclude<Place, { readonly before: Task }>): Task | undefined {
  if (typeof place === 'object') return place.tasks.at(-1);
  const last = document.tasks.at(-1);
  if (place === 'end' || !last) return last;
  const { text } = document;
  return gapEnd(text, linesOf(text, last.range).end) === text.length ? last : undefined;
}

function insertionBefore(document: Document, below: Task, blocks: readonly string[]): TextEdit {
  const { text, lineEnding } = document;
  const separator = taskSeparator(document);
  const above = document.tasks[document.tasks.indexOf(below) - 1];
  if (above && areNeighbours(document, above, below)) {
    const { end } = linesOf(text, above.range);
    if (lineEnd(text, end) === end) return insert(end, separator + blocks.join(separator));
  }
  const { start } = linesOf(text, below.range);
  const ownLine = lineStart(text, start) === start ? '' : lineEnding;
  return insert(start, ownLine + blocks.join(separator) + separator);
}

/** Whether nothing but a gap stands between two tasks. */
function areNeighbours({ text }: Document, above: Task, below: Task): boolean {
  const { end } = linesOf(text, above.range);
  const { start } = linesOf(text, below.range);
  return above.group === below.group && gapEnd(text, end) >= start;
}

/** The end of the text of a group or file that has no tasks: of a group, without the gap in front of its end. */
function emptyPlaceEnd({ text }: Document, place: Exclude<Place, { readonly before: Task }>): number {
  if (typeof place === 'object')
    return gapStart(text, place.end?.range.start ?? linesOf(text, place.range).end);
  let at = text.length;
  while (at > textStart(text) && isWhitespace(text.charCodeAt(at - 1))) at--;
  return linesOf(text, { start: at, end: at }).end;
}

/** What stands most often between the text of a group and its first task. */
function leadingGap(document: Document): string {
  const { text, lineEnding } = document;
  const gaps = document.groups.flatMap(({ tasks: [first] }) => {
    if (!first) return [];
    const { start } = linesOf(text, first.range);
    return [text.slice(gapStart(text, start), start)];
  });
  return mostFrequent(document, gaps, 0) ?? lineEnding.repeat(2);
}

/** The most frequent gap, the first one of several; those with more separators than `atMost` are left out. */
function mostFrequent({ lineEnding }: Document, gaps: readonly string[], atMost: number): string | undefined {
  const counts = new Map<string, number>();
  for (const gap of gaps) {
    const plain = gap.replace(/[ \t\r]+(?=\n)/g, '').replace(/(?<=\n)[ \t]+/g, '');
    if (plain.startsWith('\n') && separatorCount(plain) <= atMost)
      counts.set(plain, (counts.get(plain) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  const found = [...counts].find(([, count]) => count === most);
  return found?.[0].replaceAll('\n', lineEnding);
}

function separatorCount(gap: string): number {
  return gap.match(/-{3,}/g)?.length ?? 0;
}

/** The end of the last separator of a gap; the gap's start where it has none. */
function separatorsEnd(text: string, start: number, end: number): number {
  const last = text.slice(start, end).lastIndexOf('-');
  return last === -1 ? start : lineEnd(text, start + last);
}
