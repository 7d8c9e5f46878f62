import { l10n, Selection, Uri, window, workspace } from 'vscode';
import type { CommandArgument, CommandResult, NewTaskArgument, QueueModel } from '#server/protocol';
import { type BacklogElement, queueId } from '../backlogView/elements.ts';
import { argumentFor, queueOf } from '../backlogView/places.ts';
import { execute } from './execute.ts';
import { askGroup } from './groupPicker.ts';
import type { Outcome } from './outcome.ts';
import {
  chooseFile,
  currentQueues,
  cursorIn,
  givenArgument,
  type QueueSource,
  sayWhatIsMissing,
} from './place.ts';

/** What is known of a new task before the user is asked. */
type Asked = CommandArgument & Partial<NewTaskArgument>;

/**
 * Adds a task to a group of a backlog, asks for what it was not given, and shows the task.
 *
 * @param given where, if it is an argument of the protocol
 * @param row the row of the view that it was run at
 */
export async function newTask(
  source: QueueSource,
  given: unknown,
  row?: BacklogElement,
): Promise<Outcome | undefined> {
  const asked: Asked | undefined = givenArgument(given) ?? cursorIn('BACKLOG.md');
  const queues = await currentQueues(source);
  const queue =
    row?.kind === 'queue'
      ? queues.find((queue) => queueId(queue) === row.id)
      : asked && !isBacklog(asked.uri)
        ? queueOf(queues, asked.uri)
        : undefined;
  const isSettled = !queue && asked && isBacklog(asked.uri);
  const uri = isSettled ? asked.uri : await chooseBacklog(queues, queue);
  if (uri === undefined) return undefined;
  // A position in another file is none in the backlog.
  const known = asked?.uri === uri ? asked : { ...asked, uri, position: undefined };
  const argument = await complete(source, queues, known);
  if (!argument) return undefined;
  const result = await execute(source.server, 'agentBacklog.newTask', argument);
  return { result, show: () => show(result) };
}

async function chooseBacklog(
  queues: readonly QueueModel[],
  queue: QueueModel | undefined,
): Promise<string | undefined> {
  const backlogs = (queue ? [queue] : queues).flatMap(({ files }) => files.backlogs);
  const found = await chooseFile(backlogs, l10n.t('Add a task to which backlog?'));
  return found === 'none' ? sayWhatIsMissing(queue ? 'backlogOfQueue' : 'backlog') : found?.uri;
}

/** Asks for the group and the title, as far as they are not known. */
async function complete(
  source: QueueSource,
  queues: readonly QueueModel[],
  asked: Asked,
): Promise<NewTaskArgument | undefined> {
  const { uri, component } = asked;
  const choice = asked.group ? { group: asked.group } : await askGroup(queues, uri, asked.position);
  if (!choice) return undefined;
  const title = asked.title ?? (await askTitle());
  if (title === undefined) return undefined;
  const task = { title, ...(component !== undefined && { component }) };
  if ('group' in choice) return { uri, group: choice.group, ...task };
  // The file may have changed while the user was asked: the group is where it is by now.
  const place = argumentFor(await currentQueues(source), choice.id);
  return place ? { ...place, ...task } : sayWhatIsMissing('element');
}

function askTitle(): Thenable<string | undefined> {
  return window.showInputBox({
    title: l10n.t('New task'),
    prompt: l10n.t('What is to be done?'),
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? l10n.t('A task needs a title.') : undefined),
  });
}

/** Shows the task that was added, with the cursor at the end of its header. */
async function show({ place }: CommandResult): Promise<void> {
  if (!place) return;
  const document = await workspace.openTextDocument(Uri.parse(place.uri));
  const { end } = document.lineAt(place.position.line).range;
  await window.showTextDocument(document, { selection: new Selection(end, end) });
}

function isBacklog(uri: string): boolean {
  return Uri.parse(uri).path.endsWith('BACKLOG.md');
}
