import { type IGrammar, INITIAL } from 'vscode-textmate';
import type { Expectation } from './markedText.ts';

export interface Token {
  readonly start: number;
  readonly end: number;
  readonly scopes: readonly string[];
}

export interface Line {
  readonly text: string;
  readonly tokens: readonly Token[];
}

export function tokenize(grammar: IGrammar, text: string): Line[] {
  let state = INITIAL;
  return text.split(/\r?\n/).map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return {
      text: line,
      tokens: tokens.map(({ startIndex, endIndex, scopes }) => ({
        start: startIndex,
        end: endIndex,
        scopes,
      })),
    };
  });
}

/** What of an expectation does not hold: one message for each token. */
export function findMismatches(lines: readonly Line[], expectation: Expectation): string[] {
  const { text, tokens } = lines[expectation.line] ?? { text: '', tokens: [] };
  const { start, end, scope, present } = expectation;
  if (end > text.length) return [`carets behind the end of «${text}»`];
  return tokens
    .filter((token) => token.start < end && token.end > start && includesScope(token, scope) !== present)
    .map((token) => {
      const found = text.slice(Math.max(token.start, start), Math.min(token.end, end));
      return `«${found}» in «${text}» ${present ? 'lacks' : 'has'} ${scope}: ${token.scopes.join(' ')}`;
    });
}

export function hasScope(line: Line | undefined, scope: string): boolean {
  return line?.tokens.some((token) => includesScope(token, scope)) ?? false;
}

/** How the first occurrence of a text in the last of some lines looks in the grammar's theme. */
export function styleOf(
  grammar: IGrammar,
  lines: readonly string[],
  text: string,
): { foreground: number; bold: boolean } {
  let state = INITIAL;
  let tokens: Uint32Array = new Uint32Array();
  for (const line of lines) ({ tokens, ruleStack: state } = grammar.tokenizeLine2(line, state));
  const at = lines.at(-1)?.indexOf(text) ?? -1;
  let metadata = 0;
  // Pairs of a token's start and its look, packed as vscode-textmate's encodedTokenAttributes.ts says.
  for (let index = 0; index < tokens.length; index += 2) {
    if ((tokens[index] ?? 0) <= at) metadata = tokens[index + 1] ?? 0;
  }
  return { foreground: (metadata >>> 15) & 0x1ff, bold: ((metadata >>> 11) & 2) !== 0 };
}

function includesScope(token: Token, scope: string): boolean {
  if (scope === 'agent-backlog') {
    // What lies on a whole block has no colour.
    return token.scopes.some((own) => own.endsWith('.agent-backlog') && !own.startsWith('meta.'));
  }
  return token.scopes.some((own) => own === scope || own.startsWith(`${scope}.`));
}
