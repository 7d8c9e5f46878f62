import type { Document, Task } from '../document/model.ts';
import { type PolicyOverrides, policyOf } from '../policy/policy.ts';
import type { TextRange } from '../text/range.ts';
import { unusedSuppression } from './blocks/unused-suppression.ts';
import { rules } from './registry.ts';
import type { Finding, Problem, Rule, RuleContext, RuleLevel } from './rule.ts';
import { sift, suppressionsOf } from './suppressions.ts';

export interface CheckOptions {
  /** Today's date, `YYYY-MM-DD`. */
  readonly today: string;
  /** Levels that settings give to rules, by code. */
  readonly levels?: Readonly<Partial<Record<string, RuleLevel>>>;
  readonly policy?: PolicyOverrides;
}

/**
 * All problems of a document, in text order. A file that does not speak the dialect has none, and neither has
 * TASKS.md, whose examples are no tasks.
 */
export function check(document: Document, options: CheckOptions): Problem[] {
  if (!document.speaksDialect || document.file === 'tasks') return [];
  const context: RuleContext = {
    document,
    policy: policyOf(document, options.policy),
    today: options.today,
  };
  const found: Problem[] = [];
  const whole = wholeTasks(document);
  for (const rule of rules) {
    const severity = levelOf(rule, document, options);
    if (severity === 'off') continue;
    const tasks = rule.group === 'fields' ? whole : document.tasks;
    for (const finding of findings(rule, context, tasks))
      found.push({ ...finding, code: rule.code, severity });
  }
  const reported = suppress(found, context, options);
  return reported.map((problem) => keepArchive(document, problem)).sort(inTextOrder);
}

function levelOf(rule: Rule, document: Document, { levels }: CheckOptions): RuleLevel {
  const inThisFile = rule.levelIn?.[document.file];
  const set = levels?.[rule.code];
  // A rule that is off for a kind of file has nothing to say there: no setting makes it speak.
  return inThisFile === 'off' ? 'off' : (set ?? inThisFile ?? rule.level);
}

function* findings(rule: Rule, context: RuleContext, tasks: readonly Task[]): Iterable<Finding> {
  if (rule.checkDocument) yield* rule.checkDocument(context);
  if (!rule.checkTask) return;
  for (const task of tasks) yield* rule.checkTask(task, context);
}

/**
 * The tasks whose fields can be judged. A header without a block, or a block with nothing in it, is another
 * rule's. So is a task with an unclosed comment, an unclosed fence or a conflict in it: what the text says of its
 * fields is not what was meant.
 */
function wholeTasks({ tasks, comments, fences, conflicts }: Document): readonly Task[] {
  const unclosed = [...comments, ...fences].filter(({ closed }) => !closed).map(({ range }) => range);
  const doubtful = [...unclosed, ...conflicts].map(({ start }) => start).sort((a, b) => a - b);
  let next = 0;
  return tasks.filter((task) => {
    while ((doubtful[next] ?? Infinity) < task.range.start) next++;
    const isDoubtful = (doubtful[next] ?? Infinity) < task.range.end;
    return !isDoubtful && task.begin !== undefined && (task.header !== undefined || task.fields.length > 0);
  });
}

function suppress(found: readonly Problem[], context: RuleContext, options: CheckOptions): Problem[] {
  const suppressions = suppressionsOf(context.document);
  if (suppressions.length === 0) return [...found];
  const { kept, used } = sift(found, suppressions);
  const severity = levelOf(unusedSuppression, context.document, options);
  if (severity === 'off') return kept;
  // A rule that is switched off altogether leaves its suppressions alone: somebody may switch it on again.
  const unused = suppressions.filter((one) => !used.has(one) && !isOff(one.code, context.document, options));
  for (const finding of unusedSuppression.report(unused, context)) {
    kept.push({ ...finding, code: unusedSuppression.code, severity });
  }
  return kept;
}

function isOff(code: string, document: Document, options: CheckOptions): boolean {
  const rule = rules.find((one) => one.code === code);
  return rule !== undefined && levelOf(rule, document, options) === 'off';
}

/** The archive is append-only: no fix is offered inside a task that it holds. */
function keepArchive(document: Document, problem: Problem): Problem {
  const { fixes } = problem;
  if (document.file !== 'archive' || !fixes) return problem;
  const contents = document.tasks.filter((task) => task.begin).map(contentOf);
  const leavesTasksAlone = (range: TextRange): boolean =>
    !contents.some((content) => content.start < range.end && range.start < content.end);
  return {
    ...problem,
    fixes: () => fixes().filter((fix) => fix.edits.every((edit) => leavesTasksAlone(edit.range))),
  };
}

function contentOf(task: Task): TextRange {
  return { start: task.begin?.line.end ?? task.range.start, end: task.end?.line.start ?? task.range.end };
}

function inTextOrder(a: Problem, b: Problem): number {
  return a.range.start - b.range.start || a.range.end - b.range.end || (a.code < b.code ? -1 : 1);
}
