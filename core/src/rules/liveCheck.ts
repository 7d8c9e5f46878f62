import { taskId, tasksById } from '../document/ids.ts';
import type { Document, Task } from '../document/model.ts';
import type { EditedTask, TaskEdits } from '../document/taskEdits.ts';
import { saysTheSame } from '../policy/publicText.ts';
import { contains, type TextRange } from '../text/range.ts';
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
import type { Problem } from './rule.ts';
import { holdsSuppressions } from './suppressions.ts';

/** A problem without its fixes: those are made of a document, and there is none of what is being typed. */
export type LiveProblem = Omit<Problem, 'fixes'>;

/**
 * The problems of a document while somebody types in it: the same as a check of the whole text finds, at the cost of the
 * tasks that are edited.
 */
export class LiveCheck {
  readonly #whole: WholeCheck;

  private constructor(whole: WholeCheck) {
    this.#whole = whole;
  }

  /**
   * Begins with a document; undefined where an edit of a task can always change what is reported of others: where
   * suppressions have to be weighed, and where nothing is reported.
   */
  static of(document: Document, options: CheckOptions): LiveCheck | undefined {
    const pass = startPass(document, options);
    if (!pass || holdsSuppressions(document)) return undefined;
    return new LiveCheck({ pass, found: runPass(pass), tasksById: tasksById(document) });
  }

  /** The document that it began with. */
  get document(): Document {
    return this.#whole.pass.context.document;
  }

  /**
   * The problems after edits of the document, in text order. Undefined where the edits may change what is found outside their
   * tasks: then the whole is to be checked.
   */
  after(edits: TaskEdits): readonly LiveProblem[] | undefined {
    const { tasks } = edits;
    const isLive =
      edits.document === this.document && tasks.every((one) => concernsNobodyElse(one, this.#whole));
    return isLive ? problemsAfter(edits, this.#whole) : undefined;
  }
}

/** The check of a whole document. */
interface WholeCheck {
  readonly pass: Pass;
  readonly found: Found;
  readonly tasksById: ReadonlyMap<string, readonly Task[]>;
}

/** Whether an edited task says the same to whoever looks at it. A task that there is twice is compared as a whole. */
function concernsNobodyElse(one: EditedTask, { pass, tasksById }: WholeCheck): boolean {
  const { document, around } = pass.context;
  const id = taskId(one.before);
  const isAlone =
    id === undefined || (tasksById.get(id)?.length === 1 && (around?.known.tasks(id).length ?? 0) < 2);
  return isAlone && saysTheSame(document, one);
}

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
