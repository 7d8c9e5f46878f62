import { URI } from 'vscode-uri';
import { allSayTheSame, fileKind, KnownTasks, taskId } from '#core';
import { skippedFolders } from '../protocol.ts';
import type { FileSystems } from './fileSystem.ts';
import { nearbyTaskFiles } from './nearbyFiles.ts';
import { filesOf, type QueueFiles, queueFiles, urisOf } from './queueFiles.ts';
import { queueFolderOf } from './queueGrouping.ts';
import { placeOfItsOwn, type QueuePlaces, queuePlaces } from './queuePlaces.ts';
import type { TaskFile } from './taskFile.ts';
import { canonicalUri, type TaskFiles } from './taskFiles.ts';

/** What was done on disk, by URIs of files and folders. */
export interface DiskChanges {
  readonly created?: readonly string[];
  readonly changed?: readonly string[];
  readonly deleted?: readonly string[];
}

export interface WorkspaceServices {
  readonly files: TaskFiles;
  readonly fileSystems: FileSystems;
  /** Takes note of what failed without anybody waiting for it. */
  readonly log: (error: unknown) => void;
  /** Whether changes on disk are told by `changedOnDisk`. Otherwise files are read anew whenever they are asked for. */
  readonly watched: boolean;
}

/**
 * The queues of all workspace folders, and of files that were opened from elsewhere. Nothing but files with the names of
 * task files is looked for and read.
 */
export class Workspace {
  readonly #services: WorkspaceServices;
  readonly #known = new KnownTasks();
  readonly #listeners = new Set<() => void>();
  #folders: readonly string[] = [];
  #settled: Promise<void> = Promise.resolve();
  /** The files that are there, by canonical URI, open or on disk. */
  readonly #uris = new Set<string>();
  /** Folders outside the workspace that are looked into, because a file of theirs was opened. */
  readonly #visits = new Map<string, Promise<void>>();
  /** Which file belongs to which queue, as long as the known tasks are of one revision. */
  #grouping: { readonly revision: number; readonly of: QueuePlaces } | undefined;

  constructor(services: WorkspaceServices) {
    this.#services = services;
  }

  /** Looks for the queues of workspace folders, in the place of those that were known. */
  open(folders: readonly string[]): void {
    this.#folders = folders.map((folder) => canonicalUri(folder).replace(/\/$/, ''));
    this.#settled = this.#discover();
    this.#settled.catch(this.#services.log);
  }

  /** Resolves as soon as every queue of the workspace folders is known. */
  async ready(): Promise<void> {
    await this.#settled;
  }

  /** The workspace folder that a file is in, without a slash at its end; the innermost of several. */
  folderOf(uri: string): string | undefined {
    const canonical = canonicalUri(uri);
    const around = this.#folders.filter((folder) => canonical.startsWith(`${folder}/`));
    return around.sort((a, b) => b.length - a.length)[0];
  }

  /** Whether names of files need those of their workspace folders beside them. */
  get hasSeveralFolders(): boolean {
    return this.#folders.length > 1;
  }

  /** What a workspace folder is called: the end of its path, as much of it as no other folder has. */
  folderName(folder: string): string {
    const parts = URI.parse(folder).path.split('/').filter(Boolean);
    const tails = parts.map((_, at) => parts.slice(-at - 1).join('/'));
    const others = this.#folders.filter((one) => one !== folder).map((one) => URI.parse(one).path);
    const own = tails.find((tail) => !others.some((path) => path.endsWith(`/${tail}`)));
    return own ?? (parts.join('/') || folder);
  }

