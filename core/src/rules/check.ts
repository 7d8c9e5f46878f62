import type { Document, Task } from '../document/model.ts';
import { firstEndingBehind, type TextRange } from '../text/range.ts';
import { type CheckOptions, type Pass, runPass, startPass } from './pass.ts';
import { rules } from './registry.ts';
import type { Fix, Problem } from './rule.ts';
import { sift, suppressionsOf } from './suppressions.ts';

/**
 * All problems of a document, in text order. A file that does not speak the dialect has none, and neither has
 * TASKS.md, whose examples are no tasks.
 */
export function check(document: Document, options: CheckOptions): Problem[] {
  const pass = startPass(document, options);
  if (!pass) return [];
  const { inText, inDocument, inTasks } = runPass(pass);
  const reported = suppress([...inText, ...inDocument, ...[...inTasks.values()].flat()], pass);
  return (document.file === 'archive' ? keepArchive(document, reported) : reported).sort(byPosition);
}

function suppress(found: Problem[], { context, active }: Pass): Problem[] {
  const codes = new Set(rules.map((rule) => rule.code));
  const suppressions = suppressionsOf(context.document, codes);
  // Nearly all documents: nothing has to be put in order and held against anything.
  if (suppressions.length === 0) return found;
  const { kept, used } = sift(found, suppressions);
  // A rule that is switched off altogether leaves its suppressions alone: somebody may switch it on again.
  const off = new Set(codes);
  for (const { rule } of active) off.delete(rule.code);
  const unused = suppressions.filter((one) => !used.has(one) && !off.has(one.code));
  for (const { rule, severity } of active) {
    for (const finding of rule.checkSuppressions?.(unused, context) ?? []) {
      kept.push({ ...finding, code: rule.code, severity });
    }
  }
  return kept;
}

/** The archive is append-only: no fix is offered inside a task that it holds. */
function keepArchive(document: Document, problems: readonly Problem[]): Problem[] {
  const contents = document.tasks.flatMap(contentOf);
  const touchesTask = ({ start, end }: TextRange): boolean => {
    const next = firstEndingBehind(contents, start);
    return next !== undefined && next.start < end;
  };
  return problems.map((problem) => {
    const { fixes } = problem;
    if (!fixes) return problem;
    const allowed = (): readonly Fix[] =>
      fixes().filter((fix) => 'edits' in fix && !fix.edits.some((edit) => touchesTask(edit.range)));
    return { ...problem, fixes: allowed };
  });
}

/** What is between the markers of a task; nothing where there is no begin marker. */
function contentOf({ begin, end, range }: Task): readonly TextRange[] {
  return begin ? [{ start: begin.line.end, end: end?.line.start ?? range.end }] : [];
}

/** The order in which problems are reported. */
export function byPosition(a: Problem, b: Problem): number {
  return (
    a.range.start - b.range.start ||
    a.range.end - b.range.end ||
    (a.code < b.code ? -1 : Number(a.code > b.code))
  );
}
