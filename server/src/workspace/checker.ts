import {
  check,
  dependencyReader,
  holdsTasks,
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

/** A file together with what was found in it. `id` changes whenever the problems may have changed. */
export interface CheckedFile {
  readonly file: TaskFile;
  readonly problems: readonly Problem[];
  readonly around: Surroundings;
  readonly id: string;
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
  readonly #checked = new Map<
    string,
    CheckedFile & { readonly state: string; readonly settings: Settings }
  >();
  /** What the paths of a text lead to, as long as nothing is created or deleted. */
  readonly #lookups = new WeakMap<TaskFile, { readonly revision: number; readonly paths: PathLookup }>();
  #ids = 0;

  constructor(services: CheckerServices) {
    this.#services = services;
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
    const state = this.#stateOf(file, around, today());
    const known = this.#checked.get(uri);
    if (known?.file === file && known.state === state && known.settings === settings) return known;
    const problems = check(file.document, {
      today: today(),
      levels: settings.rules,
      policy: policyOverrides(settings),
      around,
    });
    const isSame = known?.file === file && signature(known.problems) === signature(problems);
    const id = isSame ? known.id : `${this.#services.session} ${String(++this.#ids)}`;
    const checked = { file, problems, around, id, state, settings };
    this.#checked.set(uri, checked);
    return checked;
  }

  /** Forgets what was kept of a file. */
  forget(uri: string): void {
    this.#checked.delete(uri);
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
  #stateOf(file: TaskFile, { files, known }: Surroundings, today: string): string {
    const stamps = files.map(({ uri }) => this.#services.files.known(uri)?.stamp ?? 0);
    // What tasks of other queues are like matters only to a file that names them.
    const revision = namesOthers(file) ? known.revision : 0;
    return [today, revision, this.#services.paths.revision, ...stamps].join(' ');
  }
}

/** Whether a file says something of tasks that may be in any queue. */
function namesOthers({ document }: TaskFile): boolean {
  const dependencies = dependencyReader(document);
  return document.file === 'index' || document.tasks.some((task) => dependencies.ids(task).length > 0);
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
