import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  ErrorCodes,
  type Range,
  ResponseError,
} from 'vscode-languageserver';
import { type CheckOptions, policyOf, type Settings } from '#core';
import { queueOf } from '../workspace/queueFiles.ts';
import { policyOverrides, type TaskFile } from '../workspace/taskFile.ts';
import type { TaskFiles } from '../workspace/taskFiles.ts';
import type { WorkspaceEdits } from '../workspace/workspaceEdits.ts';
import { groupAt, promoteGroupAction, type PromoteGroupData, promoteGroupEdit } from './promoteGroup.ts';
import { fixAllAction, fixAllKind, quickFixes, resolveFixAll, type ToWorkspaceEdit } from './quickFixes.ts';

/** The kinds of action that the server offers, for its capabilities. */
export const codeActionKinds = [CodeActionKind.QuickFix, `${CodeActionKind.Refactor}.move`, fixAllKind];

/** What stands in an action's `data` until it is resolved. */
type ActionData = PromoteGroupData | { readonly action: 'fixAll'; readonly uri: string };

/** What `CodeActions` works with. */
export interface CodeActionServices {
  readonly files: TaskFiles;
  readonly settingsOf: (uri: string) => Promise<Settings>;
  readonly today: () => string;
  readonly edits: WorkspaceEdits;
  readonly client: ClientCapabilities;
}

/** Offers quick fixes, fix-all and the promotion of a group, and makes their edits when one is chosen. */
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
    const asks = (kind: string): boolean => !context.only || context.only.some((one) => covers(one, kind));
    const options = await this.#checkOptions(textDocument.uri);
    const actions: CodeAction[] = [];
    if (asks(CodeActionKind.QuickFix)) {
      actions.push(...quickFixes(checked, range, context.diagnostics, this.#toEdit, options));
    }
    const fixAll = context.only && asks(fixAllKind) ? fixAllAction(checked) : undefined;
    if (fixAll) actions.push(fixAll);
    const promote = await this.#promotion(checked.file, range, options);
    // Who asks for refactorings alone gets it as one, wherever in the group the cursor is.
    const onlyMoves = !asks(CodeActionKind.QuickFix) && asks(moveKind);
    if (promote && (onlyMoves || asks(promote.kind ?? moveKind))) {
      actions.push(onlyMoves ? { ...promote, kind: moveKind } : promote);
    }
    const shown = actions.filter((action) => this.#showsDisabled || !action.disabled);
    return this.#resolvesEdits ? shown : Promise.all(shown.map((action) => this.resolve(action)));
  }

  async #promotion(file: TaskFile, range: Range, options: CheckOptions): Promise<CodeAction | undefined> {
    const group = groupAt(file, range);
    if (!group) return undefined;
    const queue = await queueOf(file, (uri) => this.#services.files.read(uri));
    return promoteGroupAction(queue, group, range, policyOf(file.document, options.policy));
  }

  /**
   * Makes the edit of an action that was offered.
   *
   * @throws ResponseError when the file has changed since, or the action can no longer be done
   */
  async resolve(action: CodeAction): Promise<CodeAction> {
    const data = action.data as ActionData | undefined;
    if (!data) return action;
    const file = this.#services.files.open(data.uri);
    if (!file) throw new ResponseError(ErrorCodes.InvalidRequest, 'The file is no longer open.');
    const options = await this.#checkOptions(data.uri);
    if (data.action === 'fixAll') return { ...action, edit: resolveFixAll(file, options, this.#toEdit) };
    const group = file.document.groups.find((one) => one.begin.range.start === data.group);
    if (!group || file.version !== data.version) {
      throw new ResponseError(contentModified, 'The backlog has changed meanwhile. Nothing was moved.');
    }
    const queue = await queueOf(file, (uri) => this.#services.files.read(uri));
    const policy = policyOf(file.document, options.policy);
    const { edit, report } = promoteGroupEdit(queue, group, policy, options.today, this.#services.edits);
    this.#report = report;
    return { ...action, edit };
  }

  /** What is to be said of the promotion whose edit was made last, once it is applied. */
  get report(): string {
    return this.#report;
  }

  readonly #toEdit: ToWorkspaceEdit = (file: TaskFile, edits) => this.#services.edits.of([{ file, edits }]);

  async #checkOptions(uri: string): Promise<CheckOptions> {
    const settings = await this.#services.settingsOf(uri);
    return { today: this.#services.today(), levels: settings.rules, policy: policyOverrides(settings) };
  }
}

const moveKind = `${CodeActionKind.Refactor}.move`;
/** LSP's own code for a request whose text has changed under it. */
const contentModified = -32801;

/** Whether an asked-for kind includes another: `refactor` includes `refactor.move`. */
function covers(asked: string, kind: string): boolean {
  return asked === '' || kind === asked || kind.startsWith(`${asked}.`);
}
