import { holdsTasks } from '../document/dialect.ts';
import { taskId } from '../document/ids.ts';
import { entryLocation } from '../document/indexEntry.ts';
import type { IndexEntry, Task } from '../document/model.ts';
import { statusOf } from '../policy/fieldValues.ts';
import type { QueueFile } from './queueFile.ts';

/** A task and the file that it is in. */
export interface TaskPlace {
  readonly file: QueueFile;
  readonly task: Task;
}

/** An index entry and the file that it is in. */
export interface EntryPlace {
  readonly file: QueueFile;
  readonly entry: IndexEntry;
}

/**
 * The tasks of all known queues by id. A file is taken in anew when it changes, at a cost that grows with that file
 * alone.
 */
export class KnownTasks {
  readonly #files = new Map<string, Facts>();
  readonly #tasks = new Map<string, TaskPlace[]>();
  readonly #entries = new Map<string, EntryPlace[]>();
  #revision = 0;

  /** Changes whenever it changes which files and ids there are, where the ids are, or which status their tasks have. */
  get revision(): number {
    return this.#revision;
  }

  /** Every file that was taken in. */
  get files(): Iterable<QueueFile> {
    return [...this.#files.values()].map(({ file }) => file);
  }

  /** Whether a file was taken in under a URI. */
  has(uri: string): boolean {
    return this.#files.has(uri);
  }

  /** Takes a file in, in the place of what was known under its URI. */
  set(file: QueueFile): void {
    const before = this.#files.get(file.uri);
    if (before?.file === file) return;
    if (before) this.#forget(before);
    const facts = factsOf(file);
    this.#files.set(file.uri, facts);
    for (const task of facts.tasks) add(this.#tasks, task);
    for (const entry of facts.entries) add(this.#entries, entry);
    if (before?.signature !== facts.signature) this.#revision++;
  }

  /** Forgets a file that is no longer there. */
  delete(uri: string): void {
    const before = this.#files.get(uri);
    if (!before) return;
    this.#forget(before);
    this.#files.delete(uri);
    this.#revision++;
  }

  /** Where tasks with an id stand: none, one, or several where it was given twice. */
  tasks(id: string): readonly TaskPlace[] {
    return this.#tasks.get(id) ?? [];
  }

  /** The index entries of an id. */
  entries(id: string): readonly EntryPlace[] {
    return this.#entries.get(id) ?? [];
  }

  #forget({ tasks, entries }: Facts): void {
    for (const task of tasks) drop(this.#tasks, task);
    for (const entry of entries) drop(this.#entries, entry);
  }
}

/** What one file contributes. */
interface Facts {
  readonly file: QueueFile;
  readonly tasks: readonly Known<TaskPlace>[];
  readonly entries: readonly Known<EntryPlace>[];
  /** The same for as long as other files need not be checked again. */
  readonly signature: string;
}

/** A place and the id by which it is known. */
interface Known<Place> {
  readonly id: string;
  readonly place: Place;
}

function factsOf(file: QueueFile): Facts {
  const { document } = file;
  if (!holdsTasks(document))
    return { file, tasks: [], entries: [], signature: String(document.speaksDialect) };
  const tasks = document.tasks.flatMap((task) => withId(taskId(task), { file, task }));
  const entries = document.indexEntries.flatMap((entry) => withId(entry.id?.value, { file, entry }));
  const signature = JSON.stringify([
    tasks.map(({ id, place }) => [id, statusOf(document.text, place.task)]),
    entries.map(({ id, place }) => [id, entryLocation(document, place.entry)?.path]),
  ]);
  return { file, tasks, entries, signature };
}

function withId<Place>(id: string | undefined, place: Place): Known<Place>[] {
  return id ? [{ id, place }] : [];
}

function add<Place>(places: Map<string, Place[]>, { id, place }: Known<Place>): void {
  const known = places.get(id);
  if (known) known.push(place);
  else places.set(id, [place]);
}

function drop<Place>(places: Map<string, Place[]>, { id, place }: Known<Place>): void {
  const left = places.get(id)?.filter((one) => one !== place) ?? [];
  if (left.length === 0) places.delete(id);
  else places.set(id, left);
}
