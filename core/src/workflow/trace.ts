import type { Document, Group } from '../document/model.ts';
import { insert, replace, type TextEdit } from '../text/edits.ts';
import { lineEnd } from '../text/lines.ts';
import { slice } from '../text/range.ts';

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

/** Groups: the ids, the date. */
const tracePattern = /^<!-- Tasks? ([^\r\n]+?) moved to TODO\.md on (\d{4}-\d{2}-\d{2}) -->$/;

function traceOf(ids: readonly string[], today: string): string {
  return `<!-- Tasks ${ids.join(', ')} moved to TODO.md on ${today} -->`;
}
