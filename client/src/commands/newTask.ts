import { l10n, Selection, type TextDocument, Uri, window, workspace } from 'vscode';
import type { CommandArgument, CommandResult, NewTaskArgument } from '#server/protocol';
import type { LanguageServer } from '../languageServer.ts';
import { execute } from './execute.ts';
import { askGroup } from './groupPicker.ts';
import { chooseFile, cursor, givenArgument, sayWhatIsMissing } from './place.ts';

/** What is known of a new task before the user is asked. */
type Asked = CommandArgument & Partial<NewTaskArgument>;

/** Adds a task to a group of a backlog, asks for what it was not given, and shows the task. */
export async function newTask(server: LanguageServer, given: unknown): Promise<CommandResult | undefined> {
  const asked: Asked | undefined = givenArgument(given) ?? cursorInBacklog() ?? (await chooseBacklog());
  if (!asked) return undefined;
  await server.start();
  const document = await workspace.openTextDocument(Uri.parse(asked.uri));
  const place = asked.group ? { group: asked.group } : await askGroup(document.uri, asked.position);
  if (!place) return undefined;
  const title = asked.title ?? (await askTitle());
  if (title === undefined) return undefined;
  const argument: NewTaskArgument = { ...asked, title, ...place };
  const result = await execute(server, 'agentBacklog.newTask', argument);
  if (result.id !== undefined) await show(document, result.id);
  return result;
}

function cursorInBacklog(): CommandArgument | undefined {
  const place = cursor();
  return place && Uri.parse(place.uri).path.endsWith('BACKLOG.md') ? place : undefined;
}

async function chooseBacklog(): Promise<CommandArgument | undefined> {
  const found = await chooseFile('**/*BACKLOG.md', l10n.t('Add a task to which backlog?'));
  return found === 'none' ? sayWhatIsMissing('backlog') : found && { uri: found.toString() };
}

function askTitle(): Thenable<string | undefined> {
  return window.showInputBox({
    title: l10n.t('New task'),
    prompt: l10n.t('What is to be done?'),
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? l10n.t('A task needs a title.') : undefined),
  });
}

async function show(document: TextDocument, id: string): Promise<void> {
  const header = document.positionAt(document.getText().indexOf(`[id:${id}]`));
  const end = document.lineAt(header.line).range.end;
  await window.showTextDocument(document, { selection: new Selection(end, end) });
}
