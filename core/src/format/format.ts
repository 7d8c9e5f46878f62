import { holdsTasks } from '../document/dialect.ts';
import type { Document } from '../document/model.ts';
import { parse } from '../document/parser.ts';
import { check } from '../rules/check.ts';
import type { CheckOptions } from '../rules/pass.ts';
import { safeFix } from '../rules/fixAll.ts';
import { overlap, type TextEdit } from '../text/edits.ts';
import { contains, type TextRange } from '../text/range.ts';
import { Revision } from './revision.ts';
import { spacingEdits, trailingBlanks } from './spacing.ts';

/**
 * The edits that bring a file into form: markers and headers as the dialect writes them, steps numbered, blocks apart
 * as they are in most of the file. No word of a task changes, and the hard line breaks of its fields stay. Formatting
 * twice changes nothing more. An archive is never touched, nor is a file with a merge conflict in it.
 *
 * @param range where edits may be, in offsets of the document's text; all of it when left out
 */
export function format(document: Document, options: CheckOptions, range?: TextRange): readonly TextEdit[] {
  if (!holdsTasks(document) || document.file === 'archive' || document.conflicts.length > 0) return [];
  const revision = new Revision(document.text);
  let current = document;
  for (let round = 0; round < mostRounds; round++) {
    const edits = editsOf(current, options);
    if (edits.length === 0) break;
    revision.apply(edits);
    current = parse(revision.text, document.file);
  }
  const { edits } = revision;
  return range ? edits.filter((edit) => contains(range, edit.range)) : edits;
}

/** The rules whose safe fixes change form alone. */
const formRules: ReadonlySet<string> = new Set(['malformed-marker', 'malformed-header', 'plan-numbering']);

/** A fix can make room for another one, and then for other spacing; no chain of them is this long. */
const mostRounds = 10;

function editsOf(document: Document, options: CheckOptions): readonly TextEdit[] {
  const fixes = formFixes(document, options);
  return fixes.length > 0 ? fixes : [...trailingBlanks(document), ...spacingEdits(document)];
}

/** The fixes that can be applied at once. One that touches the place of another waits for the next round. */
function formFixes(document: Document, options: CheckOptions): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  let end = -1;
  // These rules look at nothing but the file.
  for (const problem of check(document, { ...options, around: undefined })) {
    const edits = formRules.has(problem.code) ? (safeFix(problem)?.edits ?? []) : [];
    const start = Math.min(...edits.map(({ range }) => range.start));
    // Behind all that is taken there is nothing to compare with.
    if (start <= end && overlap(edits, taken)) continue;
    taken.push(...edits);
    end = Math.max(end, ...edits.map(({ range }) => range.end));
  }
  return taken;
}
