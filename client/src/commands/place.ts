import { l10n, Uri, window, workspace } from 'vscode';
import type { CommandArgument, QueueModel } from '#server/protocol';
import type { QueueStore } from '../backlogView/queueStore.ts';
import type { LanguageServer } from '../languageServer.ts';
import { isTaskFile } from '../taskFiles.ts';

/** Where the commands learn which files and groups there are. */
export interface QueueSource {
  readonly server: LanguageServer;
  readonly store: QueueStore;
}

/** The queues as they are now. The server is started for that. */
export async function currentQueues({ server, store }: QueueSource): Promise<readonly QueueModel[]> {
  await server.start();
  await store.refresh();
  return store.queues ?? [];
}

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
  const { uri, version } = editor.document;
  // Only plain objects reach a server in a web worker.
  const { line, character } = editor.selection.active;
  return { uri: uri.toString(), position: { line, character }, version };
}

/** The cursor, if it is in a file of a name that ends so. */
export function cursorIn(name: string): CommandArgument | undefined {
  const place = cursor();
  return place && Uri.parse(place.uri).path.endsWith(name) ? place : undefined;
}

/** One of these files, by its URI; the user is asked where there are several, and need not answer. */
export async function chooseFile(
  uris: readonly string[],
  title: string,
): Promise<{ readonly uri: string } | 'none' | undefined> {
  const [uri] = uris;
  if (uri === undefined) return 'none';
  if (uris.length === 1) return { uri };
  const items = uris
    .map((uri) => ({ label: workspace.asRelativePath(Uri.parse(uri)), uri }))
    .sort((a, b) => (a.label < b.label ? -1 : 1));
  const chosen = await window.showQuickPick(items, { title });
  return chosen && { uri: chosen.uri };
}

/** A TODO.md of the workspace; the user is told where there is none. */
export async function chooseTodo(source: QueueSource): Promise<CommandArgument | undefined> {
  const uris = (await currentQueues(source)).flatMap(({ files }) => files.todo ?? []);
  const found = await chooseFile(uris, l10n.t('Which TODO.md?'));
  return found === 'none' ? sayWhatIsMissing('todo') : found;
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
  backlogOfQueue: () =>
    l10n.t('This queue has no BACKLOG.md. “New Queue” creates one when you name the folder of the queue.'),
  groups: () => l10n.t('The backlog has no groups. Add one, then add tasks to it.'),
  folder: () => l10n.t('Open a folder first, for the files of the queue.'),
  todo: () => l10n.t('There is no TODO.md in this workspace.'),
};
