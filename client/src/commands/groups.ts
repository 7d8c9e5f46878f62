import {
  commands,
  type DocumentSymbol,
  l10n,
  type Range,
  SymbolKind,
  type Uri,
  window,
  workspace,
} from 'vscode';
import type { CommandArgument } from '#server/protocol';
import type { LanguageServer } from '../languageServer.ts';
import { chooseFile, sayWhatIsMissing } from './place.ts';

/** A group of a backlog, as a picker shows it. */
export interface GroupItem {
  readonly label: string;
  readonly description: string;
  readonly range: Range;
}

/** The groups of a backlog as the outline has them. The server must run. */
export async function groupsOf(uri: Uri): Promise<GroupItem[]> {
  const symbols = await commands.executeCommand<DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    uri,
  );
  return (symbols ?? [])
    .filter(({ kind }) => kind === SymbolKind.Namespace)
    .map(({ name, detail, range }) => ({ label: name, description: detail, range }));
}

/** A group of a backlog that the user chooses, for a command that was run with the cursor at none. */
export async function chooseGroup(server: LanguageServer): Promise<CommandArgument | undefined> {
  const found = await chooseFile('**/*BACKLOG.md', l10n.t('Promote a group of which backlog?'));
  if (found === 'none') return sayWhatIsMissing('backlog');
  if (!found) return undefined;
  await server.start();
  await workspace.openTextDocument(found);
  const groups = await groupsOf(found);
  if (groups.length === 0) return sayWhatIsMissing('groups');
  const chosen = await window.showQuickPick(groups, { title: l10n.t('Promote which group?') });
  if (!chosen) return undefined;
  const { line, character } = chosen.range.start;
  return { uri: found.toString(), position: { line, character } };
}
