import type { CodeAction, Diagnostic, Range, WorkspaceEdit } from 'vscode-languageserver';
import { CodeActionKind } from 'vscode-languageserver-types';
import { fixAll, messageOf, type MoveFix, type Problem, safeFix, type TextEdit, touches } from '#core';
import type { CheckedFile } from '../workspace/checker.ts';
import { diagnosticSource } from '../protocol.ts';
import { type TaskFile, toOffsets } from '../workspace/taskFile.ts';
import {
  type ActionContext,
  type ActionData,
  type ActionProvider,
  dataOf,
  disabledAction,
} from './actionProvider.ts';
import { archiveTasks } from './archiveTasks.ts';
import { demoteTask } from './demoteTask.ts';

/** Puts edits of one file in protocol terms. */
type ToWorkspaceEdit = (file: TaskFile, edits: readonly TextEdit[]) => WorkspaceEdit;

/** The kind of the action that applies every safe fix of a file. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.agentBacklog`;

/** Fixes problems, one or all of a rule; on a client's explicit wish, all that have a safe fix. */
export const quickFix: ActionProvider = {
  actions: ['fixAll'],

  async offer(request) {
    const toEdit: ToWorkspaceEdit = (file, edits) => request.edits.of([{ file, edits }]);
    const fixes = request.asks(CodeActionKind.QuickFix)
      ? await Promise.all(
          quickFixes(request, request.range, request.diagnostics, toEdit).map((action) =>
            disabledWhereRefused(action, request),
          ),
        )
      : [];
    const fixAll = request.asksByKind && request.asks(fixAllKind) ? fixAllAction(request) : undefined;
    return fixAll ? [...fixes, fixAll] : fixes;
  },

  edit({ only }, { file, options, edits }) {
    return Promise.resolve({ edit: edits.of([{ file, edits: fixAll(file.document, options, only) }]) });
  },
};

/** A file and what was found in it. */
type Checked = Pick<CheckedFile, 'file' | 'problems'>;

/**
 * The fixes of the problems in a range, each tied to its diagnostic. A fix that is safe, or the only one, is the
 * preferred one. Where several problems of one rule have a safe fix, all of them can be fixed at once.
 *
 * @param context the diagnostics that the client says are there; a client that names none gets the fixes of all
 */
function quickFixes(
  { file, problems }: Checked,
  range: Range,
  context: readonly Diagnostic[],
  toEdit: ToWorkspaceEdit,
): CodeAction[] {
  const asked = toOffsets(file, range);
  const actions: CodeAction[] = [];
  const inRange = new Set<string>();
  for (const problem of problems) {
    if (!touches(problem.range, asked)) continue;
    const diagnostics = context.filter((one) => one.source === diagnosticSource && isOf(one, file, problem));
    if (context.length > 0 && diagnostics.length === 0) continue;
    const fixes = problem.fixes?.() ?? [];
    for (const fix of fixes) {
      const isPreferred = fix.safe || fixes.length === 1;
      const action = { title: fix.title, kind: CodeActionKind.QuickFix, diagnostics, isPreferred };
      actions.push(
        'edits' in fix
          ? { ...action, edit: toEdit(file, fix.edits) }
          : { ...action, data: dataOf(moves[fix.move].action, file, fix.task.range.start) },
      );
    }
    inRange.add(problem.code);
  }
  for (const code of inRange) {
    const alike = problems.filter((problem) => problem.code === code && safeFix(problem)).length;
    if (alike < 2) continue;
    const data: ActionData = { action: 'fixAll', uri: file.uri, only: code };
    const diagnostics = context.filter((one) => one.source === diagnosticSource && one.code === code);
    const title = `Fix all ${String(alike)} problems of ${code}`;
    actions.push({ title, kind: CodeActionKind.QuickFix, diagnostics, data });
  }
  return actions;
}

/** The actions by which the moves are made that put problems right. */
const moves: Readonly<
  Record<MoveFix['move'], { readonly action: string; readonly provider: ActionProvider }>
> = {
  archive: { action: 'archiveTasks', provider: archiveTasks },
  demote: { action: 'demoteTask', provider: demoteTask },
};

/** A fix that is a move is tried before it is offered: it can be refused, and then the reason is shown in its place. */
async function disabledWhereRefused(action: CodeAction, context: ActionContext): Promise<CodeAction> {
  const data = action.data as ActionData | undefined;
  const move = Object.values(moves).find((one) => one.action === data?.action);
  if (!data || !move) return action;
  try {
    await move.provider.edit(data, context);
    return action;
  } catch (error) {
    const reason = messageOf(error);
    return {
      ...disabledAction(action.title, CodeActionKind.QuickFix, reason),
      diagnostics: action.diagnostics ?? [],
    };
  }
}

/** The action that applies every safe fix of a file; undefined when there is none to apply. */
function fixAllAction({ file, problems }: Checked): CodeAction | undefined {
  if (!problems.some(safeFix)) return undefined;
  const data: ActionData = { action: 'fixAll', uri: file.uri };
  return { title: 'Fix all problems that have a safe fix', kind: fixAllKind, data };
}

function isOf(diagnostic: Diagnostic, file: TaskFile, problem: Problem): boolean {
  if (diagnostic.code !== problem.code) return false;
  const { start, end } = toOffsets(file, diagnostic.range);
  return start === problem.range.start && end === problem.range.end;
}
