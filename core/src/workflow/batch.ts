import { doubtfulTasks } from '../document/doubtfulTasks.ts';
import { taskId } from '../document/ids.ts';
import type { Group, Task } from '../document/model.ts';
import { groupType } from '../document/tagValues.ts';
import { type Shortcoming, shortcomings } from '../policy/completeness.ts';
import type { Policy } from '../policy/policy.ts';
import { type DependencyReader, dependencyReader } from '../queue/dependencies.ts';
import type { QueueWithBacklog } from '../queue/queue.ts';
import { activeTasks, conflicted, type Refusal, todoRefusal, typeOf } from './refusal.ts';

/** The tasks of a group that a promotion moves, and what becomes of the others. */
export interface Batch {
  readonly group: Group;
  readonly moved: readonly Task[];
  readonly passedOver: readonly PassedOver[];
  /** How many more could move if the batch had room. */
  readonly overBatchSize: number;
}

/** A task that stays behind, and why. */
export interface PassedOver {
  readonly task: Task;
  readonly cause: 'incomplete' | 'waiting' | 'other type' | 'id in use' | 'broken';
  /** What is the matter, as the end of a sentence that begins with the task: `has no Plan`. */
  readonly reason: string;
}

/** Why nothing is promoted at all. */
export interface BatchRefusal extends Refusal {
  readonly passedOver: readonly PassedOver[];
}

/**
 * Chooses what promoting a group moves (docs/dialect.md, "Promotion", items 1 and 2): its tasks in listed order,
 * up to the room in TODO.md, those left out that are not ready.
 *
 * @param tasks the tasks of the group to choose from, when not all
 */
export function chooseBatch(
  queue: QueueWithBacklog,
  group: Group,
  policy: Policy,
  tasks: readonly Task[] = group.tasks,
): Batch | BatchRefusal {
  const type = groupType(group);
  const refused = refusal(queue, group, type, policy);
  if (refused !== undefined) return { refused, passedOver: [] };
  const room = policy.batchSize - activeTasks(queue.todo).length;
  const moved: Task[] = [];
  const passedOver: PassedOver[] = [];
  const available = new Set([queue.todo, queue.archive].flatMap((document) => document?.tasks.map(taskId)));
  const doubtful = doubtfulTasks(queue.backlog);
  const dependencies = dependencyReader(queue.backlog);
  let overBatchSize = 0;
  for (const task of tasks) {
    const obstacle = obstacleOf(task, queue, type, policy, available, doubtful, dependencies);
    if (obstacle) passedOver.push(obstacle);
    else if (moved.length === room) overBatchSize++;
    else {
      moved.push(task);
      available.add(taskId(task));
    }
  }
  if (moved.length > 0) return { group, moved, passedOver, overBatchSize };
  if (group.tasks.length === 0) return { refused: 'The group has no tasks.', passedOver };
  if (tasks !== group.tasks) return { refused: `${passedOver.map(sentenceOf).join('; ')}.`, passedOver };
  return { refused: `No task of the group is ready: ${passedOver.map(sentenceOf).join('; ')}.`, passedOver };
}

/** What a promotion will do, for the title of an action: `Promote 3 of 7 tasks (2 incomplete, 2 over the batch size)`. */
export function batchTitle({ group, moved, passedOver, overBatchSize }: Batch): string {
  const causes = new Map<string, number>();
  for (const { cause } of passedOver)
    causes.set(causeTitles[cause], (causes.get(causeTitles[cause]) ?? 0) + 1);
  if (overBatchSize > 0) causes.set('over the batch size', overBatchSize);
  const rest = [...causes].map(([cause, count]) => `${String(count)} ${cause}`).join(', ');
  const tasks = group.tasks.length === 1 ? 'task' : 'tasks';
  return `Promote ${String(moved.length)} of ${String(group.tasks.length)} ${tasks}${rest === '' ? '' : ` (${rest})`}`;
}

/** A passed-over task as a clause: `TASK-20260301-004 has no Plan`. */
export function sentenceOf({ task, reason }: PassedOver): string {
  return `${taskId(task) ?? (task.header?.title || 'a task without a header')} ${reason}`;
}

const causeTitles: Readonly<Record<PassedOver['cause'], string>> = {
  incomplete: 'incomplete',
  waiting: 'waiting for others',
  'other type': 'of another type',
  'id in use': 'with an id in use',
  broken: 'broken',
};

function refusal(
  { backlog, todo }: QueueWithBacklog,
  group: Group,
  type: string | undefined,
  policy: Policy,
): string | undefined {
  if (backlog.conflicts.length > 0) return conflicted('backlog');
  if (!type) return 'The group has no type.';
  if (!group.begin.canonical) return 'The group_begin marker is malformed.';
  if (!group.end) return 'The group has no group_end.';
  return todoRefusal(todo, type, 'this group', policy);
}

function obstacleOf(
  task: Task,
  queue: QueueWithBacklog,
  type: string | undefined,
  policy: Policy,
  available: ReadonlySet<string | undefined>,
  doubtful: ReadonlySet<Task>,
  dependencies: DependencyReader,
): PassedOver | undefined {
  const { text } = queue.backlog;
  const id = taskId(task);
  if (!task.begin || !task.end)
    return { task, cause: 'broken', reason: 'is not enclosed in task_begin and task_end' };
  if (!task.begin.canonical || !task.end.canonical)
    return { task, cause: 'broken', reason: 'has a malformed marker' };
  if (doubtful.has(task))
    return {
      task,
      cause: 'broken',
      reason: 'has an unclosed comment, an unclosed fence or a merge conflict in it',
    };
  if (id === undefined) return { task, cause: 'broken', reason: 'has no id' };
  if (typeOf(task) !== type)
    return { task, cause: 'other type', reason: `is of type ${typeOf(task) ?? 'unknown'}` };
  if (available.has(id)) return { task, cause: 'id in use', reason: 'has an id that is already in use' };
  const lacks = shortcomings(text, task, policy);
  if (lacks.length > 0) {
    return {
      task,
      cause: 'incomplete',
      reason: lacks.map(({ field, lack }) => lackTitles[lack](field)).join(' and '),
    };
  }
  const waitsFor = dependencies.ids(task).filter((dependency) => !available.has(dependency));
  return waitsFor.length > 0
    ? { task, cause: 'waiting', reason: `waits for ${waitsFor.join(', ')}` }
    : undefined;
}

const lackTitles: Readonly<Record<Shortcoming, (field: string) => string>> = {
  missing: (field) => `has no ${field}`,
  'short plan': () => 'has too few steps in its Plan',
  placeholder: (field) => `has template text in its ${field}`,
  'no amount of time': () => 'has an Estimated Effort without an amount of time',
  'no document': () => 'names no file under docs/ in its Relevant Documentation',
};
