import { isOneSlip } from '../text/spelling.ts';
import type { BlockKind, Marker, Tag } from './model.ts';
import { readTags, tagNameOf } from './tags.ts';

/** The canonical text of a marker, tags aside. */
export function canonicalMarker(block: BlockKind, edge: 'begin' | 'end'): string {
  return `## ${block}_${edge}`;
}

/** The canonical text of a marker that was read, its own tags included. */
export function canonicalMarkerText(marker: Marker): string {
  const tags = marker.tags.map((tag) => `[${tag.key}:${tag.value}]`).join('');
  return canonicalMarker(marker.block, marker.edge) + (tags === '' ? '' : ` ${tags}`);
}

/** Whether the line at an offset is a canonical marker: what ends a comment or fence that nothing closes. */
export function isCanonicalMarkerLine(text: string, start: number, end: number): boolean {
  return text.startsWith('## ', start) && readMarker(text, start, end)?.canonical === true;
}

/**
 * Reads a line as a marker, or as what was meant as one: at another heading level, without its space, in
 * other case or spelling, with text glued to it. Undefined when it is neither.
 *
 * @param start the offset of the line's first unit
 * @param end the offset of its end, without the line end
 */
export function readMarker(text: string, start: number, end: number): Marker | undefined {
  const first = text.charCodeAt(start);
  const plain = first === hash ? readPlain(text, start, end) : undefined;
  if (plain) return plain;
  // Every check behind this one costs more, and most lines are neither headings nor begin as a marker would.
  if (first === hash || first === space || isMarkerInitial(first)) {
    const marker = readWholeLine(text, start, end);
    if (marker) return marker;
  }
  return readBehindText(text, start, end);
}

/**
 * Whether a line without hashes can be a marker by the first of its words, which then has a letter of a marker's in front and
 * a joint in it. Says no of nearly all lines, without a pattern.
 *
 * @param start the offset of the line's first unit that is no blank
 */
export function mayBeMarkerWord(text: string, start: number, end: number): boolean {
  if (!isMarkerInitial(text.charCodeAt(start))) return false;
  const limit = Math.min(end, start + longestWord);
  for (let at = start + 1; at < limit; at++) {
    const unit = text.charCodeAt(at);
    if (unit === underscore || unit === hyphen) return true;
  }
  return false;
}

const underscore = 0x5f;
const hyphen = 0x2d;
/** Of all marker words, one slip included. */
const longestWord = 'index_entry_begin'.length + 1;

/** The case that nearly all markers are, without a pattern: a canonical one that has no tags. */
function readPlain(text: string, start: number, end: number): Marker | undefined {
  const length = end - start;
  for (const { written, block, edge } of plainMarkers) {
    if (written.length !== length || !text.startsWith(written, start)) continue;
    const range = { start, end };
    return { block, edge, range, line: range, canonical: true, tags: [] };
  }
  return undefined;
}

const hash = 0x23;
const space = 0x20;

