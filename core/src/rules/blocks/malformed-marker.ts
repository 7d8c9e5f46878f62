import { canonicalMarkerText } from '../../document/marker.ts';
import type { Document, Marker } from '../../document/model.ts';
import { insert, remove, replace, type TextEdit } from '../../text/edits.ts';
import { slice } from '../../text/range.ts';
import type { Finding, Rule } from '../rule.ts';

export const malformedMarker: Rule = {
  code: 'malformed-marker',
  group: 'blocks',
  level: 'error',
  fix: 'safe',
  docs: {
    what: 'A marker that shares its line with other text, is indented, or is not spelt as the dialect has it.',
    why: 'Agents look for the exact line. A marker that they miss makes one block of two, or leaves one open.',
    how: 'Write the marker in lower case behind `## `, at the start of a line that holds nothing else.',
    invalid:
      '## task_begin### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n',
    valid:
      '## task_begin\n### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n',
  },
  *checkDocument({ document }) {
    for (const marker of document.markers) if (!marker.canonical) yield report(document, marker);
  },
};

function report(document: Document, marker: Marker): Finding {
  const written = slice(document.text, marker.range);
  const canonical = canonicalMarkerText(marker);
  const { before, behind } = neighbours(document, marker);
  const isMisspelt = written !== canonical;
  const isGlued = (before + behind).trim() !== '';
  const title = isMisspelt
    ? `Write ${canonical}`
    : `Put ${canonical} ${isGlued ? 'on a line of its own' : 'at the start of its line'}`;
  return {
    range: marker.range,
    message: message(written, canonical, isMisspelt, isGlued),
    fixes: () => [
      { title, edits: correction(document, marker, canonical), safe: !opensOrCloses.test(behind) },
    ],
  };
}

/** On a line of its own, what begins like this hides text or shows what was hidden: somebody has to look at it. */
const opensOrCloses = /^\s*(?:`{3}|~{3}|<!--(?!.*-->)|-->)/;

function message(written: string, canonical: string, isMisspelt: boolean, isGlued: boolean): string {
  if (isMisspelt && isGlued) {
    return `${written} is no marker as it stands, and shares its line with other text. Write ${canonical} on a line of its own.`;
  }
  if (isMisspelt) return `${written} is no marker as it stands. Write ${canonical}.`;
  if (isGlued) return `${canonical} shares its line with other text. Put it on a line of its own.`;
  return `${canonical} is indented. Put it at the start of its line.`;
}

/** The text in front of a marker and behind it, on its line. */
function neighbours({ text }: Document, { line, range }: Marker): { before: string; behind: string } {
  return { before: text.slice(line.start, range.start), behind: text.slice(range.end, line.end) };
}

/** Only the marker and the spaces beside it change. */
function correction(document: Document, marker: Marker, canonical: string): TextEdit[] {
  const { text, lineEnding } = document;
  const { start, end } = marker.range;
  const { before, behind } = neighbours(document, marker);
  const edits: TextEdit[] = [];
  const gap = before.length - before.trimEnd().length;
  // Two spaces are Markdown's line break, which the text in front of the marker keeps.
  if (before.trim() === '') edits.push(remove({ start: start - before.length, end: start }));
  else if (gap >= 2) edits.push(insert(start, lineEnding));
  else edits.push(replace({ start: start - gap, end: start }, lineEnding));
  edits.push(replace(marker.range, canonical));
  if (behind.trim() !== '')
    edits.push(replace({ start: end, end: end + behind.length - behind.trimStart().length }, lineEnding));
  return edits.filter((edit) => slice(text, edit.range) !== edit.newText);
}
