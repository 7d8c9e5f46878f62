import { holdsTasks } from '../document/dialect.ts';
import { doubtfulTasks } from '../document/doubtfulTasks.ts';
import type { Document, Task } from '../document/model.ts';
import { TaskReading } from '../policy/completeness.ts';
import type { PolicyOverrides } from '../policy/policy.ts';
import { policyAmong } from '../queue/queuePolicy.ts';
import type { Surroundings } from '../queue/surroundings.ts';
import { ownFile } from './around.ts';
import { rules } from './registry.ts';
import type { Finding, Problem, Rule, RuleContext, RuleLevel, Severity } from './rule.ts';

/** What a check is told from outside. */
export interface CheckOptions {
  /** Today's date, `YYYY-MM-DD`. */
  readonly today: string;
  /** Levels that settings give to rules, by code. */
  readonly levels?: Readonly<Partial<Record<string, RuleLevel>>>;
  /** What settings require, in the place of what the file's instructions say. */
  readonly policy?: PolicyOverrides;
  /** What is known around the file. Without it, the rules that compare files are silent. */
  readonly around?: Surroundings | undefined;
}

/** A check under way: which rules look at which document. */
export interface Pass {
  readonly context: RuleContext;
  readonly active: readonly ActiveRule[];
}

/** What is to be checked of a document; undefined where nothing is. */
export function startPass(document: Document, options: CheckOptions): Pass | undefined {
  if (!holdsTasks(document)) return undefined;
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
  return { context, active };
}

/** What a pass has found, by what it was found in. */
export interface Found {
  /** In the text, wherever it stands. */
  readonly inText: readonly Problem[];
  /** In the document as a whole, or beside others. */
  readonly inDocument: readonly Problem[];
  /** In single tasks: those in which there was anything. */
  readonly inTasks: ReadonlyMap<Task, readonly Problem[]>;
}

/** Has every rule look at the document. */
export function runPass({ context, active }: Pass): Found {
  return {
    inText: textProblems(context.document.text, active),
    inDocument: active.flatMap((one) => problemsOf(one, documentFindings(one.rule, context))),
    inTasks: taskProblems({ context, active }),
  };
}

/** A rule that is not switched off, and the severity under which it reports. */
export interface ActiveRule {
  readonly rule: Rule;
  readonly severity: Severity;
}

/**
 * The problems that tasks show by themselves. Every rule looks at one task after the other, so that what a task says is read
 * once for all of them.
 */
export function taskProblems({ context, active }: Pass): ReadonlyMap<Task, readonly Problem[]> {
  const { document, policy } = context;
  const found = new Map<Task, Problem[]>();
  const take = (task: Task, one: ActiveRule, findings: readonly Finding[]): void => {
    for (const finding of findings) {
      const problems = found.get(task) ?? [];
      found.set(task, problems);
      problems.push(problemOf(one, finding));
    }
  };
  const canJudge = canJudgeFields(document);
  const ofTasks = active.flatMap((one) => (one.rule.checkTask ? { one, check: one.rule.checkTask } : []));
  const ofWholeTasks = active.flatMap((one) =>
    one.rule.checkWholeTask ? { one, check: one.rule.checkWholeTask } : [],
  );
  for (const task of document.tasks) {
    for (const { one, check } of ofTasks) take(task, one, check(task, context));
    if (!canJudge(task)) continue;
    const reading = new TaskReading(document.text, task, policy);
    for (const { one, check } of ofWholeTasks) take(task, one, check(task, context, reading));
  }
  return found;
}

/** The problems that a text shows by itself, wherever it stands. */
export function textProblems(text: string, active: readonly ActiveRule[]): Problem[] {
  return active.flatMap((one) => problemsOf(one, one.rule.checkText?.(text) ?? []));
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
  const own = ownFile(context);
  if (rule.checkQueue && around && own) yield* rule.checkQueue({ ...context, around, own });
}

function problemsOf(one: ActiveRule, findings: Iterable<Finding>): Problem[] {
  return Array.from(findings, (finding) => problemOf(one, finding));
}

function problemOf({ rule, severity }: ActiveRule, finding: Finding): Problem {
  return { ...finding, code: rule.code, severity };
}

/**
 * Which tasks have fields that can be judged. A header without a block, or a block with nothing in it, is another
 * rule's. So is a task with an unclosed comment, an unclosed fence or a conflict in it: what the text says of its
 * fields is not what was meant.
 */
function canJudgeFields(document: Document): (task: Task) => boolean {
  const doubtful = doubtfulTasks(document);
  return (task) =>
    task.begin !== undefined && (task.header !== undefined || task.fields.length > 0) && !doubtful.has(task);
}
