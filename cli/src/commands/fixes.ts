import { dataOf } from '#server/features/actionProvider';
import { type EditedText, editedTexts } from '#server/workspace/editedTexts';
import type { Disk } from '../disk/disk.ts';
import { type DiskEngine, diskEngine } from '../disk/diskEngine.ts';
import type { Selection } from '../disk/selection.ts';
import { diffOf } from '../output/diff.ts';
import type { Terminal } from '../terminal.ts';
import { selectedFiles } from './selectedFiles.ts';

/**
 * Applies the safe fixes of the files that are meant, one file after the other.
 *
 * @throws Error when a file cannot be written; those before it are
 */
export async function applyFixes(engine: DiskEngine, selection: Selection): Promise<void> {
  for (const { uri } of await selectedFiles(engine, selection)) {
    const { edit } = await engine.codeActions.make(uri, (file) => dataOf('fixAll', file), undefined);
    if (edit.documentChanges?.length) await engine.apply('Fix', edit);
    // Fixes of other files can depend on this one.
    await engine.workspace.changedOnDisk([uri]);
  }
}

/**
 * What the safe fixes of the files that are meant would make of each, as all the others are now, as a unified diff.
 */
export async function fixesAsDiff(disk: Disk, selection: Selection, terminal: Terminal): Promise<string> {
  const engine = diskEngine(disk);
  const texts: EditedText[] = [];
  for (const { uri } of await selectedFiles(engine, selection)) {
    const { edit } = await engine.codeActions.make(uri, (file) => dataOf('fixAll', file), undefined);
    texts.push(...editedTexts(edit, (one) => engine.files.known(one)?.document.text));
  }
  return diffOf(texts, terminal);
}
