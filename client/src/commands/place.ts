import { l10n, type Uri, window, workspace } from 'vscode';
import type { CommandArgument } from '#server/protocol';
import { isTaskFile } from '../taskFiles.ts';

/** What a command was given to go by, if it is an argument of the protocol: menus hand over other things. */
export function givenArgument(given: unknown): CommandArgument | undefined {
  const isArgument =
    given !== null && typeof given === 'object' && 'uri' in given && typeof given.uri === 'string';
  return isArgument ? (given as CommandArgument) : undefined;
}

/** The cursor of the active editor, if that has a task file. */
export function cursor(): CommandArgument | undefined {
  const { activeTextEditor: editor } = window;
  if (!editor || !isTaskFile(editor.document)) return undefined;
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}

/** A file of the workspace; the user is asked where there are several, and need not answer. */
export async function chooseFile(pattern: string, title: string): Promise<Uri | 'none' | undefined> {
  const found = await workspace.findFiles(pattern, '**/node_modules/**');
  if (found.length < 2) return found[0] ?? 'none';
  const items = found
    .map((uri) => ({ label: workspace.asRelativePath(uri), uri }))
    .sort((a, b) => (a.label < b.label ? -1 : 1));
  return (await window.showQuickPick(items, { title }))?.uri;
}

/** A TODO.md of the workspace; the user is told where there is none. */
export async function chooseTodo(): Promise<CommandArgument | undefined> {
  const found = await chooseFile('**/TODO.md', l10n.t('Which TODO.md?'));
  return found === 'none' ? sayWhatIsMissing('todo') : found && { uri: found.toString() };
}

/** Says what a command needs that is not there. */
export function sayWhatIsMissing(what: keyof typeof missing): Promise<undefined> {
  void window.showInformationMessage(missing[what]());
  return Promise.resolve(undefined);
}

const missing = {
  place: () => l10n.t('Open a task file and put the cursor on the task or group that the command is about.'),
  element: () => l10n.t('This is not in the files any more. Nothing was done.'),
  backlog: () => l10n.t('There is no BACKLOG.md in this workspace. “New Queue” creates one.'),
  groups: () => l10n.t('The backlog has no groups. Add one, then add tasks to it.'),
  folder: () => l10n.t('Open a folder first, for the files of the queue.'),
  todo: () => l10n.t('There is no TODO.md in this workspace.'),
};
