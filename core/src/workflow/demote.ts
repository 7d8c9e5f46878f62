import { blockText, insertionInto, type Place, removalOf } from '../document/blockText.ts';
import { taskId, taskLabel } from '../document/ids.ts';
import type { Document, Group, Task } from '../document/model.ts';
import { findTag } from '../document/tags.ts';
import { groupType } from '../document/tagValues.ts';
import type { Queue } from '../queue/queue.ts';
import { entriesOf, relocate } from './indexEntries.ts';
import { type QueueEdits, queueEdits, type QueueUris } from './queueEdits.ts';
import { type Refusal, tasksRefusal, typeOf, unfit } from './refusal.ts';
import { effaceTraces, isTraced, tracedIds } from './trace.ts';

/**
 * The edits that take tasks of TODO.md back to the groups of their type and priority in the backlog: the inverse of
 * promoting them. Where the trace of a promotion names a task, it comes back to its place (`placeOf`), else to the end
 * of its group, and the trace no longer names it. A batch focus stays, as what it was before is not known.
 *
 * @returns the edits; where nothing can move, why (`refused`): it does not throw
 */
export function demote(queue: Queue, tasks: readonly Task[], queueUris: QueueUris): QueueEdits | Refusal {
  const { backlog, todo, index } = queue;
  if (!backlog) return { refused: 'There is no BACKLOG.md to demote to.' };
  if (!todo || tasks.length === 0) return { refused: 'There is no task to demote.' };
  if (backlog.text.trim() === '') return { refused: 'The backlog has no groups.' };
  const refused = unfit(backlog, 'backlog') ?? unfit(todo, 'todo') ?? tasksRefusal(tasks, backlog, 'backlog');
  if (refused !== undefined) return { refused };
  const returning = new Map<Group, Task[]>();
  for (const task of tasks) {
    const group = groupFor(backlog, task);
    if ('refused' in group) return group;
    returning.set(group, [...(returning.get(group) ?? []), task]);
  }
  return queueEdits('todo', {
    backlog: [
      ...[...returning].flatMap(([group, ones]) => returnTo(backlog, group, todo, ones)),
      ...effaceTraces(backlog, tasks),
    ],
    todo: removalOf(todo, tasks),
    index: index ? relocate(index, entriesOf(index, tasks, 'todo', queueUris), 'backlog', queueUris) : [],
  });
}

/**
 * Of several backlogs the one that a task goes back to: the first whose trace names it in the group of its type and
 * priority, else the first with such a group, else the first.
 */
export function homeOf(backlogs: readonly Document[], task: Task): Document | undefined {
  const fitting = backlogs.flatMap((backlog) => {
    const group = groupFor(backlog, task);
    return 'refused' in group ? [] : [{ backlog, isNamed: isTraced(backlog, group, task) }];
  });
  return (fitting.find(({ isNamed }) => isNamed) ?? fitting[0])?.backlog ?? backlogs[0];
}

/** The group that a task belongs to: of several the one with its trace, else the first. */
function groupFor(backlog: Document, task: Task): Group | Refusal {
  const type = typeOf(task);
  const priority = task.header && findTag(task.header.tags, 'priority')?.value;
  if (!type || !priority) return { refused: `${taskLabel(task)} has no ${type ? 'priority' : 'type'}.` };
  const fitting = backlog.groups.filter(
    (one) => groupType(one) === type && findTag(one.begin.tags, 'priority')?.value === priority,
  );
  const group = fitting.find((one) => isTraced(backlog, one, task)) ?? fitting[0];
  if (!group) return { refused: `The backlog has no group of type ${type} and priority ${priority}.` };
  if (!group.end) return { refused: `The group of type ${type} and priority ${priority} has no group_end.` };
  return group;
}

function returnTo(backlog: Document, group: Group, todo: Document, tasks: readonly Task[]) {
  const trace: readonly (string | undefined)[] = tracedIds(backlog, group);
  const rank = (task: Task): number => {
    const at = trace.indexOf(taskId(task));
    return at === -1 ? trace.length : at;
  };
  const ids = group.tasks.map(taskId);
  const isOrdered = ids.every((id, at) => compareIds(ids[at - 1], id) <= 0);
  const byPlace = new Map<Task | undefined, string[]>();
  for (const task of [...tasks].sort((a, b) => rank(a) - rank(b))) {
    const below = placeOf(task, group, trace, isOrdered);
    byPlace.set(below, [...(byPlace.get(below) ?? []), blockText(todo, task)]);
  }
  return [...byPlace].flatMap(([below, blocks]) => {
    const place: Place = below ? { before: below } : group;
    return insertionInto(backlog, place, blocks);
  });
}

/**
 * The task of a group in front of which another one comes back; undefined for the end of the group.
 *
 * The trace names what left in its order, so that a task comes between those that it names before and behind it. What
 * it passed over it does not name. In a group whose ids ascend, as nearly all do, the id tells the place among those;
 * in others a task comes back to the front, where promotions take from.
 */
function placeOf(
  task: Task,
  group: Group,
  trace: readonly (string | undefined)[],
  isOrdered: boolean,
): Task | undefined {
  const id = taskId(task);
  const named = trace.indexOf(id);
  if (named === -1) return undefined;
  const places = group.tasks.map((one) => trace.indexOf(taskId(one)));
  const first = places.findLastIndex((place) => place !== -1 && place < named) + 1;
  const behind = places.findIndex((place, at) => at >= first && place > named);
  const end = behind === -1 ? group.tasks.length : behind;
  const between = group.tasks.slice(first, end);
  if (!isOrdered) return group.tasks[first];
  return between.find((one) => compareIds(taskId(one), id) > 0) ?? group.tasks[end];
}

/** By date, then by number; a shorter number is a lower one. */
function compareIds(a = '', b = ''): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
