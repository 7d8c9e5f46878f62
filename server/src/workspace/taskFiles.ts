import type { TextDocuments } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import type { FileSystems } from './fileSystem.ts';
import { OpenDocument, WholeText } from './openDocument.ts';
import { type TaskFile, taskFile } from './taskFile.ts';

/** The documents that are open in a client. */
export type OpenDocuments = Pick<TextDocuments<OpenDocument>, 'get' | 'all' | 'onDidOpen' | 'onDidClose'>;

/**
 * The task files, open in the client or on disk, through one interface. An unchanged text is one and the same
 * `TaskFile`, however often it is read.
 */
export class TaskFiles {
  readonly #documents: OpenDocuments;
  readonly #fileSystems: FileSystems;
  /** The open documents by URI in the one spelling that this server uses: clients differ in what they encode. */
  readonly #openByUri = new Map<string, OpenDocument>();
  readonly #parsed = new Map<string, TaskFile>();
  readonly #onDisk = new Map<string, TaskFile>();
  readonly #unread = new Map<string, unknown>();
  #stamps = 0;

  constructor(documents: OpenDocuments, fileSystems: FileSystems) {
    this.#documents = documents;
    this.#fileSystems = fileSystems;
    documents.onDidOpen(({ document }) => this.#openByUri.set(canonicalUri(document.uri), document));
    documents.onDidClose(({ document }) => {
      this.#openByUri.delete(canonicalUri(document.uri));
      this.#parsed.delete(document.uri);
    });
  }

  /** The open task file of a URI; undefined when it is not open or its name is none of ours. */
  open(uri: string): TaskFile | undefined {
    const document = this.#documents.get(uri) ?? this.#openByUri.get(canonicalUri(uri));
    if (!document) return undefined;
    const known = this.#parsed.get(document.uri);
    if (known?.version === document.version) return known;
    const file = taskFile(document, ++this.#stamps, true, known);
    if (file) this.#parsed.set(document.uri, file);
    return file;
  }

  /** Every open task file. */
  allOpen(): TaskFile[] {
    return this.#documents.all().flatMap(({ uri }) => this.open(uri) ?? []);
  }

  /** The task file of a URI as it was when it was last looked at, open or on disk. */
  known(uri: string): TaskFile | undefined {
    return this.open(uri) ?? this.#onDisk.get(canonicalUri(uri));
  }

  /** The files that are there and could not be read when that was tried last, by canonical URI, each with what it failed of. */
  get unread(): ReadonlyMap<string, unknown> {
    return this.#unread;
  }

  /** Has no file count as unread until it is read anew. */
  forgetUnread(): void {
    this.#unread.clear();
  }

  /**
   * The task file of a URI as it is now: open, or read from disk.
   *
   * @throws when it is there and cannot be read
   */
  async read(uri: string): Promise<TaskFile | undefined> {
    const canonical = canonicalUri(uri);
    const open = this.open(uri);
    if (open) {
      this.#unread.delete(canonical);
      return open;
    }
    const text = await this.#textOf(canonical);
    const known = this.#onDisk.get(canonical);
    if (text === undefined) this.#onDisk.delete(canonical);
    else if (known?.document.text !== text) {
      const file = taskFile(new OpenDocument(canonical, 0, new WholeText(text)), ++this.#stamps, false);
      if (file) this.#onDisk.set(canonical, file);
    }
    // It may have been opened meanwhile, and then what is open counts.
    return this.known(canonical);
  }

  async #textOf(canonical: string): Promise<string | undefined> {
    try {
      const text = await this.#fileSystems.of(canonical)?.readFile(canonical);
      this.#unread.delete(canonical);
      return text;
    } catch (error) {
      this.#unread.set(canonical, error);
      throw error;
    }
  }
}

/** A URI in the spelling by which this server compares them. */
export function canonicalUri(uri: string): string {
  return URI.parse(uri).toString();
}
