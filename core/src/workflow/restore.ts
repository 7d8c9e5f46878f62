import { blockText, removalOf } from '../document/blockText.ts';
import { taskLabel } from '../document/ids.ts';
import type { Task } from '../document/model.ts';
import type { Policy } from '../policy/policy.ts';
import type { Queue } from '../queue/queue.ts';
import { entriesOf, relocate } from './indexEntries.ts';
import { focusOn } from './promote.ts';
import { activeTasks, isDone, type Refusal, tasksRefusal, todoRefusal, typeOf, unfit } from './refusal.ts';
import { append, type QueueEdits, queueEdits, type QueueUris, type Template } from './queueEdits.ts';
import { todoTemplate } from './templates.ts';

/**
 * The edits that take tasks of ARCHIVE.md back to the end of TODO.md: the inverse of archiving them. Their blocks stay
 * as they are: whether `Completed` and `Assignee` came with archiving nobody can know, so both stay, and so does the
 * day of completion in the index. Reopening the task is another step.
 *
 * @returns the edits; where nothing can move, why (`refused`): it does not throw
 */
export function restore(
  queue: Queue,
  tasks: readonly Task[],
  policy: Policy,
  queueUris: QueueUris,
): QueueEdits | Refusal {
  const { todo, archive, index } = queue;
  const [first] = tasks;
  if (!archive || !first) return { refused: 'There is no task to restore.' };
  const type = typeOf(first);
  if (type === undefined) return { refused: `${taskLabel(first)} has no type.` };
  const other = tasks.find((task) => typeOf(task) !== type);
  if (other) return { refused: `${taskLabel(other)} is not of type ${type}; a batch has one type.` };
  const refused =
    todoRefusal(todo, type, tasks.length === 1 ? 'this task' : 'what would come', policy) ??
    unfit(archive, 'archive') ??
    tasksRefusal(tasks, todo, 'todo');
  if (refused !== undefined) return { refused };
  const unfinished = tasks.filter((task) => !isDone(archive, task)).length;
  const room = policy.batchSize - activeTasks(todo).length;
  if (unfinished > room)
    return { refused: `TODO.md has room for ${String(room)} more ${room === 1 ? 'task' : 'tasks'}.` };
  const blocks = tasks.map((task) => blockText(archive, task));
  const template: Template = {
    kind: 'todo',
    text: todoTemplate,
    fillIn: (created) => focusOn(created, type),
  };
  return queueEdits('archive', {
    todo: append(todo, 'end', blocks, template, archive.lineEnding),
    archive: removalOf(archive, tasks),
    index: index ? relocate(index, entriesOf(index, tasks, 'archive', queueUris), 'todo', queueUris) : [],
  });
}
