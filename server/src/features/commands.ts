import {
  type ClientCapabilities,
  type Connection,
  ErrorCodes,
  type ExecuteCommandParams,
  LSPErrorCodes,
  MessageType,
  Position,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { CommandResult } from '../protocol.ts';
import { showMessage } from '../messages.ts';
import type { WorkspaceEdits } from '../workspace/workspaceEdits.ts';
import type { ActionEdit } from './actionProvider.ts';
import { changedMeanwhile, type CodeActions } from './codeActions.ts';
import { type Argument, commandNames, moveCommands } from './moveCommands.ts';
import { newQueue, type NewQueueServices } from './newQueue.ts';
import { showNextTask, type NextTaskServices } from './nextTask.ts';
import { reportCommand } from './promoteGroup.ts';

export interface CommandServices extends NewQueueServices, NextTaskServices {
  readonly connection: Connection;
  readonly codeActions: CodeActions;
  readonly edits: WorkspaceEdits;
  readonly client: ClientCapabilities;
  /** Takes note of what went wrong in a way that nobody foresaw. */
  readonly log: (error: unknown) => void;
}

/** The commands that a client can run on its user's wish. They need one that applies edits when it is asked to. */
export function commandsFor(client: ClientCapabilities): string[] {
  return client.workspace?.applyEdit ? [reportCommand.command, ...commandNames] : [reportCommand.command];
}

/**
 * Every move as a command. A command makes the edit of the code action of its name and has the client apply it. What
 * cannot be done is shown to the user, and is the error of the request as well.
 */
export class Commands {
  readonly #services: CommandServices;

  constructor(services: CommandServices) {
    this.#services = services;
  }

  /**
   * Runs a command of the client's choice.
   *
   * @throws ResponseError when it cannot be done; with `InvalidParams` the client's user has not been told
   */
  async execute({ command, arguments: given }: ExecuteCommandParams): Promise<CommandResult | null> {
    const { connection, codeActions } = this.#services;
    if (command === reportCommand.command) {
      showMessage(connection, MessageType.Info, codeActions.report);
      return null;
    }
    const argument = argumentOf(command, given);
    try {
      return await this.#run(command, argument);
    } catch (error) {
      if (error instanceof ResponseError && error.code === ErrorCodes.InvalidParams) throw error;
      throw this.#told(error);
    }
  }

  async #run(command: string, argument: Argument): Promise<CommandResult> {
    if (command === 'agentBacklog.nextTask') return showNextTask(this.#services, textOf(argument, 'uri'));
    if (command === 'agentBacklog.newQueue') {
      const { edit, report } = await newQueue(this.#services, textOf(argument, 'folder'));
      return this.#apply('New queue', { edit, report });
    }
    const move = moveCommands.get(command);
    if (!move) throw new ResponseError(ErrorCodes.InvalidParams, `There is no command ${command}.`);
    const position = positionOf(argument);
    const uri = textOf(argument, 'uri');
    const made = await this.#services.codeActions.make(uri, (file) =>
      move.dataOf({ file, position, argument }),
    );
    return this.#apply(move.title, made);
  }

  async #apply(label: string, { edit, report, id }: ActionEdit): Promise<CommandResult> {
    const { connection, client, log } = this.#services;
    if (isEmpty(edit)) throw new Error('There is nothing to change.');
    const { applied, failureReason } = await connection.workspace.applyEdit({
      label,
      edit,
      // As the edits of code actions are, these are saved where the user wants that of what goes over several files.
      ...(client.workspace?.workspaceEdit?.metadataSupport && { metadata: { isRefactoring: true } }),
    });
    if (!applied) {
      if (failureReason) log(failureReason);
      throw new Error(changedMeanwhile);
    }
    if (report !== undefined) showMessage(connection, MessageType.Info, report);
    return { applied, ...(report !== undefined && { report }), ...(id !== undefined && { id }) };
  }

  /** Shows why a command was not done, and gives what its request is answered with. */
  #told(error: unknown): ResponseError {
    const reason = error instanceof Error ? error.message : String(error);
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

function positionOf({ position }: Argument): Position | undefined {
  if (position === undefined || position === null) return undefined;
  if (Position.is(position)) return position;
  throw new ResponseError(ErrorCodes.InvalidParams, 'The position is not one of the protocol.');
}

function isEmpty({ documentChanges, changes }: WorkspaceEdit): boolean {
  return (documentChanges ?? Object.keys(changes ?? {})).length === 0;
}
