import type { MarkupContent } from 'vscode-languageserver';
import { MarkupKind } from 'vscode-languageserver-types';

/**
 * Writes the text of a hover, as Markdown or plain. What comes from a file is shown letter by letter: it makes no links,
 * images or headings of its own.
 */
export class HoverText {
  readonly #kind: MarkupKind;

  constructor(kind: MarkupKind) {
    this.#kind = kind;
  }

  /** Text as it stands in a file, on one line. */
  verbatim(text: string): string {
    const shown = onOneLine(text);
    return this.#isMarkdown ? shown.replace(punctuation, '\\$&') : shown;
  }

  strong(text: string): string {
    const shown = this.verbatim(text);
    return this.#isMarkdown && shown !== '' ? `**${shown}**` : shown;
  }

  /** A link to a URI that has no spaces and parentheses in it. */
  link(label: string, uri: string): string {
    return this.#isMarkdown ? `[${this.verbatim(label)}](${uri})` : this.verbatim(label);
  }

  list(items: readonly string[]): string {
    return items.map((item) => `- ${item}`).join('\n');
  }

  /** Paragraphs one below the other; empty ones are left out. */
  paragraphs(...parts: readonly string[]): string {
    return parts.filter((part) => part !== '').join('\n\n');
  }

  /** Parts with a line between them. */
  parts(...parts: readonly string[]): string {
    return parts.filter((part) => part !== '').join(this.#isMarkdown ? '\n\n---\n\n' : '\n\n');
  }

  content(value: string): MarkupContent {
    return { kind: this.#kind, value };
  }

  get #isMarkdown(): boolean {
    return this.#kind === MarkupKind.Markdown;
  }
}

/** Text of a file as it can be shown beside other text: on one line, not too long, and without what hides or turns it. */
export function onOneLine(text: string): string {
  const start = text.slice(0, mostLength).replace(/[\ud800-\udbff]$/, '');
  const line = start.replace(invisible, ' ').replace(/\s+/g, ' ').trim();
  return text.length > mostLength ? `${line}…` : line;
}

/** A path or a message as it stands, on one line: a name can have in it what breaks a line, hides or turns it. */
export function visibleLine(text: string): string {
  return text.replace(invisible, '\ufffd');
}

/** Longer titles are cut. */
const mostLength = 300;
/**
 * What a backslash is put before: all that CommonMark lets it take the meaning of, but for what has none where it stands.
 * Editors that show Markdown as it is written show the backslash too, and ids, dates and paths are full of `-`, `.` and `_`.
 */
const punctuation = /[!#$%&()*+:<=>?@[\\\]^`{|}~]|[-._](?![\p{L}\p{N}])|(?<![\p{L}\p{N}])[-._]|(?<=www)\./giu;
/** Control characters, and those that turn the direction of writing. */
const invisible = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu;
