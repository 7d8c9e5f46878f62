import { commands, type Disposable, l10n, type OutputChannel, ProgressLocation, window } from 'vscode';
import type { CommandArgument } from '#server/protocol';
import type { AppliedEdits } from '../appliedEdits.ts';
import type { BacklogView } from '../backlogView/backlogView.ts';
import type { CursorFollower } from '../backlogView/cursorFollower.ts';
import { type BacklogElement, isBacklogElement } from '../backlogView/elements.ts';
import { pickFilter } from '../backlogView/filterPicker.ts';
import { type NextStep, tellOf } from '../notifications.ts';
import type { CommandId } from './catalogue.ts';
import { copyTaskId } from './copyTaskId.ts';
import { execute } from './execute.ts';
import { groupAtCursor } from './groups.ts';
import { newQueue } from './newQueue.ts';
import { newTask } from './newTask.ts';
import { openFormat, openWalkthrough } from './pages.ts';
import { nextTask } from './nextTask.ts';
import { TaskOpener } from './openTask.ts';
import type { Outcome } from './outcome.ts';
import { chooseTodo, cursor, cursorIn, givenArgument, type QueueSource, sayWhatIsMissing } from './place.ts';
import { revealTask } from './revealTask.ts';
import { commandTitles } from './titles.ts';

/** What the commands work on. */
export interface CommandServices extends QueueSource {
  readonly view: BacklogView;
  readonly follower: CursorFollower;
  readonly edits: AppliedEdits;
  /** Gives where the server writes what it does; it is there even if no server can be started. */
  readonly output: () => Pick<OutputChannel, 'show'>;
}

/** @param given what a menu or another extension hands over; a row of the view for the server's commands is its place */
type Handler = (given: unknown) => unknown;
type Run = (source: QueueSource, given: unknown, row?: BacklogElement) => Promise<Outcome | undefined>;

/**
 * Registers every command of the catalogue. They are there for as long as the extension is, whether the server runs or
 * not, and start it when they need it.
 */
export function registerCommands(services: CommandServices): Disposable[] {
  const { server, view, follower, output } = services;
  const opener = new TaskOpener(view);
  const handlers: Readonly<Record<Exclude<CommandId, CommandAtPlace>, Handler>> = {
    'agentBacklog.nextTask': told(services, 'agentBacklog.nextTask', nextTask),
    'agentBacklog.newTask': told(services, 'agentBacklog.newTask', newTask),
    'agentBacklog.newQueue': told(services, 'agentBacklog.newQueue', newQueue, {
      title: l10n.t('New Task'),
      take: () => commands.executeCommand('agentBacklog.newTask'),
    }),
    'agentBacklog.openTask': (given) => opener.open(given),
    'agentBacklog.revealTask': () => revealTask(server, view, follower),
    'agentBacklog.copyTaskId': (given) => copyTaskId(server, follower, given),
    'agentBacklog.filterTasks': () => pickFilter(view),
    'agentBacklog.clearFilter': () => {
      view.filter = '';
    },
    'agentBacklog.openWalkthrough': openWalkthrough,
    'agentBacklog.openFormat': openFormat,
    'agentBacklog.showOutput': () => {
      output().show();
    },
    'agentBacklog.restartServer': () =>
      window.withProgress(
        { location: ProgressLocation.Window, title: l10n.t('Restarting the language server') },
        () => server.restart(),
      ),
  };
  return [
    ...atPlace.map((id) =>
      commands.registerCommand(
        id,
        told(services, id, (source, given) => runAtPlace(source, id, given)),
      ),
    ),
    ...Object.entries(handlers).map(([id, handler]) => commands.registerCommand(id, handler)),
  ];
}

type CommandAtPlace = (typeof atPlace)[number];

/** The commands about the task, group or file of a place. */
const atPlace = [
  'agentBacklog.promoteGroup',
  'agentBacklog.promoteTask',
  'agentBacklog.demoteTask',
  'agentBacklog.archiveTask',
  'agentBacklog.archiveDoneTasks',
  'agentBacklog.restoreTask',
  'agentBacklog.startTask',
  'agentBacklog.blockTask',
  'agentBacklog.completeTask',
  'agentBacklog.reopenTask',
] as const satisfies readonly CommandId[];

/** A command of the server: it is about where a row stands now, and the user is told what it has done. */
function told(
  { edits, view, ...source }: CommandServices,
  id: CommandId,
  run: Run,
  next?: NextStep,
): Handler {
  return async (given) => {
    const row = isBacklogElement(given) ? given : undefined;
    const place = row ? await placeOfRow(view, id, row) : given;
    if (row && !place) return sayWhatIsMissing('element');
    const outcome = await run(source, place, row);
    if (!outcome) return undefined;
    const { result, show } = outcome;
    // Before anything is shown: meanwhile another command could have its edit applied.
    const undo = edits.undoOf(result.changed ?? []);
    await show?.();
    tellOf(result, undo, next);
    return result;
  };
}

/** Where a row stands in the files by now. To learn that can take time: the server may be reading them. */
async function placeOfRow(
  view: BacklogView,
  id: CommandId,
  row: BacklogElement,
): Promise<CommandArgument | undefined> {
  const title = commandTitles.get(id)?.();
  const options = { location: ProgressLocation.Window, ...(title && { title }) };
  return window.withProgress(options, () => view.argumentOf(row));
}

async function runAtPlace(
  source: QueueSource,
  id: CommandAtPlace,
  given: unknown,
): Promise<Outcome | undefined> {
  const argument = givenArgument(given) ?? (await placeFor(source, id));
  return argument && { result: await execute(source.server, id, argument) };
}

/** What a command is about that was run at no row: what the cursor is at. Otherwise the user is asked where that makes sense. */
async function placeFor(source: QueueSource, id: CommandAtPlace): Promise<CommandArgument | undefined> {
  switch (id) {
    case 'agentBacklog.promoteGroup':
      return groupAtCursor(source, cursorIn('BACKLOG.md'));
    case 'agentBacklog.archiveDoneTasks':
      return cursorIn('TODO.md') ?? chooseTodo(source);
    default:
      return cursor() ?? sayWhatIsMissing('place');
  }
}