/** Groups: indentation, hashes, space behind them, the word, all that follows. */
const linePattern = /^( {0,3})(#{0,6})([ \t]*)([A-Za-z]+(?:[_\- ]?(?:[A-Za-z]+))?(?:[_-][A-Za-z]+)?)(.*)$/;
const wordPattern = /^(group|task|index[_\- ]?entry)([_\- ]?)(begin|end)$/i;
const markerWords = [
  'group_begin',
  'group_end',
  'task_begin',
  'task_end',
  'index_entry_begin',
  'index_entry_end',
];
const plainMarkers = (['task', 'group', 'index_entry'] as const)
  .flatMap((block) =>
    (['begin', 'end'] as const).map((edge) => ({ written: canonicalMarker(block, edge), block, edge })),
  )
  .filter(({ written }) => written !== '## group_begin');
const gluedMarker = /## ?(?:group|task|index_entry)_(?:begin|end)(?![\w-])/;

function readWholeLine(text: string, start: number, end: number): Marker | undefined {
  const line = text.slice(start, end);
  const match = linePattern.exec(line);
  if (!match) return undefined;
  const [, indentation = '', hashes = '', gap = '', word = '', rest = ''] = match;
  const meant = markerMeant(word, hashes, rest);
  if (!meant) return undefined;
  const wordEnd = start + line.length - rest.length;
  const opensGroup = meant.block === 'group' && meant.edge === 'begin';
  const tags = opensGroup ? readGroupTags(text, wordEnd, end) : [];
  const markerEnd = tags.at(-1)?.range.end ?? wordEnd;
  const marker: Marker = {
    ...meant,
    range: { start: start + indentation.length, end: markerEnd },
    line: { start, end },
    canonical: false,
    tags,
  };
  const written = text.slice(start, end).trimEnd();
  return { ...marker, canonical: gap === ' ' && written === canonicalMarkerText(marker) };
}

/** The tags behind `group_begin`; also behind a colon or dash, and written without brackets. */
function readGroupTags(text: string, start: number, end: number): Tag[] {
  const rest = text.slice(start, end);
  const sign = /^[ \t]*[:,–—-][ \t]*(?=\[)/.exec(rest)?.[0] ?? '';
  const tags = readTags(text, start + sign.length, end);
  if (tags.length > 0 || !bareTags.test(rest)) return tags;
  return [...rest.matchAll(bareTag)].map((match) => {
    const [whole, opening = '', key = '', separator = '', value = ''] = match;
    const range = { start: start + match.index, end: start + match.index + whole.length };
    const keyRange = { start: range.start + opening.length, end: range.start + opening.length + key.length };
    const valueStart = keyRange.end + separator.length;
    const valueRange = { start: valueStart, end: valueStart + value.length };
    return { range, key, keyRange, value, valueRange, name: tagNameOf(key) };
  });
}

/** Groups: opening bracket, key, separator, value. */
const bareTag = /(\(?)(type|priority|p_level|component)([ \t]*[:=][ \t]*)([\w-]+)\)?/gi;
const bareTags = new RegExp(`^(?:[ \\t,;]*${bareTag.source})+[ \\t]*$`, 'i');

/** The marker that a line's first word is, given its hashes and what stands behind it. */
function markerMeant(word: string, hashes: string, rest: string): Pick<Marker, 'block' | 'edge'> | undefined {
  const match = wordPattern.exec(word);
  const [block, edge, joint] = match
    ? [match[1]?.toLowerCase(), match[3]?.toLowerCase(), match[2]]
    : (slipped(word) ?? []);
  if (block === undefined || edge === undefined) return undefined;
  const alone = /^[ \t]*(?:\[|$)/.test(rest);
  const joined = joint === '_' || joint === '-';
  // `## Task end dates` is a heading, `task_begin` in running text is prose; only a line of its own is a marker.
  if (!alone && !(joined && hashes !== '' && !/^[\w-]/.test(rest))) return undefined;
  if (hashes === '' && joint !== '_') return undefined;
  return {
    block: block.startsWith('index') ? 'index_entry' : (block as BlockKind),
    edge: edge as Marker['edge'],
  };
}

function slipped(word: string): [string, string, string] | undefined {
  if (!/[_-]/.test(word)) return undefined;
  const lower = word.toLowerCase().replace('-', '_');
  const near = markerWords.find((candidate) => isOneSlip(lower, candidate));
  if (near === undefined) return undefined;
  const cut = near.lastIndexOf('_');
  return [near.slice(0, cut), near.slice(cut + 1), '_'];
}

/** A marker glued to the end of other text: `**Plan:** none## task_end`. */
function readBehindText(text: string, start: number, end: number): Marker | undefined {
  const last = text.charCodeAt(end - 1);
  if (last !== 0x64 && last !== 0x6e && last !== 0x5d && last !== space) return undefined;
  const line = text.slice(start, end);
  const at = line.search(gluedMarker);
  const before = line.slice(0, Math.max(0, at));
  if (before.trim() === '' || before.includes('`') || isProse(before)) return undefined;
  const marker = readWholeLine(text, start + at, end);
  return marker ? { ...marker, line: { start, end }, canonical: false } : undefined;
}

/** A quotation, or a sentence that speaks of a marker: what is glued by accident follows without a space. */
function isProse(before: string): boolean {
  return /^\s*>/.test(before) || /^\p{L}.*\s$/u.test(before);
}

function isMarkerInitial(unit: number): boolean {
  const lower = unit | 0x20;
  return lower === 0x67 || lower === 0x74 || lower === 0x69;
}
