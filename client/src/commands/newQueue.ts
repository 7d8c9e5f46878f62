import { l10n, Uri, window, workspace } from 'vscode';
import type { NewQueueArgument } from '#server/protocol';
import { execute } from './execute.ts';
import type { Outcome } from './outcome.ts';
import { type QueueSource, sayWhatIsMissing } from './place.ts';

/** Makes the files of a queue in a folder that it was given, or for which it asks, and shows the backlog. */
export async function newQueue({ server }: QueueSource, given: unknown): Promise<Outcome | undefined> {
  const folder = givenFolder(given) ?? (await askFolder());
  if (!folder) return undefined;
  const argument: NewQueueArgument = { folder: folder.toString() };
  const result = await execute(server, 'agentBacklog.newQueue', argument);
  const show = (): Thenable<unknown> => window.showTextDocument(Uri.joinPath(folder, 'BACKLOG.md'));
  return { result, ...(result.applied && { show }) };
}

function givenFolder(given: unknown): Uri | undefined {
  if (given instanceof Uri) return given;
  const isArgument =
    given !== null && typeof given === 'object' && 'folder' in given && typeof given.folder === 'string';
  return isArgument ? Uri.parse((given as NewQueueArgument).folder) : undefined;
}

async function askFolder(): Promise<Uri | undefined> {
  const { workspaceFolders = [] } = workspace;
  if (workspaceFolders.length === 0) return sayWhatIsMissing('folder');
  const root = workspaceFolders.length === 1 ? workspaceFolders[0] : await window.showWorkspaceFolderPick();
  if (!root) return undefined;
  const path = await window.showInputBox({
    title: l10n.t('New queue'),
    prompt: l10n.t('The folder for its files, from {0}. Files that are there stay as they are.', root.name),
    value: '.',
    ignoreFocusOut: true,
    validateInput: (value) =>
      isInside(value) ? undefined : l10n.t('Name a folder of the workspace, such as “.” or “planning”.'),
  });
  return path === undefined ? undefined : Uri.joinPath(root.uri, path.trim());
}

/** Whether a path stays within the folder that it starts at. */
function isInside(path: string): boolean {
  return path.trim() !== '' && !/^\s*(?:[/\\]|[a-z]:)/i.test(path) && !path.split(/[/\\]/).includes('..');
}
