import type { ClientCapabilities, CodeAction, CodeActionParams } from 'vscode-languageserver';
import { CodeActionKind } from 'vscode-languageserver-types';
import type { CheckOptions } from '#core';
import { ChangedMeanwhile } from '../messages.ts';
import type { Services } from '../services.ts';
import type { CheckedFile } from '../workspace/checker.ts';
import { filesOf, type QueueFiles } from '../workspace/queueFiles.ts';
import { policyIn } from '../workspace/queuePolicy.ts';
import { policyOverrides, type TaskFile, toOffsets } from '../workspace/taskFile.ts';
import type { WorkspaceEdits } from '../workspace/workspaceEdits.ts';
import {
  type ActionContext,
  type ActionData,
  type ActionEdit,
  type ActionProvider,
  moveKind,
} from './actionProvider.ts';
import { archiveTasks } from './archiveTasks.ts';
import { demoteTask } from './demoteTask.ts';
import { newTask, newTaskKind } from './newTask.ts';
import { promoteGroup, reportCommand } from './promoteGroup.ts';
import { promoteTask } from './promoteTask.ts';
import { fixAllKind, quickFix } from './quickFixes.ts';
import { restoreTask } from './restoreTask.ts';
import { statusKind, taskStatus } from './taskStatus.ts';

/** The kinds of action that the server offers, for its capabilities. */
export const codeActionKinds = [CodeActionKind.QuickFix, moveKind, statusKind, newTaskKind, fixAllKind];

/** Every family of actions, in the order in which a client gets them. */
const providers: readonly ActionProvider[] = [
  quickFix,
  promoteGroup,
  promoteTask,
  taskStatus,
  archiveTasks,
  demoteTask,
  restoreTask,
  newTask,
];

/** What `CodeActions` works with. */
export interface CodeActionServices extends Services {
  readonly edits: WorkspaceEdits;
  readonly client: ClientCapabilities;
  /** Whether the client has the command of an action only as it was offered, whatever it says that it resolves. */
  readonly keepsCommands: boolean;
  /** Takes note of what failed without anybody waiting for it. */
  readonly log: (error: unknown) => void;
}

/** Offers the actions of all families, and has their edits made when one is chosen. */
export class CodeActions {
  readonly #services: CodeActionServices;
  readonly #resolvesEdits: boolean;
  readonly #resolvesCommands: boolean;
  readonly #showsDisabled: boolean;
  #report = '';

  constructor(services: CodeActionServices) {
    this.#services = services;
    const client = services.client.textDocument?.codeAction;
    this.#resolvesEdits =
      (client?.dataSupport && client.resolveSupport?.properties.includes('edit')) ?? false;
    this.#resolvesCommands =
      this.#resolvesEdits &&
      !services.keepsCommands &&
      (client?.resolveSupport?.properties.includes('command') ?? false);
    this.#showsDisabled = client?.disabledSupport ?? false;
  }

