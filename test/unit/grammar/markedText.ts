/**
 * Expectations about scopes, written under the text they are about:
 *
 *     A title: what follows, to the next title, is one text.
 *
 *     >## task_begin
 *      ^^ punctuation.definition.keyword
 *      ^^^^^^^^^^^^^ -markup.heading
 *
 * A `>` begins a line of the text; carets mark the columns that must have a scope, or with `-` must not have
 * it. A scope stands for all that begin with it; `-agent-backlog` means all of this extension's. `␠` is a
 * space that editors would trim.
 */
export interface MarkedText {
  readonly title: string;
  readonly lines: readonly string[];
  readonly expectations: readonly Expectation[];
}

export interface Expectation {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly scope: string;
  readonly present: boolean;
}

export function readMarkedTexts(source: string): MarkedText[] {
  const texts: { title: string; lines: string[]; expectations: Expectation[] }[] = [];
  for (const written of source.split('\n')) {
    if (written.trim() === '') continue;
    const current = texts.at(-1);
    if (written.startsWith('>') && current) {
      current.lines.push(written.slice(1).replaceAll('␠', ' '));
    } else if (written.startsWith(' ') && current) {
      current.expectations.push(readExpectation(written, current.lines.length - 1));
    } else {
      texts.push({ title: written.replace(/\.$/, ''), lines: [], expectations: [] });
    }
  }
  return texts;
}

function readExpectation(written: string, line: number): Expectation {
  const match = /^ ( *)(\^+) (-?)(\S+)$/.exec(written);
  if (!match || line < 0) throw new Error(`Not an expectation: ${written}`);
  const [, before = '', carets = '', minus, scope = ''] = match;
  const start = before.length;
  return { line, start, end: start + carets.length, scope, present: minus === '' };
}
