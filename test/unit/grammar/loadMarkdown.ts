import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { loadWASM, OnigScanner, OnigString } from 'vscode-oniguruma';
import {
  type IGrammar,
  type IOnigLib,
  type IRawGrammar,
  type IRawTheme,
  parseRawGrammar,
  Registry,
} from 'vscode-textmate';

const manifestPath = join(process.cwd(), 'package.json');
const { resolve } = createRequire(manifestPath);

const markdownScope = 'text.html.markdown';

/** The grammars behind VS Code's Markdown, without those of the languages in code fences: they take long to load. */
const builtInGrammars: Readonly<Record<string, string>> = {
  [markdownScope]: 'tm-grammars/grammars/markdown.json',
  'text.html.derivative': 'tm-grammars/grammars/html-derivative.json',
  'text.html.basic': 'tm-grammars/grammars/html.json',
};

interface ContributedGrammar {
  readonly scopeName: string;
  readonly path: string;
  readonly injectTo: readonly string[];
}

/** Markdown's grammar as VS Code runs it, with or without what the manifest contributes. */
export async function loadMarkdown(options: { injected: boolean; theme?: IRawTheme }): Promise<IGrammar> {
  const contributed = options.injected ? readContributedGrammars() : [];
  const registry = new Registry({
    onigLib: loadOniguruma(),
    loadGrammar: (scopeName) => {
      const own = contributed.find((grammar) => grammar.scopeName === scopeName);
      return Promise.resolve(
        own ? readGrammar(join(process.cwd(), own.path)) : readBuiltInGrammar(scopeName),
      );
    },
    getInjections: (scopeName) =>
      contributed.filter(({ injectTo }) => injectTo.includes(scopeName)).map((grammar) => grammar.scopeName),
    ...(options.theme ? { theme: options.theme } : {}),
  });
  const grammar = await registry.loadGrammar(markdownScope);
  if (!grammar) throw new Error(`No grammar for ${markdownScope}`);
  return grammar;
}

function readContributedGrammars(): readonly ContributedGrammar[] {
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as {
    contributes: { grammars: readonly ContributedGrammar[] };
  };
  return manifest.contributes.grammars;
}

function readBuiltInGrammar(scopeName: string): IRawGrammar | null {
  const path = builtInGrammars[scopeName];
  return path === undefined ? null : readGrammar(resolve(path));
}

function readGrammar(path: string): IRawGrammar {
  return parseRawGrammar(readFileSync(path, 'utf8'), path);
}

let onigurumaLibrary: Promise<IOnigLib> | undefined;

/** One for all grammars: the module behind it can be started only once. */
function loadOniguruma(): Promise<IOnigLib> {
  onigurumaLibrary ??= loadWASM(readFileSync(resolve('vscode-oniguruma/release/onig.wasm'))).then(() => ({
    createOnigScanner: (sources) => SharedScanner.for(sources),
    createOnigString: (text) => new OnigString(text),
  }));
  return onigurumaLibrary;
}

const scanners = new Map<string, SharedScanner>();

/** Most of the time goes into compiling Markdown's expressions: they are compiled once for all grammars. */
class SharedScanner extends OnigScanner {
  static for(sources: string[]): SharedScanner {
    const key = JSON.stringify(sources);
    const scanner = scanners.get(key) ?? new SharedScanner(sources);
    scanners.set(key, scanner);
    return scanner;
  }

  override dispose(): void {
    // A grammar may not take it from the others.
  }
}
