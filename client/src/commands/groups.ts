import { l10n, type QuickPickItem, window } from 'vscode';
import type { CommandArgument, LineSpan, QueueModel } from '#server/protocol';
import { sectionId } from '../backlogView/elements.ts';
import { argumentFor } from '../backlogView/places.ts';
import { sectionName, taskCount } from '../backlogView/words.ts';
import { chooseFile, currentQueues, type QueueSource, sayWhatIsMissing } from './place.ts';

/** A group of a backlog, as a picker shows it. */
export interface GroupItem extends QuickPickItem {
  /** The id of its row in the view, by which it is found again when its file has changed. */
  readonly id: string;
  readonly type: string | undefined;
  readonly lines: LineSpan | undefined;
}

/** The groups of a backlog, in the order of the file. */
export function groupsOf(queues: readonly QueueModel[], uri: string): GroupItem[] {
  return queues.flatMap((queue) =>
    queue.sections
      .filter(({ kind, place }) => kind === 'group' && place.uri === uri)
      .map((section) => ({
        label: sectionName(section),
        description: taskCount(section.tasks.length),
        id: sectionId(queue, section),
        type: section.type,
        lines: section.lines,
      })),
  );
}

/** The one of these groups that a line is in. */
export function groupAt(groups: readonly GroupItem[], line: number): GroupItem | undefined {
  return groups.find(({ lines }) => lines && lines.first <= line && line <= lines.last);
}

/** The group of the cursor in a backlog, or one that the user chooses. */
export async function groupAtCursor(
  source: QueueSource,
  cursor: CommandArgument | undefined,
): Promise<CommandArgument | undefined> {
  if (!cursor?.position) return chooseGroup(source);
  const { uri, position } = cursor;
  const queues = await currentQueues(source);
  // Of a file that is in no queue the server says why.
  const isKnown = queues.some(({ files }) => files.backlogs.includes(uri));
  return !isKnown || groupAt(groupsOf(queues, uri), position.line) ? cursor : chooseGroup(source, uri);
}

/**
 * A group of a backlog that the user chooses, for a command that was run with the cursor at none.
 *
 * @param uri the backlog, where it is known
 */
async function chooseGroup(source: QueueSource, uri?: string): Promise<CommandArgument | undefined> {
  const queues = await currentQueues(source);
  const backlogs = uri === undefined ? queues.flatMap(({ files }) => files.backlogs) : [uri];
  const found = await chooseFile(backlogs, l10n.t('Promote a group of which backlog?'));
  if (found === 'none') return sayWhatIsMissing('backlog');
  if (!found) return undefined;
  const groups = groupsOf(queues, found.uri);
  if (groups.length === 0) return sayWhatIsMissing('groups');
  const chosen = await window.showQuickPick(groups, { title: l10n.t('Promote which group?') });
  if (!chosen) return undefined;
  // The file may have changed while the user was asked.
  return argumentFor(await currentQueues(source), chosen.id) ?? sayWhatIsMissing('element');
}
