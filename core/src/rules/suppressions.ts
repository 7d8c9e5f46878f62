import type { Document } from '../document/model.ts';
import type { TextRange } from '../text/range.ts';

/** A comment that switches a rule off for the next line, or from its place on. */
export interface Suppression {
  readonly code: string;
  /** The code in the comment. */
  readonly codeRange: TextRange;
  /** The whole comment. */
  readonly comment: TextRange;
  /** Where it holds: problems that begin in here are suppressed. */
  readonly scope: TextRange;
}

/**
 * The suppressions of a document: `<!-- agent-backlog-disable-next-line CODE -->`, and
 * `<!-- agent-backlog-disable CODE -->` up to `<!-- agent-backlog-enable CODE -->` or the end of the file. A
 * comment can list several codes.
 */
export function suppressionsOf(document: Document): Suppression[] {
  const suppressions: Suppression[] = [];
  const openEnded = new Map<string, number>();
  for (const { range } of document.comments) {
    const match = directive.exec(document.text.slice(range.start, range.end));
    if (!match) continue;
    const [, verb, list = ''] = match;
    for (const [code] of list.matchAll(/[a-z][a-z-]*/g)) {
      const started = openEnded.get(code);
      if (verb === 'enable' && started !== undefined) {
        openEnded.delete(code);
        const open = suppressions[started];
        if (open) suppressions[started] = { ...open, scope: { start: open.scope.start, end: range.start } };
      }
      if (verb === 'enable') continue;
      const start = range.start + document.text.slice(range.start, range.end).indexOf(code);
      const scope =
        verb === 'disable-next-line'
          ? nextLine(document.text, range.end)
          : { start: range.end, end: document.text.length + 1 };
      if (verb === 'disable') openEnded.set(code, suppressions.length);
      suppressions.push({ code, codeRange: { start, end: start + code.length }, comment: range, scope });
    }
  }
  return suppressions;
}

const directive = /^<!--\s*agent-backlog-(disable-next-line|disable|enable)\s+([a-z][a-z-]*(?:[\s,]+[a-z][a-z-]*)*)\s*-->$/;

function nextLine(text: string, from: number): TextRange {
  const lineFeed = text.indexOf('\n', from);
  if (lineFeed === -1) return { start: text.length, end: text.length };
  const end = text.indexOf('\n', lineFeed + 1);
  return { start: lineFeed + 1, end: end === -1 ? text.length + 1 : end };
}
