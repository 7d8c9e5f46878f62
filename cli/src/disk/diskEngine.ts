import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import type { ClientCapabilities } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { defaultSettings, type Settings } from '#core';
import { type Apply, createEngine, type Engine } from '#server/engine';
import { calendarDate } from '#server/host';
import { ConfigFiles } from '#server/workspace/configFiles';
import { editedTexts } from '#server/workspace/editedTexts';
import type { FileSystem, FileSystems } from '#server/workspace/fileSystem';
import type { OpenDocuments } from '#server/workspace/taskFiles';
import { ConfinedFiles } from './confinedFiles.ts';
import { WrongConfig } from './errors.ts';
import { writeFiles } from './writeFiles.ts';

/** An engine on files of the disk, and how its edits are written there. */
export interface DiskEngine extends Engine {
  readonly fileSystems: FileSystems;
  readonly apply: Apply;
}

/**
 * An engine on the task files of some folders as they are at this moment. Nothing is told of later changes, so that each
 * thing that is to be done has its own. The settings are those of config files, else the default ones; a config file that
 * is wrong makes everything throw `WrongConfig` that goes by it.
 *
 * @param folders absolute paths; nothing outside is read or written
 * @param log takes note of files that cannot be read
 * @param locked the real paths of folders that the caller has locked already
 * @param find finds the task files that count; by default all
 */
export async function openDisk(
  folders: readonly string[],
  log: (error: unknown) => void,
  locked?: ReadonlySet<string>,
  find?: FileSystem['findTaskFiles'],
): Promise<DiskEngine> {
  const files = new ConfinedFiles(folders, find);
  const fileSystems = { of: () => files };
  const engine = createEngine({
    documents: noDocuments,
    fileSystems,
    watched: true,
    client: writer,
    today: () => calendarDate(new Date()),
    session: randomUUID(),
    settingsOf,
    log,
  });
  const configFiles = new ConfigFiles({
    fileSystems,
    folderOf: (uri) => engine.workspace.folderOf(uri),
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
  engine.workspace.open(folders.map((folder) => URI.file(folder).toString()));
  await engine.workspace.ready();
  const apply: Apply = async (_label, edit) => {
    const texts = editedTexts(edit, (uri) => engine.files.known(uri)?.document.text);
    if (texts.length === 0) throw new Error('There is nothing to change.');
    for (const { uri, before } of texts) {
      const path = URI.parse(uri).fsPath;
      const place = before === undefined ? URI.file(dirname(path)).toString() : uri;
      if (!(await files.contains(place)))
        throw new Error(`${path} is outside the folders. Nothing was done.`);
    }
    const changes = texts.map(({ uri, ...text }) => ({ path: URI.parse(uri).fsPath, ...text }));
    await writeFiles(changes, { locked });
  };
  return { ...engine, fileSystems, apply };
}

const nothing = { dispose: () => undefined };

/** No editor has a document open. */
const noDocuments: OpenDocuments = {
  get: () => undefined,
  all: () => [],
  onDidOpen: () => nothing,
  onDidClose: () => nothing,
};

const writer: ClientCapabilities = {
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
};
