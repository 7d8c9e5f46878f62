import { taskId, tasksById } from '../document/ids.ts';
import type { Document, Task } from '../document/model.ts';
import { type EditedTask, TaskEdits } from '../document/taskEdits.ts';
import type { FieldName } from '../document/vocabulary.ts';
import type { TextEdit } from '../text/edits.ts';
import { contains, slice, type TextRange } from '../text/range.ts';
import { byPosition } from './check.ts';
import {
  type CheckOptions,
  type Found,
  type Pass,
  runPass,
  startPass,
  taskProblems,
  textProblems,
} from './pass.ts';
import { rules } from './registry.ts';
import type { Problem } from './rule.ts';
import { suppressionsOf } from './suppressions.ts';

/** A problem without its fixes: those are made of a document, and there is none of what is being typed. */
export type LiveProblem = Omit<Problem, 'fixes'>;

/**
 * The problems of a document while somebody types in it: the same as a check of the whole text finds, at the cost of the
 * task that is edited. Never changed: an edit gives another one.
 */
export class LiveCheck {
  /** The document and its edits. */
  readonly edits: TaskEdits;
  /** The problems in the text as it is now, in text order. */
  readonly problems: readonly LiveProblem[];
  readonly #whole: WholeCheck;

  private constructor(whole: WholeCheck, edits: TaskEdits, problems: readonly LiveProblem[]) {
    this.#whole = whole;
    this.edits = edits;
    this.problems = problems;
  }

  /**
   * Begins with a document; undefined where an edit of a task can always change what is reported of others: where
   * suppressions have to be weighed, and where nothing is reported.
   */
  static of(document: Document, options: CheckOptions): LiveCheck | undefined {
    const pass = startPass(document, options);
    const codes = new Set(rules.map(({ code }) => code));
    if (!pass || suppressionsOf(document, codes).length > 0) return undefined;
    const whole = { pass, found: runPass(pass), tasksById: tasksById(document) };
    const edits = TaskEdits.of(document);
    return new LiveCheck(whole, edits, problemsAfter(edits, whole) ?? []);
  }

  /**
   * The same after one more edit, whose offsets are those of the text as it is now. Undefined where it may change what is
   * found outside its task: then the whole is to be checked.
   */
  with(edit: TextEdit): LiveCheck | undefined {
    const edits = this.edits.with(edit);
    if (!edits) return undefined;
    const others = edits.tasks.filter((one) => !this.edits.tasks.includes(one));
    if (!others.every((one) => concernsNobodyElse(one, this.#whole))) return undefined;
    const problems = problemsAfter(edits, this.#whole);
    return problems && new LiveCheck(this.#whole, edits, problems);
  }
}

/** The check of a whole document. */
interface WholeCheck {
  readonly pass: Pass;
  readonly found: Found;
  readonly tasksById: ReadonlyMap<string, readonly Task[]>;
}

/**
 * Whether nothing that is looked at from elsewhere has changed in an edited task: its header, its state, what it waits for,
 * and which documents it names, whose existence is not known yet. A task that there is twice is compared as a whole.
 */
function concernsNobodyElse({ before, task, alone }: EditedTask, { pass, tasksById }: WholeCheck): boolean {
  const { document, around } = pass.context;
  const id = taskId(before);
  const isAlone =
    id === undefined || ((tasksById.get(id)?.length ?? 0) < 2 && (around?.known.tasks(id).length ?? 0) < 2);
  return isAlone && publicText(document.text, before) === publicText(alone.text, task);
}

function publicText(text: string, { header, fields }: Task): string {
  const seen = fields.filter(({ known }) => known !== undefined && publicFields.has(known));
  return JSON.stringify([header, ...seen].map((part) => part && slice(text, part.range)));
}

/** The fields that rules about the whole document or about several look at. */
const publicFields: ReadonlySet<FieldName> = new Set(['Status', 'Dependencies', 'Relevant Documentation']);

/** The problems after edits; undefined where it cannot be told of one that stays where it is now. */
function problemsAfter(edits: TaskEdits, { pass, found }: WholeCheck): readonly LiveProblem[] | undefined {
  const edited = new Set(edits.tasks.map(({ before }) => before));
  const ofOthers = [...found.inTasks].flatMap(([task, problems]) => (edited.has(task) ? [] : problems));
  const inOtherText = found.inText.filter(
    ({ range }) => !edits.tasks.some(({ before }) => contains(before.range, range)),
  );
  const problems: LiveProblem[] = [];
  for (const problem of [...inOtherText, ...found.inDocument, ...ofOthers]) {
    const there = moved(problem, (range) => edits.map(range));
    if (!there) return undefined;
    problems.push(there);
  }
  for (const one of edits.tasks) problems.push(...problemsOfTask(one, edits, pass));
  return problems.sort(byPosition);
}

function problemsOfTask(one: EditedTask, edits: TaskEdits, { active, context }: Pass): LiveProblem[] {
  const found = taskProblems({ active, context: { ...context, document: one.alone } });
  const ofTask = [...found.values()]
    .flat()
    .flatMap((problem) => moved(problem, (range) => edits.rangeOf(one, range)) ?? []);
  const inBlock = ({ start, end }: TextRange): TextRange =>
    edits.rangeOf(one, { start: start + one.offset, end: end + one.offset });
  return [...ofTask, ...textProblems(one.block, active).flatMap((problem) => moved(problem, inBlock) ?? [])];
}

/** A problem with its places in this file put elsewhere; undefined where one of them has no place there. */
function moved(
  { code, severity, message, range: before, related: relatedBefore }: Problem,
  place: (range: TextRange) => TextRange | undefined,
): LiveProblem | undefined {
  const range = place(before);
  const related = relatedBefore?.map((other) => {
    const there = other.file ? other.range : place(other.range);
    return there && { ...other, range: there };
  });
  if (!range || related?.includes(undefined)) return undefined;
  const places = related?.filter((other) => other !== undefined);
  return { code, severity, message, range, ...(places && { related: places }) };
}
