import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { severities, type Status } from '#core';
import { check, type CheckOptions } from './commands/check.ts';
import type { FormatOptions } from './commands/format.ts';
import type { InitOptions } from './commands/init.ts';
import { list, type ListOptions } from './commands/list.ts';
import type { MoveOptions } from './commands/move.ts';
import type { AddOptions } from './commands/moves.ts';
import { type ExitStatus, exitStatus } from './exitStatus.ts';
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
  const program = programOf(terminal, (ended) => (status = ended));
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    // What it says of a wrong use it has said already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitStatus.done : exitStatus.usage;
    throw error;
  }
  return status;
}

/** Each command loads what it needs when it is run: most of the time of a short command would be loading. */
function programOf(terminal: Terminal, end: (status: ExitStatus | undefined) => void): Command {
  const program = new Command('agent-backlog')
    .description('Checks, moves and formats the tasks of BACKLOG.md, TODO.md and the files beside them.')
    .version(terminal.version, '-v, --version')
    .helpCommand(false)
    .showHelpAfterError('(agent-backlog --help tells more)')
    .exitOverride()
    .configureOutput({ writeOut: terminal.print, writeErr: terminal.warn })
    .addHelpText('after', statusHelp);
  const command = (usage: string, description: string): Command =>
    program.command(usage).description(description).allowExcessArguments(false);

  command('check', 'says what is wrong with task files')
    .argument('[path...]', pathHelp)
    .option('--fix', 'apply every safe fix before')
    .option('--dry-run', 'with --fix: print the fixes as a unified diff, write nothing')
    .addOption(
      new Option('--format <format>', 'how problems are printed')
        .choices(['text', 'json', 'sarif', 'github'])
        .default('text'),
    )
    .addOption(
      new Option('--severity <severity>', 'only problems of this severity and worse').choices(severities),
    )
    .option('--max-warnings <number>', 'fail when there are more warnings', count)
    .action(async (paths: string[], options: CheckOptions) => {
      end(await check(paths, options, terminal));
    });

  command('list', 'lists queues, groups and tasks')
    .option('--ready', 'only the tasks of TODO.md that can be worked on')
    .addOption(queueOption())
    .addOption(jsonOption())
    .action(async ({ ready, ...options }: ListOptions & { ready?: boolean }) => {
      end(await list({ ...options, ...(ready && { only: 'ready' }) }, terminal));
    });
  command('next', 'prints the task of TODO.md that is to be worked on next')
    .addOption(queueOption())
    .addOption(jsonOption())
    .action(async (options: ListOptions) => {
      end(await list({ ...options, only: 'next' }, terminal));
    });

  moving(command('promote', 'moves tasks from a backlog to TODO.md'))
    .argument('<target...>', 'a group as TYPE/PRIORITY, such as dev/high, or ids of its tasks')
    .action(async (targets: string[], options: MoveOptions) => {
      const { promote } = await import('./commands/moves.ts');
      end(await promote(targets, options, terminal));
    });
  moving(command('demote', 'takes tasks of TODO.md back to their group'))
    .argument('<id...>', 'ids of tasks')
    .action(async (ids: string[], options: MoveOptions) => {
      const { demote } = await import('./commands/moves.ts');
      end(await demote(ids, options, terminal));
    });
  moving(command('archive', 'moves done tasks from TODO.md to ARCHIVE.md'))
    .argument('[id...]', 'ids of tasks; without any, all that are done')
    .action(async (ids: string[], options: MoveOptions) => {
      const { archive } = await import('./commands/moves.ts');
      end(await archive(ids, options, terminal));
    });
  moving(command('restore', 'takes tasks of ARCHIVE.md back to TODO.md'))
    .argument('<id...>', 'ids of tasks')
    .action(async (ids: string[], options: MoveOptions) => {
      const { restore } = await import('./commands/moves.ts');
      end(await restore(ids, options, terminal));
    });
  for (const [name, status, description] of statusCommands) {
    moving(command(name, description))
      .argument('<id>', 'the id of a task of TODO.md')
      .action(async (id: string, options: MoveOptions) => {
        const { setStatus } = await import('./commands/moves.ts');
        end(await setStatus(id, status, options, terminal));
      });
  }

  moving(command('add', 'adds a task to a group of a backlog'))
    .requiredOption('--type <type>', 'the type of the group')
    .requiredOption('--priority <priority>', 'the priority of the group')
    .requiredOption('--title <title>', 'what is to be done, in one line')
    .option('--create-group', 'make the group where there is none of this type and priority')
    .option('--component <component>', 'the part that it is about')
    .option('--description <text>', 'what is wanted and why')
    .option('--plan <step>', 'a step of the plan; once for each', several)
    .option('--effort <effort>', 'the estimated effort, such as "2 days"')
    .option('--documentation <path>', 'a relevant document; once for each', several)
    .option('--criterion <text>', 'an acceptance criterion; once for each', several)
    .option('--depends-on <id>', 'a task that it waits for; once for each', several)
    .action(async (options: MoveOptions & AddOptions) => {
      const { add } = await import('./commands/moves.ts');
      end(await add(options, terminal));
    });

  command('format', 'brings task files into form')
    .argument('[path...]', pathHelp)
    .option('--check', 'say which files are not in form, write nothing')
    .addOption(dryRunOption())
    .action(async (paths: string[], options: FormatOptions) => {
      const { format } = await import('./commands/format.ts');
      end(await format(paths, options, terminal));
    });
  command('init', 'makes the files of a new queue')
    .argument('[dir]', 'the folder; by default the current one')
    .addOption(dryRunOption())
    .action(async (dir: string | undefined, options: InitOptions) => {
      const { init } = await import('./commands/init.ts');
      end(await init(dir, options, terminal));
    });

  command('lsp', 'serves an editor over the Language Server Protocol')
    .option('--stdio', 'over standard input and output, as always')
    .action(async () => {
      const { lsp } = await import('./commands/lsp.ts');
      lsp();
      end(undefined);
    });
  command('mcp', 'serves agents over the Model Context Protocol')
    .argument('[folder...]', 'the folders with task files; by default the current one')
    .action(async (folders: string[]) => {
      const { mcp } = await import('./commands/mcp.ts');
      mcp(folders, terminal);
      end(undefined);
    });
  return program;
}

