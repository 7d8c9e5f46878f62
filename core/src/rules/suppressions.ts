import type { Document } from '../document/model.ts';
import type { TextRange } from '../text/range.ts';

/** A comment that switches a rule off for the next line, or from its place on. */
export interface Suppression {
  readonly code: string;
  /** The code in the comment. */
  readonly codeRange: TextRange;
  /** The whole comment. */
  readonly comment: TextRange;
  /** How many codes the comment lists. */
  readonly codes: number;
  /** Where it holds: problems that begin in here are suppressed. */
  readonly scope: TextRange;
  /** The comment that ends it, if that one ends nothing else. */
  readonly enabledBy?: TextRange;
}

/**
 * The suppressions of a document: `<!-- agent-backlog-disable-next-line CODE -->`, and
 * `<!-- agent-backlog-disable CODE -->` up to `<!-- agent-backlog-enable CODE -->` or the end of the file. A
 * comment can list several codes.
 */
export function suppressionsOf(document: Document): Suppression[] {
  const { text } = document;
  const suppressions: Suppression[] = [];
  const openEnded = new Map<string, number>();
  for (const { range: comment } of document.comments) {
    const match = directive.exec(text.slice(comment.start, comment.end));
    if (!match) continue;
    const [, before = '', verb, list = ''] = match;
    const listed = [...list.matchAll(/[a-z][a-z-]*/g)];
    for (const { 0: code, index } of listed) {
      const opened = openEnded.get(code) ?? -1;
      const open = suppressions[opened];
      if (open && verb !== 'disable-next-line') {
        const enabledBy = verb === 'enable' && listed.length === 1 ? { enabledBy: comment } : {};
        suppressions[opened] = { ...open, scope: { ...open.scope, end: comment.start }, ...enabledBy };
        openEnded.delete(code);
      }
      if (verb === 'enable') continue;
      if (verb === 'disable') openEnded.set(code, suppressions.length);
      const start = comment.start + before.length + index;
      suppressions.push({
        code,
        codeRange: { start, end: start + code.length },
        comment,
        codes: listed.length,
        scope:
          verb === 'disable-next-line'
            ? nextLine(text, comment.end)
            : { start: comment.end, end: text.length + 1 },
      });
    }
  }
  return suppressions;
}

/**
 * Parts problems by suppressions.
 *
 * @returns the problems that nothing suppresses, and the suppressions that suppress something
 */
export function sift<P extends { readonly code: string; readonly range: TextRange }>(
  problems: readonly P[],
  suppressions: readonly Suppression[],
): { kept: P[]; used: ReadonlySet<Suppression> } {
  const used = new Set<Suppression>();
  const kept: P[] = [];
  // Scopes begin in text order; of one code only few are open at a time.
  const open = new Map<string, readonly Suppression[]>();
  let next = 0;
  for (const problem of [...problems].sort((a, b) => a.range.start - b.range.start)) {
    const { start } = problem.range;
    for (let one = suppressions[next]; one && one.scope.start <= start; one = suppressions[++next]) {
      open.set(one.code, [...(open.get(one.code) ?? []).filter(({ scope }) => scope.end > start), one]);
    }
    const holding = (open.get(problem.code) ?? []).filter(({ scope }) => scope.end > start);
    for (const suppression of holding) used.add(suppression);
    if (holding.length === 0) kept.push(problem);
  }
  return { kept, used };
}

/** Groups: all before the codes, the verb in it, the codes. */
const directive =
  /^(<!--\s*agent-backlog-(disable-next-line|disable|enable)\s+)([a-z][a-z-]*(?:[\s,]+[a-z][a-z-]*)*)\s*-->$/;

function nextLine(text: string, from: number): TextRange {
  const lineFeed = text.indexOf('\n', from);
  if (lineFeed === -1) return { start: text.length, end: text.length };
  const end = text.indexOf('\n', lineFeed + 1);
  return { start: lineFeed + 1, end: end === -1 ? text.length + 1 : end };
}
