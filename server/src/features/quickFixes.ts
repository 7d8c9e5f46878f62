import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  type Range,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { type CheckOptions, fixAll, type Problem, safeFix, type TextEdit, touches } from '#core';
import type { CheckedFile } from '../workspace/taskFiles.ts';
import { type TaskFile, toOffsets } from '../workspace/taskFile.ts';
import { diagnosticSource } from './diagnostics.ts';

/** Puts edits of one file in protocol terms. */
export type ToWorkspaceEdit = (file: TaskFile, edits: readonly TextEdit[]) => WorkspaceEdit;

/** The kind of the action that applies every safe fix of a file. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.agentBacklog`;

/**
 * The fixes of the problems in a range, each tied to its diagnostic. A fix that is safe, or the only one, is the
 * preferred one.
 *
 * @param context the diagnostics that the client says are there; a client that names none gets the fixes of all
 */
export function quickFixes(
  { file, problems }: CheckedFile,
  range: Range,
  context: readonly Diagnostic[],
  toEdit: ToWorkspaceEdit,
  options: CheckOptions,
): CodeAction[] {
  const asked = toOffsets(file, range);
  return problems
    .filter((problem) => touches(problem.range, asked))
    .flatMap((problem) => {
      const diagnostics = context.filter(
        (one) => one.source === diagnosticSource && isOf(one, file, problem),
      );
      if (context.length > 0 && diagnostics.length === 0) return [];
      return fixesOf({ file, problems }, problem, diagnostics, toEdit, options);
    });
}

/** The action that applies every safe fix of a file; undefined when there is none to apply. */
export function fixAllAction({ file, problems }: CheckedFile): CodeAction | undefined {
  if (!problems.some(safeFix)) return undefined;
  return {
    title: 'Fix all problems that have a safe fix',
    kind: fixAllKind,
    data: { action: 'fixAll', uri: file.uri },
  };
}

/** Fills in the edit of `fixAllAction`. */
export function resolveFixAll(file: TaskFile, options: CheckOptions, toEdit: ToWorkspaceEdit): WorkspaceEdit {
  return toEdit(file, fixAll(file.document, options));
}

function fixesOf(
  { file, problems }: Pick<CheckedFile, 'file' | 'problems'>,
  problem: Problem,
  diagnostics: Diagnostic[],
  toEdit: ToWorkspaceEdit,
  options: CheckOptions,
): CodeAction[] {
  const fixes = problem.fixes?.() ?? [];
  const actions: CodeAction[] = fixes.map((fix) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    isPreferred: fix.safe || fixes.length === 1,
    edit: toEdit(file, fix.edits),
  }));
  const alike = problems.filter((other) => other.code === problem.code && safeFix(other)).length;
  if (fixes.some((fix) => fix.safe) && alike > 1) {
    actions.push({
      title: `Fix all ${String(alike)} problems of ${problem.code}`,
      kind: CodeActionKind.QuickFix,
      diagnostics,
      edit: toEdit(file, fixAll(file.document, options, problem.code)),
    });
  }
  return actions;
}

function isOf(diagnostic: Diagnostic, file: TaskFile, problem: Problem): boolean {
  if (diagnostic.code !== problem.code) return false;
  const { start, end } = toOffsets(file, diagnostic.range);
  return start === problem.range.start && end === problem.range.end;
}
