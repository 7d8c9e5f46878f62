import { parse } from '../document/parser.ts';
import type { Document } from '../document/model.ts';
import { applyEdits, inTextOrder, overlap, type TextEdit } from '../text/edits.ts';
import { check } from './check.ts';
import type { CheckOptions } from './pass.ts';
import { rules } from './registry.ts';
import type { EditFix, Problem } from './rule.ts';

/**
 * The edits that apply every safe fix of a document, as fix-all and fix on save do. One fix can make room for
 * another, so the text is checked again until no safe fix is left; applying it twice changes nothing more.
 *
 * @param only the code of the one rule whose problems are to be fixed; every rule's when left out
 */
export function fixAll(document: Document, options: CheckOptions, only?: string): readonly TextEdit[] {
  let current = document;
  let edits: readonly TextEdit[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const more = safeEdits(current, amidst(options, document, current), only);
    if (more.length === 0) break;
    const text = applyEdits(current.text, more);
    edits = current === document ? more : [difference(document.text, text)];
    current = parse(text, document.file);
  }
  return edits;
}

/** The fix of a problem that may run unasked; undefined where there is none. */
export function safeFix(problem: Problem): EditFix | undefined {
  // Fixes that are only offered, such as moves, can cost as much as the whole file: they are not made to be looked at.
  return safelyFixable.has(problem.code)
    ? problem.fixes?.().find((fix): fix is EditFix => fix.safe)
    : undefined;
}

const safelyFixable: ReadonlySet<string> = new Set(
  rules.filter((rule) => rule.fix === 'safe').map((rule) => rule.code),
);

/** No chain of fixes is this long; the limit keeps two fixes that undo each other from going on for ever. */
const mostRounds = 10;

/** The same surroundings with another text of the checked file among them. */
function amidst(options: CheckOptions, before: Document, current: Document): CheckOptions {
  const { around } = options;
  if (!around) return options;
  const files = around.files.map((file) =>
    file.document === before ? { ...file, document: current } : file,
  );
  return { ...options, around: { ...around, files } };
}

/**
 * The safe fixes that can be applied at once. One that touches the place of another waits for the next round, unless
 * both are of one rule and the second one begins where the first one ends: what they insert there comes one behind the other.
 */
function safeEdits(document: Document, options: CheckOptions, only: string | undefined): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  let end = 0;
  let code: string | undefined;
  for (const problem of check(document, options)) {
    if (only !== undefined && problem.code !== only) continue;
    const fix = safeFix(problem);
    if (!fix) continue;
    const start = Math.min(...fix.edits.map((edit) => edit.range.start));
    // Behind all that is taken there is nothing to compare with: the common case stays linear.
    const isBehind = start > end || (start === end && problem.code === code);
    if (!isBehind && overlap(fix.edits, taken)) continue;
    taken.push(...fix.edits);
    end = Math.max(end, ...fix.edits.map((edit) => edit.range.end));
    ({ code } = problem);
  }
  return inTextOrder(taken);
}

/** The one edit that turns a text into another, with what both begin and end with left out. */
function difference(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same])
    same++;
  return { range: { start, end: before.length - same }, newText: after.slice(start, after.length - same) };
}
