import { commands, type Disposable, l10n, type OutputChannel } from 'vscode';
import type { CommandArgument, CommandResult } from '#server/protocol';
import type { LanguageServer } from '../languageServer.ts';
import type { CommandId } from './catalogue.ts';
import { execute } from './execute.ts';
import { chooseGroup } from './groups.ts';
import { newQueue } from './newQueue.ts';
import { newTask } from './newTask.ts';
import { openFormat, openWalkthrough } from './pages.ts';
import { chooseFile, cursor, givenArgument, sayWhatIsMissing } from './place.ts';

type Output = () => Pick<OutputChannel, 'show'>;
type Handler = (given: unknown) => unknown;

/**
 * Registers every command of the catalogue. They are there for as long as the extension is, whether the server runs or
 * not, and start it when they need it.
 *
 * @param output gives where the server writes what it does; it is there even if no server can be started
 */
export function registerCommands(server: LanguageServer, output: Output): Disposable[] {
  const handlers: Readonly<Record<Exclude<CommandId, CommandAtPlace>, Handler>> = {
    'agentBacklog.nextTask': (given) => nextTask(server, given),
    'agentBacklog.newTask': (given) => newTask(server, given),
    'agentBacklog.newQueue': (given) => newQueue(server, given),
    'agentBacklog.openWalkthrough': openWalkthrough,
    'agentBacklog.openFormat': openFormat,
    'agentBacklog.showOutput': () => {
      output().show();
    },
    'agentBacklog.restartServer': () => server.restart(),
  };
  return [
    ...atPlace.map((id) => commands.registerCommand(id, (given?: unknown) => runAtPlace(server, id, given))),
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

async function nextTask(server: LanguageServer, given: unknown): Promise<CommandResult | undefined> {
  const argument = givenArgument(given) ?? cursor() ?? (await chooseTodo());
  return argument && execute(server, 'agentBacklog.nextTask', argument);
}

async function chooseTodo(): Promise<{ uri: string } | undefined> {
  const found = await chooseFile('**/TODO.md', l10n.t('Which TODO.md?'));
  return found === 'none' ? sayWhatIsMissing('todo') : found && { uri: found.toString() };
}
