import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  ErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import { type CheckOptions, policyOf, type Settings } from '#core';
import { queueOf } from '../workspace/queueFiles.ts';
import { policyOverrides, type TaskFile, toOffsets } from '../workspace/taskFile.ts';
import type { TaskFiles } from '../workspace/taskFiles.ts';
import type { WorkspaceEdits } from '../workspace/workspaceEdits.ts';
import { type ActionContext, type ActionData, type ActionProvider, moveKind } from './actionProvider.ts';
import { archiveTasks } from './archiveTasks.ts';
import { demoteTask } from './demoteTask.ts';
import { promoteGroup } from './promoteGroup.ts';
import { promoteTask } from './promoteTask.ts';
import { fixAllKind, quickFix } from './quickFixes.ts';
import { restoreTask } from './restoreTask.ts';
import { statusKind, taskStatus } from './taskStatus.ts';

/** The kinds of action that the server offers, for its capabilities. */
export const codeActionKinds = [CodeActionKind.QuickFix, moveKind, statusKind, fixAllKind];

/** Every family of actions, in the order in which a client gets them. */
const providers: readonly ActionProvider[] = [
  quickFix,
  promoteGroup,
  promoteTask,
  taskStatus,
  archiveTasks,
  demoteTask,
  restoreTask,
];

/** What `CodeActions` works with. */
export interface CodeActionServices {
  readonly files: TaskFiles;
  readonly settingsOf: (uri: string) => Promise<Settings>;
  readonly today: () => string;
  readonly edits: WorkspaceEdits;
  readonly client: ClientCapabilities;
  /** Takes note of what failed without anybody waiting for it. */
  readonly log: (error: unknown) => void;
}

/** Offers the actions of all families, and has their edits made when one is chosen. */
export class CodeActions {
  readonly #services: CodeActionServices;
  readonly #resolvesEdits: boolean;
  readonly #showsDisabled: boolean;
  #report = '';

  constructor(services: CodeActionServices) {
    this.#services = services;
    const client = services.client.textDocument?.codeAction;
    this.#resolvesEdits =
      (client?.dataSupport && client.resolveSupport?.properties.includes('edit')) ?? false;
    this.#showsDisabled = client?.disabledSupport ?? false;
  }

  /** The actions for a range of an open file. Those that take time to work out have their edit made on resolve. */
  async provide({ textDocument, range, context }: CodeActionParams): Promise<CodeAction[]> {
    const checked = await this.#services.files.check(textDocument.uri);
    if (!checked) return [];
    const { file, problems } = checked;
    const asks = (kind: string): boolean => !context.only || context.only.some((one) => covers(one, kind));
    const request = {
      ...(await this.#context(file)),
      problems,
      range,
      offsets: toOffsets(file, range),
      diagnostics: context.diagnostics,
      asks,
      asksByKind: context.only !== undefined,
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
      .filter(({ kind, disabled }) => asks(kind ?? '') && (this.#showsDisabled || !disabled));
    return this.#resolvesEdits ? shown : this.#resolveAll(shown);
  }

  /**
   * Makes the edit of an action that was offered.
   *
   * @throws ResponseError when the file has changed since
   * @throws Error when the action can no longer be done
   */
  async resolve(action: CodeAction): Promise<CodeAction> {
    const data = action.data as ActionData | undefined;
    const provider = providers.find(({ actions }) => data && actions.includes(data.action));
    if (!data || !provider) return action;
    const file = this.#services.files.open(data.uri);
    if (!file) throw new ResponseError(ErrorCodes.InvalidRequest, 'The file is no longer open.');
    const context = await this.#context(file);
    if (data.version !== undefined && this.#services.files.open(data.uri)?.version !== data.version) {
      throw new ResponseError(contentModified, 'The file has changed meanwhile. Nothing was done.');
    }
    const { edit, report } = await provider.edit(data, context);
    this.#report = report ?? this.#report;
    return { ...action, edit };
  }

  /** What is to be said of the promotion whose edit was made last, once it is applied. */
  get report(): string {
    return this.#report;
  }

  /** The actions with their edits, without those whose edit cannot be made for this client. */
  async #resolveAll(actions: readonly CodeAction[]): Promise<CodeAction[]> {
    const made = await Promise.allSettled(actions.map((action) => this.resolve(action)));
    return made.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  }

  async #context(file: TaskFile): Promise<ActionContext> {
    const { files, settingsOf, today, edits } = this.#services;
    const settings = await settingsOf(file.uri);
    const policy = policyOverrides(settings);
    const options: CheckOptions = { today: today(), levels: settings.rules, policy };
    let queue: ReturnType<typeof queueOf> | undefined;
    return {
      file,
      options,
      edits,
      today: options.today,
      queue: () => (queue ??= queueOf(file, (uri) => files.read(uri))),
      policy: ({ document }, beside) => policyOf(document, policy, beside?.document),
    };
  }
}

/** LSP's own code for a request whose text has changed under it. */
const contentModified = -32801;

/** Whether an asked-for kind includes another: `refactor` includes `refactor.move`. */
function covers(asked: string, kind: string): boolean {
  return asked === '' || kind === asked || kind.startsWith(`${asked}.`);
}
