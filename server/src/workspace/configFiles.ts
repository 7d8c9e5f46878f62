import { Utils, URI } from 'vscode-uri';
import {
  type Config,
  configFileNames,
  mayBeConfig,
  messageOf,
  type Settings,
  settingsWith,
  unreadableConfig,
} from '#core';
import { type FileSystems, Unreadable } from './fileSystem.ts';
import { folderOf, foldersUpTo } from './queueGrouping.ts';
import { canonicalUri } from './taskFiles.ts';

export interface ConfigFileServices {
  readonly fileSystems: FileSystems;
  /** Gives the workspace folder that a file is in, without a slash at its end. */
  readonly folderOf: (uri: string) => string | undefined;
  /** Gives what messages call a config file: a path with the file's own name at its end. */
  readonly nameOf: (uri: string) => string;
  /** Whether changes on disk are told by `changedOnDisk`. Otherwise files are read anew whenever they are asked for. */
  readonly watched: boolean;
  /** Is told of everything that is wrong with a config file, once for as long as the file says the same. */
  readonly warn: (message: string) => void;
}

/**
 * The config files of a workspace. For a task file the nearest one counts, alone, in its own folder or above, no further
 * up than the workspace folder; for one that is in no workspace folder only that of its own folder.
 */
export class ConfigFiles {
  readonly #services: ConfigFileServices;
  /** What is in each folder, as long as nobody tells of a change. */
  readonly #reading = new Map<string, Promise<Config | undefined>>();
  /** What was in each folder when it was looked into last. */
  readonly #found = new Map<string, Found>();
  readonly #told = new WeakSet<Config>();
  readonly #settings = new WeakMap<Config, WeakMap<Settings, Settings>>();

  constructor(services: ConfigFileServices) {
    this.#services = services;
  }

  /**
   * The config that counts for a task file; undefined where there is none. It is the same object for as long as it says
   * the same.
   */
  async of(uri: string): Promise<Config | undefined> {
    const { folders, watched } = this.#placesOf(uri);
    for (const folder of folders) {
      const config = await this.#in(folder, watched);
      if (!config) continue;
      this.#tell(config);
      return config;
    }
    return undefined;
  }

  /**
   * The settings that hold for a task file, the same object for as long as nothing changes.
   *
   * @param editor the settings that hold where no config file does
   */
  async settingsOf(uri: string, editor: Settings): Promise<Settings> {
    const config = await this.of(uri);
    if (!config) return editor;
    const known = this.#settings.get(config) ?? new WeakMap<Settings, Settings>();
    this.#settings.set(config, known);
    const settings = known.get(editor) ?? settingsWith(editor, config);
    known.set(editor, settings);
    return settings;
  }

  /**
   * Takes note of what was changed on disk. Whoever asks from now on gets what is there.
   *
   * @param changed files
   * @param moved files and folders that came or went; folders do so with all that is in them
   * @returns whether another config is anywhere than whoever asked before was given
   */
  async changedOnDisk(changed: readonly string[], moved: readonly string[] = []): Promise<boolean> {
    const known = this.#folders(changed, moved);
    for (const [folder] of known) this.#reading.delete(folder);
    const found = await Promise.all(known.map(([folder]) => this.#in(folder, true)));
    const given = await Promise.all(known.map(([, reading]) => reading));
    return found.some((config, at) => config !== given[at]);
  }

  /** Looks anew into every folder that is asked about. */
  clear(): void {
    this.#reading.clear();
  }

  /** The folders in which the config file of a task file can be, the nearest first, and whether changes in them are told. */
  #placesOf(uri: string): { readonly folders: readonly string[]; readonly watched: boolean } {
    const { scheme, path } = URI.parse(uri);
    // Another view of a file, such as what a version control had, has the file's path and a scheme of its own.
    for (const file of scheme === 'file' ? [uri] : [uri, URI.file(path).toString()]) {
      const root = this.#services.folderOf(file);
      if (root !== undefined) return { folders: foldersUpTo(file, root), watched: this.#services.watched };
    }
    // Nobody tells of changes out there. What is of another scheme there need not be a file.
    return { folders: scheme === 'file' ? [folderOf(uri)] : [], watched: false };
  }

  /** Those of the known folders in which files can have come, changed or gone, with what is known of them. */
  #folders(changed: readonly string[], moved: readonly string[]): [string, Promise<Config | undefined>][] {
    const files = [...changed, ...moved].map(canonicalUri).filter(isConfigFile);
    const named = new Set(files.map(folderOf));
    const wholes = moved.map(canonicalUri);
    return [...this.#reading].filter(
      ([folder]) => named.has(folder) || wholes.some((uri) => folder === uri || folder.startsWith(`${uri}/`)),
    );
  }

  /** What is in a folder: as it is known, or else as it is at this moment. */
  #in(folder: string, watched: boolean): Promise<Config | undefined> {
    // What could not be read is tried anew each time.
    const known = watched && this.#found.get(folder)?.failed !== true ? this.#reading.get(folder) : undefined;
    if (known) return known;
    const reading = this.#read(folder).then((found) => this.#keep(folder, found));
    this.#reading.set(folder, reading);
    return reading;
  }

  /** Takes in what was found. What says the same is the same. */
  #keep(folder: string, { config, failed }: Found): Config | undefined {
    const last = this.#found.get(folder)?.config;
    const kept = last && JSON.stringify(last) === JSON.stringify(config) ? last : config;
    this.#found.set(folder, { config: kept, failed });
    return kept;
  }

  async #read(folder: string): Promise<Found> {
    for (const name of configFileNames) {
      const uri = Utils.joinPath(URI.parse(folder), name).toString();
      const path = this.#services.nameOf(uri);
      try {
        const text = await this.#services.fileSystems.of(uri)?.readFile(uri);
        const config = text === undefined ? undefined : await configIn(text, path);
        if (config) return { config, failed: false };
      } catch (error) {
        const reason = error instanceof Unreadable ? error.reason : messageOf(error);
        return { config: unreadableConfig(path, reason), failed: true };
      }
    }
    return { config: undefined, failed: false };
  }

  #tell(config: Config): void {
    if (this.#told.has(config)) return;
    this.#told.add(config);
    for (const message of config.messages) this.#services.warn(message);
  }
}

interface Found {
  readonly config: Config | undefined;
  /** Whether a file is there that could not be read. */
  readonly failed: boolean;
}

function isConfigFile(uri: string): boolean {
  const name = Utils.basename(URI.parse(uri));
  return configFileNames.some((one) => one === name);
}

/** Reads a config file. What can read one is loaded only where there is one. */
async function configIn(text: string, path: string): Promise<Config | undefined> {
  if (!mayBeConfig(text, path)) return undefined;
  const { readConfig } = await import('#core/config');
  return readConfig(text, path);
}
