import { l10n, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import type { NewTaskArgument, QueueModel } from '#server/protocol';
import { groupAt, type GroupItem, groupsOf } from './groups.ts';

/** Where a new task goes: a group that is there, by the id of its row in the view, or a new one, by its tags. */
export type GroupChoice = { readonly id: string } | { readonly group: NonNullable<NewTaskArgument['group']> };

/**
 * Asks for the group of a new task: one of the backlog, or a new one of a type and a priority. Where the backlog has
 * none yet, only these are asked for.
 *
 * @param uri the backlog
 * @param around a place whose group needs no asking
 */
export async function askGroup(
  queues: readonly QueueModel[],
  uri: string,
  around: NewTaskArgument['position'],
): Promise<GroupChoice | undefined> {
  const groups = groupsOf(queues, uri);
  const here = around && groupAt(groups, around.line);
  if (here) return here;
  if (groups.length === 0) return askNewGroup([]);
  const newGroup = { label: l10n.t('New group…'), alwaysShow: true };
  const line: QuickPickItem = { label: '', kind: QuickPickItemKind.Separator };
  const chosen = await window.showQuickPick<QuickPickItem | GroupItem>([...groups, line, newGroup], {
    title: l10n.t('Add a task to which group?'),
  });
  if (!chosen) return undefined;
  return 'id' in chosen ? chosen : askNewGroup(groups.flatMap(({ type }) => type ?? []));
}

/** @param used the types of the groups that are there */
async function askNewGroup(used: readonly string[]): Promise<GroupChoice | undefined> {
  const type = await askType(used);
  if (type === undefined) return undefined;
  const chosen = await window.showQuickPick(priorities(), {
    title: l10n.t('New group: which priority?'),
    ignoreFocusOut: true,
  });
  return chosen && { group: { type, priority: chosen.priority } };
}

async function askType(used: readonly string[]): Promise<string | undefined> {
  const other = { label: l10n.t('Another type…'), alwaysShow: true };
  const known = [...new Set([...used.filter((type) => typePattern.test(type)), ...usualTypes])];
  const chosen = await window.showQuickPick([...known.map((label) => ({ label })), other], {
    title: l10n.t('New group: which type?'),
    placeHolder: l10n.t('What kind of work its tasks are. A batch has one type.'),
    ignoreFocusOut: true,
  });
  if (chosen !== other) return chosen?.label;
  const typed = await window.showInputBox({
    title: l10n.t('New group: which type?'),
    prompt: l10n.t('One word, such as “design”.'),
    ignoreFocusOut: true,
    validateInput: (value) =>
      typePattern.test(value.trim()) ? undefined : l10n.t('One word of letters, digits and hyphens.'),
  });
  return typed?.trim();
}

const typePattern = /^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u;
const usualTypes = ['dev', 'bug', 'feature', 'test', 'docs', 'chore'];

/** The priorities by their names in the files, the highest first. */
function priorities(): { label: string; priority: string; description: string }[] {
  return [
    { priority: 'critical', description: l10n.t('before everything else') },
    { priority: 'high', description: l10n.t('soon') },
    { priority: 'medium', description: l10n.t('in its turn') },
    { priority: 'low', description: l10n.t('when there is time') },
  ].map((one) => ({ ...one, label: one.priority }));
}
