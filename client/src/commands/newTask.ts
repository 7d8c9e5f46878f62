import {
  commands,
  type DocumentSymbol,
  l10n,
  Position,
  type Range,
  Selection,
  SymbolKind,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { CommandArgument, CommandResult, NewTaskArgument } from '#server/protocol';
import type { LanguageServer } from '../languageServer.ts';
import { execute } from './execute.ts';
import { chooseFile, cursor, givenArgument, sayWhatIsMissing } from './place.ts';

/** What is known of a new task before the user is asked. */
type Asked = CommandArgument & Partial<NewTaskArgument>;

/** Adds a task to a group of a backlog, asks for what it was not given, and shows the task. */
export async function newTask(server: LanguageServer, given: unknown): Promise<CommandResult | undefined> {
  const asked: Asked | undefined = givenArgument(given) ?? cursorInBacklog() ?? (await chooseBacklog());
  if (!asked) return undefined;
  await server.start();
  const document = await workspace.openTextDocument(Uri.parse(asked.uri));
  const position = asked.group ? undefined : await groupPosition(document, asked);
  if (!asked.group && !position) return undefined;
  const title = asked.title ?? (await askTitle());
  if (title === undefined) return undefined;
  // VS Code's own positions do not survive the way to a web worker.
  const place = position && { position: { line: position.line, character: position.character } };
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

/** Where the group is that gets the task: around the place that was named, or the one that the user chooses. */
async function groupPosition(document: TextDocument, { position }: Asked): Promise<Position | undefined> {
  const groups = await groupsOf(document);
  const here = position && new Position(position.line, position.character);
  const around = here && groups.find(({ range }) => range.contains(here));
  if (around) return around.range.start;
  if (groups.length === 0) return sayWhatIsMissing('groups');
  return (await window.showQuickPick(groups, { title: l10n.t('Add a task to which group?') }))?.range.start;
}

/** The groups as the outline has them. */
async function groupsOf(
  document: TextDocument,
): Promise<{ label: string; description: string; range: Range }[]> {
  const symbols = await commands.executeCommand<DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  return (symbols ?? [])
    .filter(({ kind }) => kind === SymbolKind.Namespace)
    .map(({ name, detail, range }) => ({ label: name, description: detail, range }));
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
