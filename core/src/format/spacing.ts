import { gapEnd, linesOf } from '../document/blockText.ts';
import type { Document, Marker } from '../document/model.ts';
import { remove, replace, type TextEdit } from '../text/edits.ts';
import { lineEnd } from '../text/lines.ts';
import type { TextRange } from '../text/range.ts';

/**
 * The edits by which the blocks of a file stand apart as most of them do. What stands between two blocks is touched
 * only where it is nothing but blank lines and separators, and a file that has no manner of its own stays as it is,
 * except for blocks without a blank line between them and for long runs of blank lines.
 */
export function spacingEdits(document: Document): TextEdit[] {
  const gaps = gapsOf(document);
  const manners = mannersOf(gaps);
  return gaps.flatMap(({ kind, range, written }) => {
    const manner = manners.get(kind) ?? (isExtreme(written) ? '\n\n' : written);
    return manner === written ? [] : [replace(range, manner.replaceAll('\n', document.lineEnding))];
  });
}

/** The edits that take spaces and tabs away from the ends of the lines with markers and headers. */
export function trailingBlanks({ text, markers, tasks }: Document): TextEdit[] {
  const ends = [
    ...markers.map(({ range }) => range.end),
    ...tasks.flatMap(({ header }) => header?.range.end ?? []),
  ];
  return ends.flatMap((start) => {
    const end = lineEnd(text, start);
    return /^[ \t]+$/.test(text.slice(start, end)) ? [remove({ start, end })] : [];
  });
}

/** What stands between two blocks, or between the heading of a group and its first task. */
interface Gap {
  /** Gaps of one kind have one manner. */
  readonly kind: string;
  readonly range: TextRange;
  /** With LF, and without spaces at the ends of lines. */
  readonly written: string;
}

const kinds: ReadonlySet<string> = new Set([
  'task_end task_begin',
  'task_end group_end',
  'group_end group_begin',
  'index_entry_end index_entry_begin',
]);

function gapsOf(document: Document): Gap[] {
  const { text, markers, groups } = document;
  const gaps: Gap[] = [];
  const add = (kind: string, above: TextRange, below: Marker): void => {
    const range = { start: linesOf(text, above).end, end: linesOf(text, below.range).start };
    if (range.end - range.start > longestGap || gapEnd(text, range.start) !== range.end) return;
    const written = text
      .slice(range.start, range.end)
      .split('\n')
      .map((line) => line.trim())
      .join('\n');
    gaps.push({ kind, range, written });
  };
  for (const [at, below] of markers.entries()) {
    const above = markers[at - 1];
    if (!above?.canonical || !below.canonical) continue;
    const kind = `${above.block}_${above.edge} ${below.block}_${below.edge}`;
    if (kinds.has(kind)) add(kind, above.range, below);
  }
  for (const {
    heading,
    tasks: [first],
  } of groups)
    if (heading && first?.begin?.canonical) add('heading task_begin', heading, first.begin);
  return gaps;
}

/** A longer one is looked at by nobody; the limit keeps hostile texts quick. */
const longestGap = 10_000;

/** What two thirds of the gaps of a kind are, of two at least. */
function mannersOf(gaps: readonly Gap[]): ReadonlyMap<string, string> {
  const byKind = new Map<string, Map<string, number>>();
  for (const { kind, written } of gaps) {
    const counts = byKind.get(kind) ?? new Map<string, number>();
    byKind.set(kind, counts.set(written, (counts.get(written) ?? 0) + 1));
  }
  const manners = new Map<string, string>();
  for (const [kind, counts] of byKind) {
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    for (const [written, count] of counts)
      if (total > 1 && count * 3 >= total * 2) manners.set(kind, written);
  }
  return manners;
}

/** Whether a gap without separators has no blank line, or more than two. */
function isExtreme(written: string): boolean {
  return /^(?:\n|\n{4,})$/.test(written);
}
