import {
  type ClientCapabilities,
  type Connection,
  ErrorCodes,
  type ExecuteCommandParams,
  LSPErrorCodes,
  MessageType,
  Position,
  ResponseError,
} from 'vscode-languageserver';
import { messageOf } from '#core';
import type { Apply } from '../engine.ts';
import type { CommandResult, FilePlace } from '../protocol.ts';
import { changedMeanwhile, showMessage } from '../messages.ts';
import type { Turns } from '../turns.ts';
import type { TaskFile } from '../workspace/taskFile.ts';
import type { TaskFiles } from '../workspace/taskFiles.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { changedUris, type WorkspaceEdits } from '../workspace/workspaceEdits.ts';
import type { ActionEdit } from './actionProvider.ts';
import type { CodeActions } from './codeActions.ts';
import { type Argument, type MoveCommand, moveCommands } from './moveCommands.ts';
import { newQueue, type NewQueueServices } from './newQueue.ts';
import { showNextTask, type NextTaskServices } from './nextTask.ts';
import { reportCommand } from './promoteGroup.ts';

export interface CommandServices extends NewQueueServices, NextTaskServices {
  readonly connection: Connection;
  readonly codeActions: CodeActions;
  readonly edits: WorkspaceEdits;
  readonly client: ClientCapabilities;
  /** Whether the client tells its user what a command has done. */
  readonly clientTells: boolean;
  readonly apply: Apply;
  /** Those of all who change files. */
  readonly turns: Turns;
}

/** The commands that a client can run on its user's wish. They need one that applies edits when it is asked to. */
export function commandsFor(client: ClientCapabilities): string[] {
  return [reportCommand.command, ...(client.workspace?.applyEdit ? Commands.names : [])];
}

/** @param asked the file of the argument's position, as it was when the command was asked for */
type Run = (commands: Commands, argument: Argument, asked: TaskFile | undefined) => Promise<CommandResult>;

/**
 * Every move as a command. A command makes the edit of the code action of its name and has the client apply it. What
 * cannot be done is shown to the user, and is the error of the request as well.
 */
export class Commands {
  /** Every command but the one by which a client has something told. */
  static readonly #runs: ReadonlyMap<string, Run> = new Map<string, Run>([
    ...[...moveCommands].map(([name, move]): [string, Run] => [
      name,
      (commands, argument, asked) => commands.#move(move, argument, asked),
    ]),
    ['agentBacklog.newQueue', (commands, argument) => commands.#newQueue(argument)],
    [
      'agentBacklog.nextTask',
      (commands, argument) => showNextTask(commands.#services, textOf(argument, 'uri')),
    ],
  ]);

  readonly #services: CommandServices;

  constructor(services: CommandServices) {
    this.#services = services;
  }

