import type { Connection, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type { Problem } from '#core';
import type { Host } from '../host.ts';
import { type ReadFileParams, readFileRequest, type ReadFileResult } from '../protocol.ts';
import type { SettingsStore } from '../settingsStore.ts';
import { problemsOf, type TaskFile, taskFile } from './taskFile.ts';

/** A file together with what was found in it. `id` changes whenever the problems may have changed. */
export interface CheckedFile {
  readonly file: TaskFile;
  readonly problems: readonly Problem[];
  readonly id: string;
}

/**
 * The task files, open in the client or on disk, through one interface. What was parsed and checked is kept for
 * as long as text, settings and day are the same.
 */
export class TaskFiles {
  readonly #connection: Connection;
  readonly #host: Host;
  readonly #documents: TextDocuments<TextDocument>;
  readonly #settings: SettingsStore;
  readonly #clientReads: boolean;
  readonly #parsed = new Map<string, TaskFile>();
  readonly #checked = new Map<string, CheckedFile & { readonly settings: unknown; readonly today: string }>();
  #checks = 0;

  /** @param clientReads whether the client answers `agentBacklog/readFile` */
  constructor(
    connection: Connection,
    host: Host,
    documents: TextDocuments<TextDocument>,
    settings: SettingsStore,
    clientReads: boolean,
  ) {
    this.#connection = connection;
    this.#host = host;
    this.#documents = documents;
    this.#settings = settings;
    this.#clientReads = clientReads;
  }

  /** The open task file of a URI; undefined when it is not open or its name is none of ours. */
  open(uri: string): TaskFile | undefined {
    const document = this.#documents.get(uri) ?? this.#openAs(uri);
    if (!document) return undefined;
    const known = this.#parsed.get(document.uri);
    if (known?.version === document.version) return known;
    const file = taskFile(document.uri, document.version, document.getText());
    if (file) this.#parsed.set(document.uri, file);
    return file;
  }

  /** The task file of a URI, open or on disk. */
  async read(uri: string): Promise<TaskFile | undefined> {
    const open = this.open(uri);
    if (open) return open;
    const text = (await this.#host.readFile?.(uri)) ?? (await this.#readByClient(uri));
    // It may have been opened meanwhile, and then what is open counts.
    return this.open(uri) ?? (text === undefined ? undefined : taskFile(uri, null, text));
  }

  /** The problems of an open file; undefined when it is not open or none of ours. */
  async check(uri: string): Promise<CheckedFile | undefined> {
    const settings = await this.#settings.of(uri);
    const file = this.open(uri);
    if (!file) return undefined;
    const today = this.#host.today();
    const known = this.#checked.get(uri);
    if (known?.file === file && known.settings === settings && known.today === today) return known;
    const problems = problemsOf(file, settings, today);
    const checked = { file, problems, id: String(++this.#checks), settings, today };
    this.#checked.set(uri, checked);
    return checked;
  }

  /** Forgets what was kept of a document that was closed. */
  forget(uri: string): void {
    this.#parsed.delete(uri);
    this.#checked.delete(uri);
  }

  /** An open document whose URI the client spells in another way: clients differ in what they encode. */
  #openAs(uri: string): TextDocument | undefined {
    const wanted = URI.parse(uri).toString();
    return this.#documents.all().find((document) => URI.parse(document.uri).toString() === wanted);
  }

  async #readByClient(uri: string): Promise<string | undefined> {
    if (!this.#clientReads) return undefined;
    const params: ReadFileParams = { uri };
    const text = await this.#connection.sendRequest<ReadFileResult>(readFileRequest, params);
    return text?.replace(/^\ufeff/, '');
  }
}
