import { taskId, tasksById } from '../document/ids.ts';
import type { Document, Group, Task } from '../document/model.ts';
import { findTag } from '../document/tags.ts';
import { type Shortcoming, shortcomings } from '../policy/completeness.ts';
import { findField } from '../policy/fieldValues.ts';
import type { Policy } from '../policy/policy.ts';
import { dependenciesOf } from '../queue/dependencies.ts';
import type { Queue } from '../queue/queue.ts';

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

/** Why nothing moves at all. A sentence for the user. */
export interface Refusal {
  readonly refused: string;
  readonly passedOver: readonly PassedOver[];
}

/**
 * Chooses what promoting a group moves (workflow.md, "Promote a group", items 1 and 2): its tasks in listed order,
 * up to the room in TODO.md, those left out that are not ready.
 */
export function chooseBatch(queue: Queue, group: Group, policy: Policy): Batch | Refusal {
  const type = findTag(group.begin.tags, 'type')?.value;
  const refused = refusal(queue.todo, group, type, policy);
  if (refused !== undefined) return { refused, passedOver: [] };
  const room = policy.batchSize - activeTasks(queue.todo).length;
  const moved: Task[] = [];
  const passedOver: PassedOver[] = [];
  const available = new Set([...idsOf(queue.todo), ...idsOf(queue.archive)]);
  let overBatchSize = 0;
  for (const task of group.tasks) {
    const obstacle = obstacleOf(task, queue, type, policy, available);
    if (obstacle) passedOver.push(obstacle);
    else if (moved.length === room) overBatchSize++;
    else {
      moved.push(task);
      available.add(taskId(task) ?? '');
    }
  }
  if (moved.length > 0) return { group, moved, passedOver, overBatchSize };
  if (group.tasks.length === 0) return { refused: 'The group has no tasks.', passedOver };
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
  todo: Document | undefined,
  group: Group,
  type: string | undefined,
  policy: Policy,
): string | undefined {
  if (!type) return 'The group has no type.';
  if (!group.end) return 'The group has no group_end.';
  if (!todo || todo.text.trim() === '') return undefined;
  if (!todo.speaksDialect) return 'TODO.md is not a task file of this kind.';
  const broken = todo.tasks.find((task) => !task.begin || !task.end);
  if (broken)
    return `TODO.md has a task that is not enclosed in task_begin and task_end: ${taskId(broken) ?? 'one without an id'}.`;
  const other = todo.tasks.map((task) => typeOf(task)).find((one) => one !== undefined && one !== type);
  if (other !== undefined)
    return `TODO.md holds tasks of type ${other}; a batch has one type, and this group is ${type}.`;
  const active = activeTasks(todo).length;
  if (active < policy.batchSize) return undefined;
  return `TODO.md is full: it holds ${String(active)} active tasks, and a batch has ${String(policy.batchSize)}.`;
}

function obstacleOf(
  task: Task,
  queue: Queue,
  type: string | undefined,
  policy: Policy,
  available: ReadonlySet<string>,
): PassedOver | undefined {
  const { text } = queue.backlog;
  const id = taskId(task);
  if (!task.begin || !task.end)
    return { task, cause: 'broken', reason: 'is not enclosed in task_begin and task_end' };
  if (id === undefined) return { task, cause: 'broken', reason: 'has no id' };
  if (typeOf(task) !== type)
    return { task, cause: 'other type', reason: `is of type ${typeOf(task) ?? 'unknown'}` };
  if (available.has(id))
    return { task, cause: 'id in use', reason: 'has an id that is already in TODO.md or ARCHIVE.md' };
  const lacks = shortcomings(text, task, policy);
  if (lacks.length > 0) {
    return {
      task,
      cause: 'incomplete',
      reason: lacks.map(({ field, lack }) => lackTitles[lack](field)).join(' and '),
    };
  }
  const waitsFor = dependenciesOf(text, task).filter((dependency) => !available.has(dependency));
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

/** The tasks that count against the batch size: all that are not done. */
export function activeTasks(todo: Document | undefined): readonly Task[] {
  if (!todo) return [];
  return todo.tasks.filter((task) => {
    const status = findField(task, 'Status');
    return !status || !/^done\b/.test(todo.text.slice(status.value.start, status.value.end));
  });
}

function idsOf(document: Document | undefined): Iterable<string> {
  return document ? tasksById(document).keys() : [];
}

function typeOf(task: Task): string | undefined {
  return (task.header && findTag(task.header.tags, 'type')?.value) || undefined;
}