  /** The names of all commands that a user runs. */
  static get names(): readonly string[] {
    return [...Commands.#runs.keys()];
  }

  /**
   * Runs a command of the client's choice.
   *
   * @throws ResponseError when it cannot be done; with `InvalidParams` the client's user has not been told
   */
  async execute({ command, arguments: given }: ExecuteCommandParams): Promise<CommandResult | null> {
    const { connection, codeActions } = this.#services;
    if (command === reportCommand.command) {
      const own: unknown = given?.[0];
      const report = typeof own === 'string' ? own : codeActions.report;
      if (report !== '') showMessage(connection, MessageType.Info, report);
      return null;
    }
    const argument = argumentOf(command, given);
    // A position means a place in the text as it is now, not in what it will be when the command's turn comes.
    if (isOutdated(argument, this.#services.files)) throw this.#told(new Error(changedMeanwhile));
    const asked = positionOf(argument) && askedFile(argument, this.#services.files);
    try {
      return await this.#services.turns.take(() => this.#run(command, argument, asked));
    } catch (error) {
      if (error instanceof ResponseError && error.code === ErrorCodes.InvalidParams) throw error;
      throw this.#told(error);
    }
  }

  async #run(command: string, argument: Argument, asked: TaskFile | undefined): Promise<CommandResult> {
    const run = Commands.#runs.get(command);
    if (!run) throw new ResponseError(ErrorCodes.InvalidParams, `There is no command ${command}.`);
    return run(this, argument, asked);
  }

  async #newQueue(argument: Argument): Promise<CommandResult> {
    const { edit, report } = await newQueue(this.#services, folderOf(argument, this.#services.workspace));
    return this.#apply('New queue', { edit, report });
  }

  async #move(move: MoveCommand, argument: Argument, asked: TaskFile | undefined): Promise<CommandResult> {
    const position = positionOf(argument);
    const uri = textOf(argument, 'uri');
    const made = await this.#services.codeActions.make(
      uri,
      (file) => move.dataOf({ file, position, argument }),
      asked,
    );
    return this.#apply(move.title, made);
  }

  async #apply(label: string, { edit, report, id, about }: ActionEdit): Promise<CommandResult> {
    const { connection, clientTells, apply } = this.#services;
    const changed = changedUris(edit);
    await apply(label, edit);
    if (report !== undefined && !clientTells) showMessage(connection, MessageType.Info, report);
    const place = about === undefined ? undefined : this.#placeOf(about, changed);
    return {
      applied: true,
      changed,
      ...(report !== undefined && { report }),
      ...(id !== undefined && { id }),
      ...(place && { place }),
    };
  }

  /** Where a task is that a command has changed. */
  #placeOf(id: string, changed: readonly string[]): FilePlace | undefined {
    const { workspace, files } = this.#services;
    const place = workspace.known.tasks(id).find(({ file: { uri } }) => changed.includes(uri));
    const file = place && files.known(place.file.uri);
    if (!file) return undefined;
    const { header, range } = place.task;
    return { uri: file.uri, position: file.lines.position((header?.range ?? range).start) };
  }

  /** Shows why a command was not done, and gives what its request is answered with. */
  #told(error: unknown): ResponseError {
    const reason = messageOf(error);
    showMessage(this.#services.connection, MessageType.Warning, reason);
    return new ResponseError(LSPErrorCodes.RequestFailed, reason);
  }
}

function argumentOf(command: string, given: ExecuteCommandParams['arguments']): Argument {
  const [argument] = (given ?? []) as unknown[];
  if (argument !== null && typeof argument === 'object') return argument as Argument;
  throw new ResponseError(ErrorCodes.InvalidParams, `${command} needs an object as its argument.`);
}

function textOf(argument: Argument, key: string): string {
  const value = argument[key];
  if (typeof value === 'string') return value;
  throw new ResponseError(ErrorCodes.InvalidParams, `The argument needs a ${key}.`);
}

/** Whether an argument says for which text its position is, and the file has another one by now. */
function isOutdated({ uri, version, stamp }: Argument, files: TaskFiles): boolean {
  if (typeof uri !== 'string') return false;
  if (typeof stamp === 'number') return files.known(uri)?.stamp !== stamp;
  const open = files.open(uri);
  return typeof version === 'number' && open !== undefined && open.version !== version;
}

/** The file in which a position was named: of a file that is not open only a stamp tells which of its texts is meant. */
function askedFile(argument: Argument, files: TaskFiles): TaskFile | undefined {
  const uri = textOf(argument, 'uri');
  return typeof argument['stamp'] === 'number' ? files.known(uri) : files.open(uri);
}

/** The folder of a new queue: where there are workspace folders, in one of them. */
function folderOf(argument: Argument, workspace: Workspace): string {
  const folder = textOf(argument, 'folder');
  if (!/^[a-z][a-z0-9+.-]+:/i.test(folder) || !workspace.mayHold(folder))
    throw new ResponseError(ErrorCodes.InvalidParams, 'The folder is not one of the workspace.');
  return folder;
}

function positionOf({ position }: Argument): Position | undefined {
  if (position === undefined || position === null) return undefined;
  if (Position.is(position)) return position;
  throw new ResponseError(ErrorCodes.InvalidParams, 'The position is not one of the protocol.');
}
