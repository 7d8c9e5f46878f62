import type { TextDocumentContentChangeEvent, TextDocumentsConfiguration } from 'vscode-languageserver';
import { applyEdits, type Document, type FileKind, LineIndex, parse, TaskEdits } from '#core';

/**
 * A document that is open in a client, in one version. What is typed in one task after the other is kept as edits of the text
 * that was read as a whole last, so that a letter costs what its task costs; the whole is put together when somebody asks for it.
 */
export class OpenDocument {
  readonly uri: string;
  readonly version: number;
  /** What was read as a whole last. */
  readonly base: WholeText;
  /** What was typed in it since; undefined where this is the base. */
  readonly edits: TaskEdits | undefined;
  #whole: WholeText | undefined;
  #isBase = false;

  constructor(uri: string, version: number, base: WholeText, edits?: TaskEdits) {
    this.uri = uri;
    this.version = version;
    this.base = base;
    this.edits = edits;
  }

  /** The whole text, put together. */
  get whole(): WholeText {
    return (this.#whole ??= this.edits ? new WholeText(this.edits.text()) : this.base);
  }

  /** The whole text, where what is typed from now on is kept as edits of it. */
  get nextBase(): WholeText | undefined {
    return this.#isBase ? this.whole : undefined;
  }

  /** Has what is typed from now on kept as edits of this version: it was read as a whole, and something is known of it. */
  becomeBase(): void {
    this.#isBase = true;
  }

  /** The next version, after changes that were made one after the other. */
  changed(changes: readonly TextDocumentContentChangeEvent[], version: number): OpenDocument {
    let base = this.#isBase ? this.whole : this.base;
    let edits = this.#isBase ? undefined : this.edits;
    for (const change of changes) {
      if (!('range' in change)) {
        base = new WholeText(change.text);
        edits = undefined;
        continue;
      }
      const offset = (position: typeof change.range.start): number =>
        edits ? edits.offset(position, base.lines) : base.lines.offset(position);
      const [start, end] = [offset(change.range.start), offset(change.range.end)];
      // A range that is the wrong way round is taken as the other one.
      const edit = {
        range: { start: Math.min(start, end), end: Math.max(start, end) },
        newText: change.text,
      };
      const inTask = (edits ?? base.edits)?.with(edit);
      if (!inTask) base = new WholeText(applyEdits(edits?.text() ?? base.text, [edit]));
      edits = inTask;
    }
    return new OpenDocument(this.uri, version, base, edits);
  }
}

/** A text with its lines and its model, which are made when somebody first asks for them. */
export class WholeText {
  readonly text: string;
  #lines: LineIndex | undefined;
  #document: Document | undefined;

  constructor(text: string) {
    this.text = text;
  }

  get lines(): LineIndex {
    return (this.#lines ??= new LineIndex(this.text));
  }

  /** The model of a task file of a kind. */
  document(kind: FileKind): Document {
    return (this.#document ??= parse(this.text, kind));
  }

  /** The text before anything is typed in it. Undefined where nobody has read it yet: it is not read for the sake of a letter. */
  get edits(): TaskEdits | undefined {
    return this.#document && TaskEdits.of(this.#document);
  }
}

/** How the documents of a client are kept. */
export const openDocuments: TextDocumentsConfiguration<OpenDocument> = {
  create: (uri, _language, version, text) => new OpenDocument(uri, version, new WholeText(text)),
  update: (document, changes, version) => document.changed(changes, version),
};
