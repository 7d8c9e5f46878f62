import { dirname } from 'node:path';
import type { ClientCapabilities } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { type Apply, createEngine, type Engine } from '#server/engine';
import { editedTexts } from '#server/workspace/editedTexts';
import type { Disk } from './disk.ts';
import { Unwritable } from './errors.ts';
import { writeFiles } from './writeFiles.ts';

/** An engine on files of the disk, and how its edits are written there. */
export interface DiskEngine extends Engine, Disk {
  readonly apply: Apply;
}

/**
 * Adds to files of the disk what changes them. Nothing outside their folders is written.
 *
 * @param locked the real paths of folders that the caller has locked already
 */
export function diskEngine(disk: Disk, locked?: ReadonlySet<string>): DiskEngine {
  const engine = createEngine(disk, writer, disk.log);
  const apply: Apply = async (_label, edit) => {
    const texts = editedTexts(edit, (uri) => disk.files.known(uri)?.document.text);
    if (texts.length === 0) throw new Error('There is nothing to change.');
    for (const { uri, before } of texts) {
      const path = URI.parse(uri).fsPath;
      const place = before === undefined ? URI.file(dirname(path)).toString() : uri;
      if (!(await disk.contains(place))) throw new Unwritable(path, 'it is outside the folders');
    }
    const changes = texts.map(({ uri, ...text }) => ({ path: URI.parse(uri).fsPath, ...text }));
    await writeFiles(changes, { locked });
  };
  return { ...disk, ...engine, apply };
}

const writer: ClientCapabilities = {
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
};
