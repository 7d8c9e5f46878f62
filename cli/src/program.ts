import { Command, CommanderError } from 'commander';
import { type CommandContext, commands } from './commandLine.ts';
import { type ExitStatus, exitStatus } from './exitStatus.ts';
import { visible } from './output/visible.ts';
import type { Terminal } from './terminal.ts';

/**
 * Runs a command line.
 *
 * @param args what comes behind the program's name
 * @returns the status to end with; undefined where a server runs until its client ends it
 * @throws Error when the command cannot be done; `statusOf` gives the status
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitStatus | undefined> {
  let status: ExitStatus | undefined = exitStatus.done;
  const end = (ended: ExitStatus | undefined): void => {
    status = ended;
  };
  try {
    await programOf(args, { terminal, end }).parseAsync(args, { from: 'user' });
  } catch (error) {
    // What it says of a wrong use it has said already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitStatus.done : exitStatus.usage;
    throw error;
  }
  return status;
}

function programOf(args: readonly string[], context: CommandContext): Command {
  const { print, warn, version } = context.terminal;
  const program = new Command('agent-backlog')
    .description('Checks, moves and formats the tasks of BACKLOG.md, TODO.md and the files beside them.')
    .version(version, '-v, --version')
    .helpCommand(false)
    .showHelpAfterError('(agent-backlog --help tells more)')
    .exitOverride()
    .configureOutput({
      writeOut: print,
      writeErr: warn,
      outputError: (text, write) => {
        write(onItsLines(text));
      },
    })
    .addHelpText('after', statusHelp);
  // Most of the time in which a command starts is getting ready: all are defined only to be listed or guessed among.
  const asked = commands.filter(({ name }) => name === args[0]);
  for (const { name, description, define } of asked.length > 0 ? asked : commands)
    define(program.command(name).description(description).allowExcessArguments(false), context);
  return program;
}

/** What is said of a wrong use. What was given may have line breaks in it: a shell gives the names of files, whatever those are. */
function onItsLines(text: string): string {
  return visible(text.replace(/\n(?!\(Did you mean |$)/g, '\ufffd'));
}

const statusHelp = `
Exit status: 0 clean or done, 1 problems found, 2 wrong use, 3 a move refused,
4 a file changed meanwhile or is locked.`;
