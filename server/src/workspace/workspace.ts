import { URI } from 'vscode-uri';
import { fileKind, type KnownTasks } from '#core';
import type { FileSystems } from './fileSystem.ts';
import { KnownFiles } from './knownFiles.ts';
import { nearbyTaskFiles } from './nearbyFiles.ts';
import { filesOf, type QueueFiles, queueFiles } from './queueFiles.ts';
import { queueFolderOf } from './queueGrouping.ts';
import { placeOfItsOwn } from './queuePlaces.ts';
import type { TaskFile } from './taskFile.ts';
import { canonicalUri, type TaskFiles } from './taskFiles.ts';
import { WorkspaceFolders } from './workspaceFolders.ts';

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
 * The queues of all workspace folders, and of files that were opened from elsewhere: when their files are read, and who
 * is told. What is known of them is in `KnownFiles`. Nothing but files with the names of task files is looked for and
 * read.
 */
export class Workspace {
  readonly #services: WorkspaceServices;
  readonly #folders = new WorkspaceFolders();
  readonly #knownFiles: KnownFiles;
  readonly #listeners = new Set<() => void>();
  #settled: Promise<void> = Promise.resolve();
  /** Folders outside the workspace that are looked into, because a file of theirs was opened. */
  readonly #visits = new Map<string, Promise<void>>();

  constructor(services: WorkspaceServices) {
    this.#services = services;
    this.#knownFiles = new KnownFiles(services, this.#folders);
  }

  /** Looks for the queues of workspace folders, in the place of those that were known. */
  open(folders: readonly string[]): void {
    this.#folders.set(folders);
    this.#settled = this.#discover();
    this.#settled.catch(this.#services.log);
  }

  /** Resolves as soon as every queue of the workspace folders is known. */
  async ready(): Promise<void> {
    await this.#settled;
  }

  /** The workspace folder that a file is in, without a slash at its end; the innermost of several. */
  folderOf(uri: string): string | undefined {
    return this.#folders.folderOf(uri);
  }

  /** Whether names of files need those of their workspace folders beside them. */
  get hasSeveralFolders(): boolean {
    return this.#folders.hasSeveralFolders;
  }

  /** What a workspace folder is called: the end of its path, as much of it as no other folder has. */
  folderName(folder: string): string {
    return this.#folders.folderName(folder);
  }

  /** Whether a folder is one of the workspace or in one; any may be, where the workspace has none. */
  mayHold(folder: string): boolean {
    return this.#folders.mayHold(folder);
  }

  /** The tasks of all files as they are now. */
  get known(): KnownTasks {
    return this.#knownFiles.known;
  }

  /** The same but for what is being typed in a task and concerns no other one: that is in its places of before. */
  get knownToOthers(): KnownTasks {
    return this.#knownFiles.knownToOthers;
  }

  /** Whether nothing is typed in a file that any other file, or another task, can tell. */
  isQuiet(file: TaskFile): boolean {
    return this.#knownFiles.isQuiet(file);
  }

  /** Every task file that is known, in the order of their URIs. */
  get files(): TaskFile[] {
    return this.#knownFiles.files;
  }

  /** Every queue of the workspace. */
  get queues(): QueueFiles[] {
    return this.#knownFiles.queues;
  }

  /** Reads every queue anew. Files that cannot be read are told to the log and stay as they were known. */
  async refresh(): Promise<void> {
    await this.#settled;
    const uris = this.queues.flatMap((queue) => filesOf(queue)[0]?.uri ?? []);
    await Promise.all(uris.map((uri) => this.#visit(uri)));
    const ofQueues = uris.flatMap((uri) => this.#knownFiles.queueUris(uri));
    await this.#knownFiles.read([...new Set([...ofQueues, ...this.#services.files.unread.keys()])]);
  }

  /** Waits until the queue of a file is known, and until its files are read, if nobody tells when they change. */
  async prepare(uri: string): Promise<void> {
    await this.#settled;
    await this.#visit(uri);
    if (!this.#services.watched) await this.#knownFiles.read(this.#knownFiles.queueUris(uri));
  }

  /** The queue of a file as it is known. */
  queueOf(uri: string): QueueFiles | undefined {
    return this.#knownFiles.queueOf(uri);
  }

  /** The files with tasks or entries of a file's queue; around an index, those of every queue that it serves. */
  filesAround(uri: string): TaskFile[] {
    return this.#knownFiles.filesAround(uri);
  }

  /**
   * The queue of a file as it is at this moment, with the files that are not open read anew: what a move is made from.
   *
   * @throws when a file of the queue cannot be read
   */
  async freshQueueOf(uri: string): Promise<QueueFiles> {
    await this.#settled;
    await this.#visit(uri);
    await Promise.all(this.#knownFiles.queueUris(uri).map((one) => this.#knownFiles.readFile(one)));
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
    const gone = [...this.#knownFiles.uris].filter((uri) => folders.some((folder) => uri.startsWith(folder)));
    const named = [...created, ...changed, ...deleted]
      .map(canonicalUri)
      .filter((uri) => isTaskFile(uri) && !this.#folders.isPassedOver(uri));
    const ours = new Set([...named, ...gone]);
    if (ours.size > 0) await this.#settle(this.#knownFiles.read([...ours]));
    const come = await this.#cameWithFolders(created);
    if (come.length > 0) await this.#settle(this.#knownFiles.read(come));
    if (ours.size > 0 || come.length > 0 || otherwise) this.#tell();
  }

  /** Takes note that a document was closed: what is on disk counts again. */
  async closed(uri: string): Promise<void> {
    if (!isTaskFile(uri)) return;
    const canonical = canonicalUri(uri);
    await this.#settle(this.#knownFiles.read([canonical]));
    if (canonical !== uri) this.#knownFiles.forget(uri);
    this.#tell();
  }

  /** Has a function called after every change that does not come from typing. */
  onDidChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** The task files in what was created and is a folder. */
  async #cameWithFolders(created: readonly string[]): Promise<string[]> {
    const uris = created
      .map(canonicalUri)
      .filter((uri) => !isTaskFile(uri) && !this.#folders.isPassedOver(uri));
    const found: string[] = [];
    for (const uri of uris) {
      const fileSystem = this.folderOf(uri) === undefined ? undefined : this.#services.fileSystems.of(uri);
      if ((await fileSystem?.kindOf(uri)) !== 'folder') continue;
      found.push(...((await fileSystem?.findTaskFiles(uri)) ?? []).map(canonicalUri));
    }
    return found;
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
    const folders = this.#folders.uris;
    // Files that come while the others are looked for are not among those found, and must stay.
    const before = [...this.#knownFiles.uris];
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
    for (const uri of before) if (!uris.has(uri)) this.#knownFiles.forget(uri);
    this.#visits.clear();
    this.#services.files.forgetUnread();
    await this.#knownFiles.read([...uris]);
    this.#tell();
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
        ? nearbyTaskFiles(canonical, fileSystem, log).then((found) => this.#knownFiles.read(found))
        : Promise.resolve());
    this.#visits.set(folder, visit);
    return visit;
  }
}

/** Whether a URI ends with the name of a task file. */
function isTaskFile(uri: string): boolean {
  return fileKind(URI.parse(uri).path) !== undefined;
}
