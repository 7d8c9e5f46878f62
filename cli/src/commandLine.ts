import { type Command, InvalidArgumentError, Option } from 'commander';
import { severities, type Status } from '#core';
import { check, type CheckOptions } from './commands/check.ts';
import type { FormatOptions } from './commands/format.ts';
import type { InitOptions } from './commands/init.ts';
import { list, type ListOptions } from './commands/list.ts';
import type { MoveOptions } from './commands/move.ts';
import type { AddOptions } from './commands/moves.ts';
import type { ExitStatus } from './exitStatus.ts';
import { formats } from './output/formats.ts';
import type { Terminal } from './terminal.ts';

/** Where a command runs, and what is told of its end. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Takes the status; undefined where a server runs until its client ends it. */
  readonly end: (status: ExitStatus | undefined) => void;
}

/** A command with its arguments and options. What it does not always need it loads when it is run. */
export interface CommandDefinition {
  readonly name: string;
  readonly description: string;
  readonly define: (command: Command, context: CommandContext) => void;
}

/** A command that sets the status of a task. */
const statusCommand = (name: string, status: Status): CommandDefinition => ({
  name,
  description: `sets the status of a task to ${status}`,
  define: (command, { terminal, end }) =>
    moving(command)
      .argument('<id>', 'the id of a task of TODO.md')
      .action(async (id: string, options: MoveOptions) => {
        const { setStatus } = await import('./commands/moves.ts');
        end(await setStatus(id, status, options, terminal));
      }),
});

/** Every command, in the order in which they are listed. */
export const commands: readonly CommandDefinition[] = [
  {
    name: 'check',
    description: 'says what is wrong with task files',
    define: (command, { terminal, end }) =>
      command
        .argument('[path...]', pathHelp)
        .option('--fix', 'apply every safe fix before')
        .option('--dry-run', 'with --fix: print the fixes as a unified diff, write nothing')
        .addOption(
          new Option('--format <format>', 'how problems are printed').choices(formats).default('text'),
        )
        .addOption(
          new Option('--severity <severity>', 'only problems of this severity and worse').choices(severities),
        )
        .option('--max-warnings <number>', 'fail when there are more warnings', count)
        .action(async (paths: string[], options: CheckOptions) => {
          end(await check(paths, options, terminal));
        }),
  },
  {
    name: 'list',
    description: 'lists queues, groups and tasks',
    define: (command, { terminal, end }) =>
      command
        .option('--ready', 'only the tasks of TODO.md that can be worked on')
        .addOption(queueOption())
        .addOption(jsonOption())
        .action(async ({ ready, ...options }: ListOptions & { ready?: boolean }) => {
          end(await list({ ...options, ...(ready && { only: 'ready' }) }, terminal));
        }),
  },
  {
    name: 'next',
    description: 'prints the task of TODO.md that is to be worked on next',
    define: (command, { terminal, end }) =>
      command
        .addOption(queueOption())
        .addOption(jsonOption())
        .action(async (options: ListOptions) => {
          end(await list({ ...options, only: 'next' }, terminal));
        }),
  },
  {
    name: 'promote',
    description: 'moves tasks from a backlog to TODO.md',
    define: (command, { terminal, end }) =>
      moving(command)
        .argument('<target...>', 'a group as TYPE/PRIORITY, such as dev/high, or ids of its tasks')
        .action(async (targets: string[], options: MoveOptions) => {
          const { promote } = await import('./commands/moves.ts');
          end(await promote(targets, options, terminal));
        }),
  },
  {
    name: 'demote',
    description: 'takes tasks of TODO.md back to their group',
    define: (command, { terminal, end }) =>
      moving(command)
        .argument('<id...>', 'ids of tasks')
        .action(async (ids: string[], options: MoveOptions) => {
          const { demote } = await import('./commands/moves.ts');
          end(await demote(ids, options, terminal));
        }),
  },
  {
    name: 'archive',
    description: 'moves done tasks from TODO.md to ARCHIVE.md',
    define: (command, { terminal, end }) =>
      moving(command)
        .argument('[id...]', 'ids of tasks; without any, all that are done')
        .action(async (ids: string[], options: MoveOptions) => {
          const { archive } = await import('./commands/moves.ts');
          end(await archive(ids, options, terminal));
        }),
  },
  {
    name: 'restore',
    description: 'takes tasks of ARCHIVE.md back to TODO.md',
    define: (command, { terminal, end }) =>
      moving(command)
        .argument('<id...>', 'ids of tasks')
        .action(async (ids: string[], options: MoveOptions) => {
          const { restore } = await import('./commands/moves.ts');
          end(await restore(ids, options, terminal));
        }),
  },
  statusCommand('start', 'in-progress'),
  statusCommand('block', 'blocked'),
  statusCommand('complete', 'done'),
  statusCommand('reopen', 'todo'),
  {
    name: 'add',
    description: 'adds a task to a group of a backlog',
    define: (command, { terminal, end }) =>
      moving(command)
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
        }),
  },
  {
    name: 'format',
    description: 'brings task files into form',
    define: (command, { terminal, end }) =>
      command
        .argument('[path...]', pathHelp)
        .option('--check', 'say which files are not in form, write nothing')
        .addOption(dryRunOption())
        .action(async (paths: string[], options: FormatOptions) => {
          const { format } = await import('./commands/format.ts');
          end(await format(paths, options, terminal));
        }),
  },
  {
    name: 'init',
    description: 'makes the files of a new queue',
    define: (command, { terminal, end }) =>
      command
        .argument('[dir]', 'the folder; by default the current one')
        .addOption(dryRunOption())
        .action(async (dir: string | undefined, options: InitOptions) => {
          const { init } = await import('./commands/init.ts');
          end(await init(dir, options, terminal));
        }),
  },
  {
    name: 'lsp',
    description: 'serves an editor over the Language Server Protocol',
    define: (command, { end }) =>
      // Clients add options of their own, such as the number of their process.
      command
        .allowUnknownOption()
        .allowExcessArguments()
        .option('--stdio', 'over standard input and output, as always')
        .action(async () => {
          const { lsp } = await import('./commands/lsp.ts');
          lsp();
          end(undefined);
        }),
  },
  {
    name: 'mcp',
    description: 'serves agents over the Model Context Protocol',
    define: (command, { terminal, end }) =>
      command
        .argument('[folder...]', 'the folders with task files; by default the current one')
        .action(async (folders: string[]) => {
          const { mcp } = await import('./commands/mcp.ts');
          await mcp(folders, terminal);
          end(undefined);
        }),
  },
];

const pathHelp =
  "files, folders or globs; without any, the repository's queues, but for what .gitignore names";

/** A command that changes tasks. */
function moving(command: Command): Command {
  return command.addOption(queueOption()).addOption(dryRunOption()).addOption(jsonOption());
}

function queueOption(): Option {
  return new Option('--queue <folder>', 'the queue, where there are several');
}

function dryRunOption(): Option {
  return new Option('--dry-run', 'print what would be changed as a unified diff, write nothing');
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
