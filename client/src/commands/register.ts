import { commands, type Disposable, l10n, type OutputChannel, ProgressLocation, window } from 'vscode';
import type { CommandArgument, CommandResult } from '#server/protocol';
import type { AppliedEdits } from '../appliedEdits.ts';
import type { BacklogView } from '../backlogView/backlogView.ts';
import type { CursorFollower } from '../backlogView/cursorFollower.ts';
import { isBacklogElement } from '../backlogView/elements.ts';
import { pickFilter } from '../backlogView/filterPicker.ts';
import type { LanguageServer } from '../languageServer.ts';
import { type NextStep, tellOf } from '../notifications.ts';
import type { CommandId } from './catalogue.ts';
import { copyTaskId } from './copyTaskId.ts';
import { execute } from './execute.ts';
import { chooseGroup } from './groups.ts';
import { newQueue } from './newQueue.ts';
import { newTask } from './newTask.ts';
import { openFormat, openWalkthrough } from './pages.ts';
import { nextTask } from './nextTask.ts';
import { TaskOpener } from './openTask.ts';
import { chooseTodo, cursor, givenArgument, sayWhatIsMissing } from './place.ts';
import { revealTask } from './revealTask.ts';

/** What the commands work on. */
export interface CommandServices {
  readonly server: LanguageServer;
  readonly view: BacklogView;
  readonly follower: CursorFollower;
  readonly edits: AppliedEdits;
  /** Gives where the server writes what it does; it is there even if no server can be started. */
  readonly output: () => Pick<OutputChannel, 'show'>;
}

/** @param given what a menu or another extension hands over; a row of the view for the server's commands is its place */
type Handler = (given: unknown) => unknown;
type Run = (server: LanguageServer, given: unknown) => Promise<CommandResult | undefined>;

/**
 * Registers every command of the catalogue. They are there for as long as the extension is, whether the server runs or
 * not, and start it when they need it.
 */
export function registerCommands(services: CommandServices): Disposable[] {
  const { server, view, follower, output } = services;
  const opener = new TaskOpener(view);
  const handlers: Readonly<Record<Exclude<CommandId, CommandAtPlace>, Handler>> = {
    'agentBacklog.nextTask': told(services, nextTask),
    'agentBacklog.newTask': told(services, newTask),
    'agentBacklog.newQueue': told(services, newQueue, {
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
        told(services, (_, given) => runAtPlace(server, id, given)),
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
function told({ server, view, edits }: CommandServices, run: Run, next?: NextStep): Handler {
  return async (given) => {
    const place = isBacklogElement(given) ? await view.argumentOf(given) : given;
    if (isBacklogElement(given) && !place) return sayWhatIsMissing('element');
    const result = await run(server, place);
    if (result) tellOf(result, edits, next);
    return result;
  };
}

async function runAtPlace(
  server: LanguageServer,
  id: CommandAtPlace,
  given: unknown,
): Promise<CommandResult | undefined> {
  const argument = givenArgument(given) ?? cursor() ?? (await chooseFor(server, id));
  return argument && execute(server, id, argument);
}

/** What a command is about that was run with the cursor in no task file: the user is asked where that makes sense. */
function chooseFor(server: LanguageServer, id: CommandAtPlace): Promise<CommandArgument | undefined> {
  switch (id) {
    case 'agentBacklog.promoteGroup':
      return chooseGroup(server);
    case 'agentBacklog.archiveDoneTasks':
      return chooseTodo();
    default:
      return sayWhatIsMissing('place');
  }
}
