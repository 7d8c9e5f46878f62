import { URI } from 'vscode-uri';
import { defaultSettings, type Settings } from '#core';
import { createServices } from '#server/createServices';
import { calendarDate } from '#server/host';
import type { Services } from '#server/services';
import { ConfigFiles } from '#server/workspace/configFiles';
import type { FileSystems } from '#server/workspace/fileSystem';
import type { OpenDocuments } from '#server/workspace/taskFiles';
import { ConfinedFiles, type FindTaskFiles } from './confinedFiles.ts';
import { WrongConfig } from './errors.ts';

/** Task files of the disk. */
export interface Disk extends Services {
  readonly fileSystems: FileSystems;
  /** Whether a URI is that of something which is there, in one of the folders. */
  readonly contains: (uri: string) => Promise<boolean>;
  /** Takes note of what failed without anybody waiting for it. */
  readonly log: (error: unknown) => void;
}

/**
 * The task files of some folders as they are at this moment. Nothing is told of later changes, so that each thing that is
 * to be done has its own. The settings are those of config files, else the default ones; a config file that is wrong makes
 * everything throw `WrongConfig` that goes by it.
 *
 * @param folders absolute paths; nothing outside is read
 * @param log takes note of files that cannot be read
 * @param find finds the task files that count; by default all
 * @param texts what counts in the place of files, by URI
 */
export async function openDisk(
  folders: readonly string[],
  log: (error: unknown) => void,
  find?: FindTaskFiles,
  texts?: ReadonlyMap<string, string>,
): Promise<Disk> {
  const files = new ConfinedFiles(folders, find, texts);
  const fileSystems = { of: () => files };
  const services = createServices({
    documents: noDocuments,
    fileSystems,
    watched: true,
    today: () => calendarDate(new Date()),
    // Nobody gets results by ids from here.
    session: '',
    settingsOf,
    log,
  });
  const configFiles = new ConfigFiles({
    fileSystems,
    folderOf: (uri) => services.workspace.folderOf(uri),
    nameOf: (uri) => URI.parse(uri).fsPath,
    // Nobody tells of changes, and nobody waits for any: what was read once counts.
    watched: true,
    // Nothing is done by settings that are not what somebody meant: `settingsOf` throws.
    warn: () => undefined,
  });
  async function settingsOf(uri: string): Promise<Settings> {
    const config = await configFiles.of(uri);
    if (config && config.messages.length > 0) throw new WrongConfig(config.messages);
    return configFiles.settingsOf(uri, defaultSettings);
  }
  services.workspace.open(folders.map((folder) => URI.file(folder).toString()));
  await services.workspace.ready();
  return { ...services, fileSystems, contains: (uri) => files.contains(uri), log };
}

const nothing = { dispose: () => undefined };

/** No editor has a document open. */
const noDocuments: OpenDocuments = {
  get: () => undefined,
  all: () => [],
  onDidOpen: () => nothing,
  onDidClose: () => nothing,
};