  /** The actions for a range of an open file. Those that take time to work out have their edit made on resolve. */
  async provide({ textDocument, range, context: asked }: CodeActionParams): Promise<CodeAction[]> {
    const checked = await this.#services.checker.check(textDocument.uri);
    if (!checked) return [];
    const { file, problems } = checked;
    const asks = (kind: string): boolean => !asked.only || asked.only.some((one) => covers(one, kind));
    const context = await this.#context(checked);
    const request = {
      ...context,
      problems,
      range,
      offsets: toOffsets(file, range),
      diagnostics: asked.diagnostics,
      asks,
      asksByKind: asked.only !== undefined,
    };
    const offered = await Promise.all(
      providers.map(async (provider) => {
        try {
          return await provider.offer(request);
        } catch (error) {
          // A file of the queue that cannot be read must not take the fixes of this one away.
          this.#services.log(error);
          return [];
        }
      }),
    );
    const shown = offered
      .flat()
      .filter(({ kind, disabled }) => asks(kind ?? '') && (this.#showsDisabled || !disabled))
      .map((action) => context.stamped(action));
    if (!this.#resolvesEdits) return this.#resolveAll(shown);
    // Emacs makes no edit for an action that has a command already.
    return this.#resolvesCommands ? shown.map(withoutCommand) : shown;
  }

  /**
   * Makes the edit of an action that was offered.
   *
   * @throws ChangedMeanwhile when the file, or another one of its queue, has changed since
   * @throws Error when the action can no longer be done
   */
  async resolve(action: CodeAction): Promise<CodeAction> {
    try {
      return await this.#resolve(action);
    } catch (error) {
      // Neovim runs the command of an action whose edit could not be made, and says nothing of the error.
      if (this.#resolvesEdits)
        this.#report = error instanceof Error && !(error instanceof ChangedMeanwhile) ? error.message : '';
      throw error;
    }
  }

  async #resolve(action: CodeAction): Promise<CodeAction> {
    const data = action.data as ActionData | undefined;
    const provider = providers.find(({ actions }) => data && actions.includes(data.action));
    if (!data || !provider) return action;
    const checked = await this.#services.checker.check(data.uri);
    if (!checked) throw new Error('The file is no longer there.');
    const context = await this.#context(checked);
    if (await this.#hasChanged(data, context)) throw new ChangedMeanwhile();
    const { edit, report } = await provider.edit(data, context);
    if (this.#resolvesEdits && !this.#resolvesCommands) this.#report = report ?? this.#report;
    else if ((action.command || data.reports) && report !== undefined) {
      // Which of the edits that were made beforehand is the one that is done, only its own command can tell.
      return { ...action, edit, command: { ...reportCommand, arguments: [report] } };
    }
    return { ...action, edit };
  }

  /**
   * Makes the edit of an action that was not offered before, from the files as they are now.
   *
   * @param dataOf gives what the action would have as its `data`; what it throws is thrown
   * @param asked the file as it was when a place in it was named; undefined where none was
   * @throws Error when the action cannot be done, or a file has changed since it was asked for
   */
  async make(
    uri: string,
    dataOf: (file: TaskFile) => ActionData,
    asked: TaskFile | undefined,
  ): Promise<ActionEdit> {
    const { workspace, checker, files } = this.#services;
    await workspace.freshQueueOf(uri);
    const checked = await checker.check(uri);
    if (!checked) throw new Error('There is no task file here.');
    if (asked && checked.file !== asked) throw new ChangedMeanwhile();
    const data = dataOf(checked.file);
    const context = await this.#context(checked);
    await context.queue();
    // From here on nothing waits: the file and its queue are of one moment.
    if (files.known(uri) !== checked.file) throw new ChangedMeanwhile();
    const provider = providers.find(({ actions }) => actions.includes(data.action));
    if (!provider) throw new Error(`There is no action ${data.action}.`);
    return provider.edit(data, context);
  }

  /** Whether the file of an action, or another one of its queue, is no longer what it was when it was offered. */
  async #hasChanged({ uri, version, queue }: ActionData, context: ActionContext): Promise<boolean> {
    if (queue !== undefined && stampOf(await context.queue()) !== queue) return true;
    return version !== undefined && this.#services.files.known(uri)?.version !== version;
  }

  /** What is to be said of the promotion that was chosen last: what it left, or why it was not made; empty where none was. */
  get report(): string {
    return this.#report;
  }

  /** The actions with their edits, without those whose edit cannot be made for this client. */
  async #resolveAll(actions: readonly CodeAction[]): Promise<CodeAction[]> {
    const made = await Promise.allSettled(actions.map((action) => this.resolve(action)));
    return made.flatMap((one) => {
      if (one.status === 'fulfilled') return [one.value];
      this.#services.log(one.reason);
      return [];
    });
  }

  async #context({ file, around }: CheckedFile): Promise<StampingContext> {
    const { workspace, settingsOf, today, edits } = this.#services;
    const settings = await settingsOf(file.uri);
    const policy = policyOverrides(settings);
    const options: CheckOptions = { today: today(), levels: settings.rules, policy, around };
    let reading: Promise<QueueFiles> | undefined;
    let stamp: string | undefined;
    const readQueue = async (): Promise<QueueFiles> => {
      const queue = await workspace.freshQueueOf(file.uri);
      stamp = stampOf(queue);
      return queue;
    };
    return {
      file,
      options,
      edits,
      today: options.today,
      queue: () => (reading ??= readQueue()),
      texts: () => workspace.files.map(({ document }) => document.text),
      policy: ({ document }, queue) => policyIn(queue, document, settings),
      stamped: (action) => {
        const data = action.data as ActionData | undefined;
        return data?.version === undefined || stamp === undefined
          ? action
          : { ...action, data: { ...data, queue: stamp } };
      },
    };
  }
}

/** A context that notes in actions what the files of the queue were, if anybody looked at them. */
interface StampingContext extends ActionContext {
  readonly stamped: (action: CodeAction) => CodeAction;
}

function stampOf(queue: QueueFiles): string {
  return filesOf(queue)
    .map(({ stamp }) => stamp)
    .join(' ');
}

/** An action as it is offered to who gets its command with its edit. */
function withoutCommand({ command, ...action }: CodeAction): CodeAction {
  const data = action.data as ActionData | undefined;
  return command && data ? { ...action, data: { ...data, reports: true } } : action;
}

/** Whether an asked-for kind includes another: `refactor` includes `refactor.move`. */
function covers(asked: string, kind: string): boolean {
  return asked === '' || kind === asked || kind.startsWith(`${asked}.`);
}
