import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  ErrorCodes,
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

/** Offers quick fixes, fix-all and the promotion of a group, and makes their edits when one is chosen. */
export class CodeActions {
  readonly #files: TaskFiles;
  readonly #settingsOf: (uri: string) => Promise<Settings>;
  readonly #today: () => string;
  readonly #edits: WorkspaceEdits;

  constructor(
    files: TaskFiles,
    settingsOf: (uri: string) => Promise<Settings>,
    today: () => string,
    edits: WorkspaceEdits,
  ) {
    this.#files = files;
    this.#settingsOf = settingsOf;
    this.#today = today;
    this.#edits = edits;
  }

  /** The actions for a range of an open file. Those that take time to work out have their edit made on resolve. */
  async provide({ textDocument, range, context }: CodeActionParams): Promise<CodeAction[]> {
    const checked = await this.#files.check(textDocument.uri);
    if (!checked) return [];
    const asks = (kind: string): boolean => !context.only || context.only.some((one) => covers(one, kind));
    const options = await this.#checkOptions(textDocument.uri);
    const actions: CodeAction[] = [];
    if (asks(CodeActionKind.QuickFix)) {
      actions.push(...quickFixes(checked, range, context.diagnostics, this.#toEdit, options));
    }
    const fixAll = context.only && asks(fixAllKind) ? fixAllAction(checked) : undefined;
    if (fixAll) actions.push(fixAll);
    const group = groupAt(checked.file, range);
    if (group) {
      const queue = await queueOf(checked.file, (uri) => this.#files.read(uri));
      const policy = policyOf(checked.file.document, options.policy);
      const promote = promoteGroupAction(queue, group, range, policy);
      const wantsMove = context.only && !asks(CodeActionKind.QuickFix) && asks(moveKind);
      if (wantsMove) actions.push({ ...promote, kind: moveKind });
      else if (asks(promote.kind ?? moveKind)) actions.push(promote);
    }
    return actions;
  }

  /**
   * Makes the edit of an action that was offered.
   *
   * @throws ResponseError when the file has changed since, or the action can no longer be done
   */
  async resolve(action: CodeAction): Promise<CodeAction> {
    const data = action.data as ActionData | undefined;
    if (!data) return action;
    const file = this.#files.open(data.uri);
    if (!file) throw new ResponseError(ErrorCodes.InvalidRequest, 'The file is no longer open.');
    const options = await this.#checkOptions(data.uri);
    if (data.action === 'fixAll') return { ...action, edit: resolveFixAll(file, options, this.#toEdit) };
    const group = file.document.groups.find((one) => one.begin.range.start === data.group);
    if (!group || file.version !== data.version) {
      throw new ResponseError(contentModified, 'The backlog has changed meanwhile. Nothing was moved.');
    }
    const queue = await queueOf(file, (uri) => this.#files.read(uri));
    const policy = policyOf(file.document, options.policy);
    const { edit } = promoteGroupEdit(queue, group, policy, options.today, this.#edits);
    return { ...action, edit };
  }

  readonly #toEdit: ToWorkspaceEdit = (file: TaskFile, edits) => this.#edits.of([{ file, edits }]);

  async #checkOptions(uri: string): Promise<CheckOptions> {
    const settings = await this.#settingsOf(uri);
    return { today: this.#today(), levels: settings.rules, policy: policyOverrides(settings) };
  }
}

const moveKind = `${CodeActionKind.Refactor}.move`;
/** LSP's own code for a request whose text has changed under it. */
const contentModified = -32801;

/** Whether an asked-for kind includes another: `refactor` includes `refactor.move`. */
function covers(asked: string, kind: string): boolean {
  return asked === '' || kind === asked || kind.startsWith(`${asked}.`);
}