const pathHelp =
  "files, folders or globs; without any, the repository's queues, but for what .gitignore names";

const statusHelp = `
Exit status: 0 clean or done, 1 problems found, 2 wrong use, 3 a move refused,
4 a file changed meanwhile or is locked.`;

const statusCommands: readonly (readonly [name: string, status: Status, description: string])[] = [
  ['start', 'in-progress', 'sets the status of a task to in-progress'],
  ['block', 'blocked', 'sets the status of a task to blocked'],
  ['complete', 'done', 'sets the status of a task to done'],
  ['reopen', 'todo', 'sets the status of a task to todo'],
];

/** A command that changes tasks. */
function moving(command: Command): Command {
  return command.addOption(queueOption()).addOption(dryRunOption()).addOption(jsonOption());
}

function queueOption(): Option {
  return new Option('--queue <folder>', 'the queue, where there are several');
}

function dryRunOption(): Option {
  return new Option('--dry-run', 'print what would be changed as a unified diff, write nothing').default(
    false,
  );
}

function jsonOption(): Option {
  return new Option('--json', 'print JSON, for programs');
}

/** @throws InvalidArgumentError when it is no whole number from 0 */
function count(given: string): number {
  if (!/^\d+$/.test(given)) throw new InvalidArgumentError('A whole number is expected.');
  return Number(given);
}

function several(given: string, before: readonly string[] = []): string[] {
  return [...before, given];
}
