// Another reader of Markdown on the same 1 MB, each in a process of its own: what one leaves in the heap slows the next.
import process from 'node:process';
import { report } from './report.mjs';
import { inTurn } from './rounds.mjs';
import { backlogOf } from './text.mjs';

const text = backlogOf(1e6);

/** Each with what makes it ready, and gives what is measured. */
const peers = {
  commonmark: async () => {
    const { Parser } = await import('commonmark');
    const parser = new Parser();
    return () => parser.parse(text);
  },
  'markdown-it': async () => {
    const { default: MarkdownIt } = await import('markdown-it');
    const parser = new MarkdownIt();
    return () => parser.parse(text, {});
  },
  'mdast-util-from-markdown': async () => {
    const { fromMarkdown } = await import('mdast-util-from-markdown');
    return () => fromMarkdown(text);
  },
  markdownlint: async () => {
    const { lint } = await import('markdownlint/sync');
    return () => lint({ strings: { text } });
  },
  'vscode-markdown-languageservice': async () => {
    const { outlineAndFolds } = await import('./languageService.mjs');
    return () => outlineAndFolds(text);
  },
};

const [, , name] = process.argv;
report(await inTurn({ [name]: await peers[name]() }, { rounds: 5, warmUp: 2 }));
