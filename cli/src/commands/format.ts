import { format as formEdits } from '#core';
import { visibleLine } from '#server/features/hoverText';
import { policyOverrides } from '#server/workspace/taskFile';
import type { EditedText } from '#server/workspace/editedTexts';
import { editedTexts } from '#server/workspace/editedTexts';
import { type DiskEngine, diskEngine } from '../disk/diskEngine.ts';
import { type Selection, selectionOf } from '../disk/selection.ts';
import { changeFolders, openFolders } from '../disk/workspace.ts';
import { type ExitStatus, exitStatus } from '../exitStatus.ts';
import { diffOf } from '../output/diff.ts';
import { pathsFrom } from '../output/paths.ts';
import type { Terminal } from '../terminal.ts';
import { ChangeEach } from './changeEach.ts';
import { selectedFiles } from './selectedFiles.ts';
import { UnreadFiles } from './unreadFiles.ts';

export interface FormatOptions {
  /** Says which files are not in form, and changes nothing. */
  readonly check?: boolean;
  /** Prints what would be changed, as a unified diff, and changes nothing. */
  readonly dryRun?: boolean;
}

/**
 * Brings task files into form.
 *
 * @throws WrongUse when a path leads nowhere or a file cannot be read
 * @throws SomeUnchanged when a file could not be written
 */
export function format(
  paths: readonly string[],
  options: FormatOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const unread = new UnreadFiles();
  return unread.around(terminal, () => printed(paths, options, terminal, unread));
}

async function printed(
  paths: readonly string[],
  { check = false, dryRun = false }: FormatOptions,
  terminal: Terminal,
  unread: UnreadFiles,
): Promise<ExitStatus> {
  const { cwd, print } = terminal;
  const selection = await selectionOf(paths, cwd);
  const { roots } = selection;
  const { texts, count, changes } =
    check || dryRun
      ? await formatted(diskEngine(await openFolders(roots, unread.log)), selection)
      : await changeFolders(roots, unread.log, (engine) => formatted(engine, selection, engine.apply));
  const path = pathsFrom(cwd);
  if (dryRun) print(await diffOf(texts, terminal));
  else if (count === 0) print('There are no task files here.\n');
  else if (texts.length === 0) print('All files are in form.\n');
  else
    print(
      texts.map(({ uri }) => `${visibleLine(path(uri))}: ${check ? 'not in form' : 'formatted'}\n`).join(''),
    );
  changes.check();
  unread.check(terminal);
  return check && texts.length > 0 ? exitStatus.problems : exitStatus.done;
}

/** The files that are not in form, before and after, of how many; they are changed where it is said how. */
async function formatted(
  engine: DiskEngine,
  selection: Selection,
  apply?: DiskEngine['apply'],
): Promise<{ texts: readonly EditedText[]; count: number; changes: ChangeEach }> {
  const { settingsOf, today, files, edits } = engine;
  const texts: EditedText[] = [];
  const changes = new ChangeEach();
  const selected = await selectedFiles(engine, selection);
  for (const file of selected) {
    await changes.change(file.uri, async () => {
      const settings = await settingsOf(file.uri);
      const options = { today: today(), levels: settings.rules, policy: policyOverrides(settings) };
      const edit = edits.of([{ file, edits: formEdits(file.document, options) }]);
      const changed = editedTexts(edit, (uri) => files.known(uri)?.document.text);
      if (changed.length > 0) await apply?.('Format', edit);
      texts.push(...changed);
    });
  }
  return { texts, count: selected.length, changes };
}
