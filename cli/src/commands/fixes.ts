import type { Apply } from '#server/engine';
import { dataOf } from '#server/features/actionProvider';
import { type EditedText, editedTexts } from '#server/workspace/editedTexts';
import { canonicalUri } from '#server/workspace/taskFiles';
import { type DiskEngine, diskEngine } from '../disk/diskEngine.ts';
import type { Selection } from '../disk/selection.ts';
import { type Log, openFolders } from '../disk/workspace.ts';
import { diffOf } from '../output/diff.ts';
import type { Terminal } from '../terminal.ts';
import { ChangeEach } from './changeEach.ts';
import { selectedFiles } from './selectedFiles.ts';

/**
 * Applies the safe fixes of the files that are meant, one file after the other, until none is left: what is written in one
 * file can make something of another one plain.
 *
 * @returns says which files could not be changed
 */
export async function applyFixes(engine: DiskEngine, selection: Selection): Promise<ChangeEach> {
  const files = await selectedFiles(engine, selection);
  const changes = new ChangeEach();
  for (let round = 0, isDone = false; round < mostRounds && !isDone; round++) {
    isDone = true;
    for (const { uri } of files) {
      await changes.change(uri, async () => {
        const { edit } = await engine.codeActions.make(uri, (file) => dataOf('fixAll', file), undefined);
        if (!edit.documentChanges?.length) return;
        await engine.apply('Fix', edit);
        isDone = false;
        await engine.workspace.changedOnDisk({ changed: [uri] });
      });
    }
  }
  return changes;
}

/** Fixes come to an end in two or three; this keeps two that undo each other from going on for ever. */
const mostRounds = 10;

/** What the safe fixes of the files that are meant would make of them, as a unified diff. */
export async function fixesAsDiff(selection: Selection, log: Log, terminal: Terminal): Promise<string> {
  const after = new Map<string, string>();
  const before = new Map<string, string | undefined>();
  const engine = diskEngine(await openFolders(selection.roots, log, after));
  const apply: Apply = (_label, edit) => {
    for (const text of editedTexts(edit, (uri) => engine.files.known(uri)?.document.text)) {
      const uri = canonicalUri(text.uri);
      if (!before.has(uri)) before.set(uri, text.before);
      after.set(uri, text.after);
    }
    return Promise.resolve();
  };
  (await applyFixes({ ...engine, apply }, selection)).check();
  const texts = [...after].map(([uri, text]): EditedText => ({ uri, before: before.get(uri), after: text }));
  return diffOf(texts, terminal);
}
