import type { Document, Group } from '../document/model.ts';
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
  ids: readonly string[],
  today: string,
): TextEdit {
  const traces = group.comments.filter(({ range }) => tracePattern.test(slice(document.text, range)));
  const ofToday = traces.find(({ range }) => tracePattern.exec(slice(document.text, range))?.[2] === today);
  if (ofToday) {
    const earlier = tracePattern.exec(slice(document.text, ofToday.range))?.[1] ?? '';
    return replace(ofToday.range, traceOf([earlier, ...ids], today));
  }
  const above = traces.at(-1)?.range ?? group.heading ?? group.begin.range;
  const { lineEnding } = document;
  return insert(lineEnd(document.text, above.end), lineEnding + lineEnding + traceOf(ids, today));
}

/** The ids that the traces of a group name, in order. */
export function tracedIds(document: Document, group: Group): string[] {
  return group.comments.flatMap(({ range }) => {
    const ids = tracePattern.exec(slice(document.text, range))?.[1];
    return ids === undefined ? [] : [...ids.matchAll(taskIdsPattern)].map(([id]) => id);
  });
}

/**
 * The edits by which no trace names ids any more, because their tasks came back. A trace that names nothing else goes
 * with the blank lines above it; one that says more than ids stays.
 */
export function effaceTraces(document: Document, ids: readonly string[]): TextEdit[] {
  const { text } = document;
  const back = new Set(ids);
  return document.groups.flatMap(({ comments }) =>
    comments.flatMap(({ range }) => {
      const [, list = '', date = ''] = tracePattern.exec(slice(text, range)) ?? [];
      const named = [...list.matchAll(taskIdsPattern)].map(([id]) => id);
      const left = named.filter((id) => !back.has(id));
      if (left.length === named.length || !/^(?:,|&|and|\s)*$/.test(list.replace(taskIdsPattern, '')))
        return [];
      return [left.length === 0 ? removalOfTrace(text, range) : replace(range, traceOf(left, date))];
    }),
  );
}

/** The inverse of inserting it: from the end of the last line with content above it. */
function removalOfTrace(text: string, range: TextRange): TextEdit {
  let line = lineStart(text, range.start);
  if (text.slice(line, range.start).trim() !== '') return remove(range);
  while (line > 1 && isBlankLine(text, line - 1)) line = lineStart(text, line - 1);
  return remove({ start: line === 0 ? 0 : lineEnd(text, lineStart(text, line - 1)), end: range.end });
}

/** Groups: the ids, the date. */
const tracePattern = /^<!-- Tasks? ([^\r\n]+?) moved to TODO\.md on (\d{4}-\d{2}-\d{2}) -->$/;

function traceOf(ids: readonly string[], today: string): string {
  return `<!-- Tasks ${ids.join(', ')} moved to TODO.md on ${today} -->`;
}
