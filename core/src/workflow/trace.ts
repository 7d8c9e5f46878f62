import { taskId } from '../document/ids.ts';
import type { Document, Group, Task } from '../document/model.ts';
import { taskIdsPattern } from '../document/vocabulary.ts';
import { insert, remove, replace, type TextEdit } from '../text/edits.ts';
import { isBlankLine, lineEnd, lineStart } from '../text/lines.ts';
import { slice, type TextRange } from '../text/range.ts';

/**
 * The edit that notes in a group what left it, `<!-- Tasks A, B moved to TODO.md on YYYY-MM-DD -->`: joined to the
 * note of the same day where there is one, else below the last note, else below the group's heading.
 */
export function leaveTrace(
  document: Document,
  group: Group,
  tasks: readonly Task[],
  today: string,
): TextEdit {
  const ids = tasks.map(taskId);
  const traces = tracesIn(document, group);
  const ofToday = traces.find(({ day }) => day === today);
  if (ofToday) return replace(ofToday.range, traceOf([ofToday.list, ...ids], today));
  const above = traces.at(-1)?.range ?? group.heading ?? group.begin.range;
  const { lineEnding } = document;
  return insert(lineEnd(document.text, above.end), lineEnding + lineEnding + traceOf(ids, today));
}

/** The ids that the traces of a group name, in order. */
export function tracedIds(document: Document, group: Group): string[] {
  return tracesIn(document, group).flatMap(({ list }) => idsIn(list));
}

/** Whether a trace of a group names a task. */
export function isTraced(document: Document, group: Group, task: Task): boolean {
  return tracedIds(document, group).some((id) => id === taskId(task));
}

/**
 * The edits by which no trace names tasks any more, because they came back. A trace that names nothing else goes
 * with the blank lines above it; one that says more than ids stays.
 */
export function effaceTraces(document: Document, tasks: readonly Task[]): TextEdit[] {
  const { text } = document;
  const back = new Set(tasks.map(taskId));
  return document.groups.flatMap((group) =>
    tracesIn(document, group).flatMap(({ range, list, day }) => {
      const named = idsIn(list);
      const left = named.filter((id) => !back.has(id));
      if (left.length === named.length || !/^(?:,|&|and|\s)*$/.test(list.replace(taskIdsPattern, '')))
        return [];
      return [left.length === 0 ? removalOfTrace(text, range) : replace(range, traceOf(left, day))];
    }),
  );
}

/** The inverse of inserting it: from the end of the last line with content above it, which every group has. */
function removalOfTrace(text: string, range: TextRange): TextEdit {
  let line = lineStart(text, range.start);
  if (text.slice(line, range.start).trim() !== '') return remove(range);
  while (isBlankLine(text, line - 1)) line = lineStart(text, line - 1);
  return remove({ start: lineEnd(text, lineStart(text, line - 1)), end: range.end });
}

/** A note of what left a group. */
interface Trace {
  readonly range: TextRange;
  /** What it names, as it is written. */
  readonly list: string;
  readonly day: string;
}

function tracesIn({ text }: Document, { comments }: Group): Trace[] {
  return comments.flatMap(({ range }) => {
    const match = tracePattern.exec(slice(text, range));
    return match ? [{ range, list: match[1] ?? '', day: match[2] ?? '' }] : [];
  });
}

/** Groups: the ids, the day. */
const tracePattern = /^<!-- Tasks? ([^\r\n]+?) moved to TODO\.md on (\d{4}-\d{2}-\d{2}) -->$/;

function traceOf(ids: readonly (string | undefined)[], today: string): string {
  return `<!-- Tasks ${ids.join(', ')} moved to TODO.md on ${today} -->`;
}

function idsIn(list: string): string[] {
  return [...list.matchAll(taskIdsPattern)].map(([id]) => id);
}
