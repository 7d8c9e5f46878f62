import {
  check,
  dependencyReader,
  holdsTasks,
  type KnownTasks,
  LiveCheck,
  type LiveProblem,
  namedPaths,
  type PathLookup,
  type Problem,
  type Settings,
  type Surroundings,
} from '#core';
import type { ExistingPaths } from './existingPaths.ts';
import { policyOverrides, type TaskFile } from './taskFile.ts';
import type { TaskFiles } from './taskFiles.ts';
import type { Workspace } from './workspace.ts';

/** A file together with what is reported of it. `id` changes whenever the problems may have changed. */
export interface ReportedFile {
  readonly file: TaskFile;
  readonly problems: readonly LiveProblem[];
  readonly id: string;
}

/** A file together with what was found in it, and how that is mended. */
export interface CheckedFile extends ReportedFile {
  readonly problems: readonly Problem[];
  readonly around: Surroundings;
}

/** What is kept of a check. */
interface Checked extends CheckedFile {
  readonly state: string;
  /** The same as long as nothing has changed around the file that concerns it. */
  readonly quietState: string;
  readonly settings: Settings;
  /** The same check as one that goes on while somebody types; undefined where it cannot. */
  readonly live: () => LiveCheck | undefined;
}

export interface CheckerServices {
  readonly files: TaskFiles;
  readonly workspace: Workspace;
  readonly paths: ExistingPaths;
  readonly settingsOf: (uri: string) => Promise<Settings>;
  readonly today: () => string;
  /** What no other server has: it sets the ids of results apart from those that another one gave before. */
  readonly session: string;
}

/**
 * Checks task files, open or not, each with what is around it. What was found is kept for as long as nothing changes
 * that it depends on.
 */
export class Checker {
  readonly #services: CheckerServices;
  readonly #checked = new Map<string, Checked>();
  readonly #reported = new Map<string, ReportedFile>();
  readonly #namingOthers = new WeakMap<TaskFile, boolean>();
  /** What the paths of a text lead to, as long as nothing is created or deleted. */
  readonly #lookups = new WeakMap<TaskFile, { readonly revision: number; readonly paths: PathLookup }>();
  #ids = 0;

  constructor(services: CheckerServices) {
    this.#services = services;
  }

  /**
   * The problems of a file, without how they are mended; undefined when it is not there or none of ours. While somebody types
   * in single tasks, nothing else is checked.
   */
  async report(uri: string): Promise<ReportedFile | undefined> {
    const { workspace, files, settingsOf } = this.#services;
    await workspace.prepare(uri);
    const settings = await settingsOf(uri);
    // From here on nothing waits.
    const file = files.known(uri);
    const before = this.#checked.get(uri);
    if (!file || before?.settings !== settings || before.quietState !== this.#quietState(before.file))
      return this.check(uri);
    if (before.file === file) return before;
    const known = this.#reported.get(uri);
    if (known?.file === file) return known;
    const problems = file.edits && before.live()?.after(file.edits);
    if (!problems) return this.check(uri);
    const reported = { file, problems, id: this.#nextId() };
    this.#reported.set(uri, reported);
    return reported;
  }

  /** The problems of a file; undefined when it is not there or none of ours. */
  async check(uri: string): Promise<CheckedFile | undefined> {
    const { files, workspace, settingsOf, today } = this.#services;
    await workspace.prepare(uri);
    const settings = await settingsOf(uri);
    const paths = await this.#pathsOf(uri);
    // From here on nothing waits: what is checked is one state of all files.
    const file = files.known(uri);
    if (!file) {
      this.#checked.delete(uri);
      return undefined;
    }
    const around = this.#around(file, paths);
    const state = this.#stateOf(file, around);
    const known = this.#checked.get(uri);
    if (known?.file === file && known.state === state && known.settings === settings) return known;
    const options = {
      today: today(),
      levels: settings.rules,
      policy: policyOverrides(settings),
      around,
    };
    const problems = check(file.document, options);
    const isSame = known?.file === file && signature(known.problems) === signature(problems);
    const id = isSame ? known.id : this.#nextId();
    let live: { readonly check: LiveCheck | undefined } | undefined;
    const checked = {
      file,
      problems,
      around,
      id,
      state,
      quietState: this.#quietState(file),
      settings,
      live: () => (live ??= { check: LiveCheck.of(file.document, options) }).check,
    };
    this.#checked.set(uri, checked);
    this.#reported.delete(uri);
    file.becomeBase();
    return checked;
  }

  /** Forgets what was kept of a file. */
  forget(uri: string): void {
    this.#checked.delete(uri);
    this.#reported.delete(uri);
  }

  #nextId(): string {
    return `${this.#services.session} ${String(++this.#ids)}`;
  }

  async #pathsOf(uri: string): Promise<PathLookup> {
    const { files, workspace, paths } = this.#services;
    const file = files.known(uri);
    const root = workspace.folderOf(uri);
    if (!file || root === undefined) return unknownPaths;
    const { revision } = paths;
    const known = this.#lookups.get(file);
    if (known?.revision === revision) return known.paths;
    const found = await paths.lookUp(uri, root, namedPaths(file.document));
    this.#lookups.set(file, { revision, paths: found });
    return found;
  }

  #around(file: TaskFile, paths: PathLookup): Surroundings {
    const { workspace } = this.#services;
    const { known } = workspace;
    const files = new Set(
      [file, ...workspace.filesAround(file.uri)].filter(({ document }) => holdsTasks(document)),
    );
    return { files: [...files], known, complete: workspace.folderOf(file.uri) !== undefined, paths };
  }

  /** The same for as long as a file has the same problems. */
  #stateOf(file: TaskFile, { files, known }: Surroundings): string {
    const stamps = files.map(({ uri }) => this.#services.files.known(uri)?.stamp ?? 0);
    return this.#state(file, known, stamps);
  }

  /** The same for as long as a file has the same problems, if it stays as it is: what is typed elsewhere may be of no concern. */
  #quietState(file: TaskFile): string {
    const { workspace } = this.#services;
    const others = workspace.filesAround(file.uri).filter(({ uri }) => uri !== file.uri);
    const stamps = others.map((other) => (workspace.isQuiet(other) ? other.baseStamp : other.stamp));
    return this.#state(file, workspace.knownToOthers, stamps);
  }

  #state(file: TaskFile, known: KnownTasks, stamps: readonly (number | undefined)[]): string {
    const { paths, today } = this.#services;
    // What tasks of other queues are like matters only to a file that names them.
    const revision = this.#namesOthers(file) ? known.revision : 0;
    return [today(), revision, paths.revision, ...stamps].join(' ');
  }

  /** Whether a file says something of tasks that may be in any queue. */
  #namesOthers(file: TaskFile): boolean {
    const known = this.#namingOthers.get(file);
    if (known !== undefined) return known;
    const { document } = file;
    const dependencies = dependencyReader(document);
    const names =
      document.file === 'index' || document.tasks.some((task) => dependencies.ids(task).length > 0);
    this.#namingOthers.set(file, names);
    return names;
  }
}

/** Nothing is known of any path. */
const unknownPaths: PathLookup = { kindOf: () => undefined, filesBelow: () => [] };

/** What is said of problems, without how they are fixed. */
function signature(problems: readonly Problem[]): string {
  return JSON.stringify(
    problems.map(({ code, severity, range, message, related }) => [
      code,
      severity,
      range,
      message,
      related?.map((place) => [place.file?.uri, place.range, place.message]),
    ]),
  );
}
