import { allSayTheSame, KnownTasks, taskId } from '#core';
import { filesOf, type QueueFiles, queueFiles, urisOf } from './queueFiles.ts';
import { queueFolderOf } from './queueGrouping.ts';
import { placeOfItsOwn, type QueuePlaces, queuePlaces } from './queuePlaces.ts';
import type { TaskFile } from './taskFile.ts';
import { canonicalUri, type TaskFiles } from './taskFiles.ts';
import type { WorkspaceFolders } from './workspaceFolders.ts';

export interface KnownFilesServices {
  readonly files: TaskFiles;
  /** Takes note of what failed without anybody waiting for it. */
  readonly log: (error: unknown) => void;
}

/** The task files that are known, the tasks in them, and which of them form a queue. Files are read when it is told to. */
export class KnownFiles {
  readonly #services: KnownFilesServices;
  readonly #folders: WorkspaceFolders;
  readonly #known = new KnownTasks();
  /** The files that are there, by canonical URI, open or on disk. */
  readonly #uris = new Set<string>();
  /** Which file belongs to which queue, as long as the known tasks are of one revision. */
  #grouping: { readonly revision: number; readonly of: QueuePlaces } | undefined;

  constructor(services: KnownFilesServices, folders: WorkspaceFolders) {
    this.#services = services;
    this.#folders = folders;
  }

  /** The files that are there, by canonical URI, as far as that was noticed. */
  get uris(): ReadonlySet<string> {
    return this.#uris;
  }

  /** The tasks of all files as they are now. */
  get known(): KnownTasks {
    this.#sync();
    return this.#known;
  }

  /** The same but for what is being typed in a task and concerns no other one: that is in its places of before. */
  get knownToOthers(): KnownTasks {
    this.#sync((file) => this.isQuiet(file));
    return this.#known;
  }

  /** Whether nothing is typed in a file that any other file, or another task, can tell. */
  isQuiet({ edits }: TaskFile): boolean {
    if (!edits) return false;
    const ids = edits.tasks.flatMap(({ before }) => taskId(before) ?? []);
    return allSayTheSame(edits) && ids.every((id) => this.#known.tasks(id).length < 2);
  }

  /** Every task file that is known, in the order of their URIs. */
  get files(): TaskFile[] {
    for (const { canonical } of this.#openFiles()) this.#uris.add(canonical);
    return [...this.#uris].sort().flatMap((uri) => this.#services.files.known(uri) ?? []);
  }

  /** Every queue of the workspace. */
  get queues(): QueueFiles[] {
    return this.#grouped().places.map((place) => queueFiles(place, (uri) => this.#services.files.known(uri)));
  }

  /** The queue of a file as it is known. */
  queueOf(uri: string): QueueFiles | undefined {
    const place = this.#grouped().byUri.get(canonicalUri(uri));
    return place && queueFiles(place, (one) => this.#services.files.known(one), uri);
  }

  /** The files with tasks or entries of a file's queue; around an index, those of every queue that it serves. */
  filesAround(uri: string): TaskFile[] {
    const canonical = canonicalUri(uri);
    const { places, byUri } = this.#grouped();
    const own = byUri.get(canonical);
    const served = places.filter((place) => place !== own && place.index === canonical);
    const queues = [...(own ? [own] : []), ...served];
    const files = queues.map((place) => queueFiles(place, (one) => this.#services.files.known(one)));
    return [...new Set(files.flatMap(filesOf))];
  }

  /** Where the files of a file's queue are, also those that cannot be read, and where missing ones may have come meanwhile. */
  queueUris(uri: string): string[] {
    const place = this.#grouped().byUri.get(canonicalUri(uri));
    const folder = place?.folder ?? queueFolderOf(uri);
    const unread = [...this.#services.files.unread.keys()].filter((one) => queueFolderOf(one) === folder);
    return [...new Set([...(place ? urisOf(place) : []), ...urisOf(placeOfItsOwn(uri)), ...unread])];
  }

  /**
   * Reads files that are not open, some at a time: a process may have only so many files open. Those that cannot be read
   * are told to the log and stay as they were known.
   */
  async read(uris: readonly string[]): Promise<void> {
    for (let from = 0; from < uris.length; from += filesAtOnce) {
      // One file that cannot be read must not hide the others.
      const reading = uris
        .slice(from, from + filesAtOnce)
        .map((uri) => this.readFile(uri).catch(this.#services.log));
      await Promise.all(reading);
    }
  }

  /**
   * Reads a file that is not open.
   *
   * @throws when it is there and cannot be read
   */
  async readFile(uri: string): Promise<void> {
    const file = await this.#services.files.read(uri);
    if (file) {
      this.#uris.add(uri);
      this.#known.set(file);
    } else this.forget(uri);
  }

  /** Takes note that a file is gone, or that this spelling of its URI is. */
  forget(uri: string): void {
    this.#uris.delete(uri);
    this.#known.delete(uri);
  }

  /**
   * Takes in what was typed since.
   *
   * @param isQuiet which files can stay as they are known
   */
  #sync(isQuiet: (file: TaskFile) => boolean = () => false): void {
    for (const { file, canonical } of this.#openFiles()) {
      this.#uris.add(canonical);
      if (canonical !== file.uri) this.#known.delete(canonical);
      if (!this.#known.has(file.uri) || !isQuiet(file)) this.#known.set(file);
    }
  }

  *#openFiles(): Iterable<{ file: TaskFile; canonical: string }> {
    for (const file of this.#services.files.allOpen()) {
      const canonical = canonicalUri(file.uri);
      if (this.#folders.isFile(canonical)) yield { file, canonical };
    }
  }

  #grouped(): QueuePlaces {
    const { revision } = this.knownToOthers;
    if (this.#grouping?.revision === revision) return this.#grouping.of;
    const of = queuePlaces(this.#uris, (uri) => this.#services.files.known(uri)?.document);
    this.#grouping = { revision, of };
    return of;
  }
}

const filesAtOnce = 64;