  /** Whether a folder is one of the workspace or in one; any may be, where the workspace has none. */
  mayHold(folder: string): boolean {
    return this.#folders.length === 0 || this.folderOf(`${folder.replace(/\/$/, '')}/`) !== undefined;
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

  /** Reads every queue anew. Files that cannot be read are told to the log and stay as they were known. */
  async refresh(): Promise<void> {
    await this.#settled;
    const uris = this.queues.flatMap((queue) => filesOf(queue)[0]?.uri ?? []);
    await Promise.all(uris.map((uri) => this.#visit(uri)));
    await this.#read([
      ...new Set([...uris.flatMap((uri) => this.#queueUris(uri)), ...this.#services.files.unread.keys()]),
    ]);
  }

  /** Waits until the queue of a file is known, and until its files are read, if nobody tells when they change. */
  async prepare(uri: string): Promise<void> {
    await this.#settled;
    await this.#visit(uri);
    if (!this.#services.watched) await this.#read(this.#queueUris(uri));
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

  /**
   * The queue of a file as it is at this moment, with the files that are not open read anew: what a move is made from.
   *
   * @throws when a file of the queue cannot be read
   */
  async freshQueueOf(uri: string): Promise<QueueFiles> {
    await this.#settled;
    await this.#visit(uri);
    await Promise.all(this.#queueUris(uri).map((one) => this.#readFile(one)));
    return this.queueOf(uri) ?? queueFiles(placeOfItsOwn(uri), (one) => this.#services.files.known(one), uri);
  }

  /**
   * Takes note of what was created, changed or deleted on disk. Of a folder that comes or goes, nobody may tell what is
   * in it.
   *
   * @param otherwise whether something else has changed that somebody should be told of
   */
  async changedOnDisk(
    { created = [], changed = [], deleted = [] }: DiskChanges,
    otherwise = false,
  ): Promise<void> {
    const folders = deleted.map((uri) => `${canonicalUri(uri)}/`);
    const gone = [...this.#uris].filter((uri) => folders.some((folder) => uri.startsWith(folder)));
    const named = [...created, ...changed, ...deleted]
      .map(canonicalUri)
      .filter((uri) => isTaskFile(uri) && !this.#isPassedOver(uri));
    const ours = new Set([...named, ...gone]);
    if (ours.size > 0) await this.#settle(this.#read([...ours]));
    const come = await this.#cameWithFolders(created);
    if (come.length > 0) await this.#settle(this.#read(come));
    if (ours.size > 0 || come.length > 0 || otherwise) this.#tell();
  }

  /** The task files in what was created and is a folder. */
  async #cameWithFolders(created: readonly string[]): Promise<string[]> {
    const uris = created.map(canonicalUri).filter((uri) => !isTaskFile(uri) && !this.#isPassedOver(uri));
    const found: string[] = [];
    for (const uri of uris) {
      const fileSystem = this.folderOf(uri) === undefined ? undefined : this.#services.fileSystems.of(uri);
      if ((await fileSystem?.kindOf(uri)) !== 'folder') continue;
      found.push(...((await fileSystem?.findTaskFiles(uri)) ?? []).map(canonicalUri));
    }
    return found;
  }

  /** Whether something is in a folder that nobody keeps task files in, or is one. */
  #isPassedOver(uri: string): boolean {
    const within = uri.slice(this.folderOf(uri)?.length ?? 0);
    return within.split('/').some((part) => skippedFolders.has(part));
  }

  /** Takes note that a document was closed: what is on disk counts again. */
  async closed(uri: string): Promise<void> {
    if (fileKind(URI.parse(uri).path) === undefined) return;
    const canonical = canonicalUri(uri);
    await this.#settle(this.#read([canonical]));
    if (canonical !== uri) this.#known.delete(uri);
    this.#tell();
  }

  /** Has a function called after every change that does not come from typing. */
  onDidChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Has whoever asks from now on wait until something is done. */
  #settle(work: Promise<void>): Promise<void> {
    this.#settled = Promise.all([this.#settled, work]).then(() => undefined);
    return this.#settled;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  async #discover(): Promise<void> {
    const folders = this.#folders;
    // Files that come while the others are looked for are not among those found, and must stay.
    const before = [...this.#uris];
    const found = await Promise.all(
      folders.map(async (folder) => {
        try {
          return (await this.#services.fileSystems.of(folder)?.findTaskFiles(folder)) ?? [];
        } catch (error) {
          this.#services.log(error);
          return [];
        }
      }),
    );
    const uris = new Set(found.flat().map(canonicalUri));
    for (const uri of before) if (!uris.has(uri)) this.#forget(uri);
    this.#visits.clear();
    this.#services.files.forgetUnread();
    await this.#read([...uris]);
    this.#tell();
  }

  /** Reads files that are not open, some at a time: a process may have only so many files open. */
  async #read(uris: readonly string[]): Promise<void> {
    for (let from = 0; from < uris.length; from += filesAtOnce) {
      // One file that cannot be read must not hide the others.
      const reading = uris
        .slice(from, from + filesAtOnce)
        .map((uri) => this.#readFile(uri).catch(this.#services.log));
      await Promise.all(reading);
    }
  }

  async #readFile(uri: string): Promise<void> {
    const file = await this.#services.files.read(uri);
    if (file) {
      this.#uris.add(uri);
      this.#known.set(file);
    } else this.#forget(uri);
  }

  #forget(uri: string): void {
    this.#uris.delete(uri);
    this.#known.delete(uri);
  }

  /** Where the files of a file's queue are, also those that cannot be read, and where missing ones may have come meanwhile. */
  #queueUris(uri: string): string[] {
    const place = this.#grouped().byUri.get(canonicalUri(uri));
    const folder = place?.folder ?? queueFolderOf(uri);
    const unread = [...this.#services.files.unread.keys()].filter((one) => queueFolderOf(one) === folder);
    return [...new Set([...(place ? urisOf(place) : []), ...urisOf(placeOfItsOwn(uri)), ...unread])];
  }

  /** Looks for the other files of the queue of a file that is in no workspace folder. Whoever asks meanwhile waits too. */
  #visit(uri: string): Promise<void> {
    if (this.folderOf(uri) !== undefined) return Promise.resolve();
    const { fileSystems, log } = this.#services;
    const canonical = canonicalUri(uri);
    const fileSystem = fileSystems.of(canonical);
    const folder = queueFolderOf(canonical);
    const visit =
      this.#visits.get(folder) ??
      (fileSystem
        ? nearbyTaskFiles(canonical, fileSystem, log).then((found) => this.#read(found))
        : Promise.resolve());
    this.#visits.set(folder, visit);
    return visit;
  }

  /**
   * Whether what is open is a file, and not another view of one: what a version control had, a snapshot of an edit.
   * Those have a query, and a scheme that no folder of the workspace has.
   */
  #isFile(uri: string): boolean {
    const { scheme, query } = URI.parse(uri);
    const isOfFolders =
      this.#folders.length === 0 || this.#folders.some((folder) => folder.startsWith(`${scheme}:`));
    return query === '' && (scheme === 'file' || isOfFolders);
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
      if (this.#isFile(canonical)) yield { file, canonical };
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

/** Whether a URI ends with the name of a task file. */
function isTaskFile(uri: string): boolean {
  return fileKind(URI.parse(uri).path) !== undefined;
}

const filesAtOnce = 64;
