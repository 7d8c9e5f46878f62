import { holdsTasks } from '../document/dialect.ts';
import { doubtfulTasks } from '../document/doubtfulTasks.ts';
import type { Document, Task } from '../document/model.ts';
import { TaskReading } from '../policy/completeness.ts';
import type { PolicyOverrides } from '../policy/policy.ts';
import { policyAmong } from '../queue/queuePolicy.ts';
import type { Surroundings } from '../queue/surroundings.ts';
import { firstEndingBehind, type TextRange } from '../text/range.ts';
import { rules } from './registry.ts';
import type { Finding, Fix, Problem, Rule, RuleContext, RuleLevel, Severity } from './rule.ts';
import { sift, suppressionsOf } from './suppressions.ts';

export interface CheckOptions {
  /** Today's date, `YYYY-MM-DD`. */
  readonly today: string;
  /** Levels that settings give to rules, by code. */
  readonly levels?: Readonly<Partial<Record<string, RuleLevel>>>;
  readonly policy?: PolicyOverrides;
  /** What is known around the file. Without it, the rules that compare files are silent. */
  readonly around?: Surroundings | undefined;
}

/**
 * All problems of a document, in text order. A file that does not speak the dialect has none, and neither has
 * TASKS.md, whose examples are no tasks.
 */
export function check(document: Document, options: CheckOptions): Problem[] {
  if (!holdsTasks(document)) return [];
  const files = options.around?.files.map((file) => file.document) ?? [];
  const context: RuleContext = {
    document,
    policy: policyAmong(document, files, options.policy),
    today: options.today,
    around: options.around,
  };
  const active = rules.flatMap((rule) => {
    const severity = levelOf(rule, document, options);
    return severity === 'off' ? [] : [{ rule, severity }];
  });
  const found: Problem[] = [];
  const report = ({ rule, severity }: ActiveRule, findings: Iterable<Finding>): void => {
    for (const finding of findings) found.push({ ...finding, code: rule.code, severity });
  };
  for (const one of active) report(one, documentFindings(one.rule, context));
  checkTasks(context, active, report);
  const reported = suppress(found, context, active);
  return (document.file === 'archive' ? keepArchive(document, reported) : reported).sort(byPosition);
}

/** A rule that is not switched off, and the severity under which it reports. */
interface ActiveRule {
  readonly rule: Rule;
  readonly severity: Severity;
}

function levelOf(rule: Rule, document: Document, { levels }: CheckOptions): RuleLevel {
  const inThisFile = rule.levelIn?.[document.file];
  const set = levels?.[rule.code];
  // A rule that is off for a kind of file has nothing to say there: no setting makes it speak.
  return inThisFile === 'off' ? 'off' : (set ?? inThisFile ?? rule.level);
}

function* documentFindings(rule: Rule, context: RuleContext): Iterable<Finding> {
  if (rule.checkDocument) yield* rule.checkDocument(context);
  const { around } = context;
  if (rule.checkQueue && around) yield* rule.checkQueue({ ...context, around });
}

/** Has every rule look at one task after the other, so that what a task says is read once for all of them. */
function checkTasks(
  context: RuleContext,
  active: readonly ActiveRule[],
  report: (one: ActiveRule, findings: Iterable<Finding>) => void,
): void {
  const { document, policy } = context;
  const isWholeTask = isWhole(document);
  // Nearly every rule has nothing to say of nearly every task.
  const reportAny = (one: ActiveRule, findings: readonly Finding[] | undefined): void => {
    if (findings && findings.length > 0) report(one, findings);
  };
  const ofTasks = active.filter(({ rule }) => rule.checkTask);
  const ofWholeTasks = active.filter(({ rule }) => rule.checkWholeTask);
  for (const task of document.tasks) {
    for (const one of ofTasks) reportAny(one, one.rule.checkTask?.(task, context));
    if (!isWholeTask(task)) continue;
    const reading = new TaskReading(document.text, task, policy);
    for (const one of ofWholeTasks) reportAny(one, one.rule.checkWholeTask?.(task, context, reading));
  }
}

/**
 * Which tasks have fields that can be judged. A header without a block, or a block with nothing in it, is another
 * rule's. So is a task with an unclosed comment, an unclosed fence or a conflict in it: what the text says of its
 * fields is not what was meant.
 */
function isWhole(document: Document): (task: Task) => boolean {
  const doubtful = doubtfulTasks(document);
  return (task) =>
    task.begin !== undefined && (task.header !== undefined || task.fields.length > 0) && !doubtful.has(task);
}

function suppress(found: Problem[], context: RuleContext, active: readonly ActiveRule[]): Problem[] {
  const codes = new Set(rules.map((rule) => rule.code));
  const suppressions = suppressionsOf(context.document, codes);
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
  const contents = document.tasks.filter((task) => task.begin).map(contentOf);
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

function contentOf(task: Task): TextRange {
  return { start: task.begin?.line.end ?? task.range.start, end: task.end?.line.start ?? task.range.end };
}

function byPosition(a: Problem, b: Problem): number {
  return (
    a.range.start - b.range.start ||
    a.range.end - b.range.end ||
    (a.code < b.code ? -1 : Number(a.code > b.code))
  );
}
