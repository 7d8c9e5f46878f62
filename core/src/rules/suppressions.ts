import type { Document } from '../document/model.ts';
import type { TextRange } from '../text/range.ts';

/** A comment that switches a rule off for the next line, or from its place on. */
export interface Suppression {
  /** The code of a rule; what stands in its place where there is no such rule; empty where nothing does. */
  readonly code: string;
  /** Whether there is a rule of this code. */
  readonly isKnown: boolean;
  /** The code in the comment; where there is none, the words that ask for one. */
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
 * comment can list several codes, and give its reason behind `--` or a colon.
 *
 * @param codes the codes of all rules
 */
export function suppressionsOf(document: Document, codes: ReadonlySet<string>): Suppression[] {
  const { text } = document;
  const suppressions: Suppression[] = [];
  const openEnded = new Map<string, Ending>();
  for (const { range: comment } of document.comments) {
    const directive = readDirective(text, comment, codes);
    if (!directive) continue;
    const { verb, listed } = directive;
    for (const { code, codeRange, isKnown } of listed) {
      const open = openEnded.get(code);
      if (open && verb !== 'disable-next-line') {
        open.scope = { ...open.scope, end: comment.start };
        if (verb === 'enable' && listed.length === 1) open.enabledBy = comment;
        openEnded.delete(code);
      }
      if (verb === 'enable') continue;
      const suppression: Ending = {
        code,
        isKnown,
        codeRange,
        comment,
        codes: listed.length,
        scope:
          verb === 'disable-next-line'
            ? nextLineRange(text, comment.end)
            : { start: comment.end, end: text.length + 1 },
      };
      if (verb === 'disable' && isKnown) openEnded.set(code, suppression);
      suppressions.push(suppression);
    }
  }
  return suppressions;
}

/** A suppression whose end is not known before the comments behind it are read. */
type Ending = Omit<Suppression, 'scope' | 'enabledBy'> & { scope: TextRange; enabledBy?: TextRange };

/** Whether a document has any suppression, be it of a rule or of none. */
export function holdsSuppressions(document: Document): boolean {
  return suppressionsOf(document, new Set()).length > 0;
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
  const open = new Map<string, Suppression[]>();
  let next = 0;
  for (const problem of [...problems].sort((a, b) => a.range.start - b.range.start)) {
    const { start } = problem.range;
    for (let one = suppressions[next]; one && one.scope.start <= start; one = suppressions[++next]) {
      const ofCode = open.get(one.code);
      if (ofCode) ofCode.push(one);
      else open.set(one.code, [one]);
    }
    const holding = (open.get(problem.code) ?? []).filter(({ scope }) => scope.end > start);
    open.set(problem.code, holding);
    for (const suppression of holding) used.add(suppression);
    if (holding.length === 0) kept.push(problem);
  }
  return { kept, used };
}

type ListedCode = Pick<Suppression, 'code' | 'isKnown' | 'codeRange'>;

/** What a comment asks for and the codes that it lists: at least one, which is empty where it lists none. */
function readDirective(
  text: string,
  comment: TextRange,
  codes: ReadonlySet<string>,
): { verb: string; listed: readonly ListedCode[] } | undefined {
  const written = text.slice(comment.start, comment.end);
  const [head, before = '', words = '', verb = ''] = directiveStart.exec(written) ?? [];
  if (head === undefined || !written.endsWith('-->')) return undefined;
  const listed: ListedCode[] = [];
  let at = head.length;
  for (;;) {
    codePattern.lastIndex = at;
    const [whole, code = '', comma] = codePattern.exec(written) ?? [];
    if (whole === undefined) break;
    const start = comment.start + at + whole.indexOf(code);
    const isKnown = codes.has(code);
    listed.push({ code, isKnown, codeRange: { start, end: start + code.length } });
    at += whole.length;
    // Behind a word that is no code, what follows without a comma is a sentence.
    if (!isKnown && comma === '') break;
  }
  const start = comment.start + before.length;
  const codeRange = { start, end: start + words.length };
  return { verb, listed: listed.length > 0 ? listed : [{ code: '', isKnown: false, codeRange }] };
}

/** Groups: all before the words that ask, these words, the verb in them. */
const directiveStart = /^(<!--\s*)(agent-backlog-(disable-next-line|disable|enable))(?=[\s:]|-->):?/;
/** Groups: a code, and the comma that announces another one. */
const codePattern = /[\s,]+([A-Za-z]\w*(?:-\w+)*)(?=\s*(,?))/y;

/** The line below that of an offset; the last one with the end of the text, where a problem can begin as well. */
function nextLineRange(text: string, from: number): TextRange {
  const lineFeed = text.indexOf('\n', from);
  if (lineFeed === -1) return { start: text.length, end: text.length };
  const end = text.indexOf('\n', lineFeed + 1);
  return { start: lineFeed + 1, end: end === -1 ? text.length + 1 : end };
}
