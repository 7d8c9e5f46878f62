import { instructionsComment } from '../document/dialect.ts';
import { blockText, removalOf } from '../document/blockText.ts';
import { taskLabel } from '../document/ids.ts';
import type { Document, Task } from '../document/model.ts';
import { parse } from '../document/parser.ts';
import type { FieldName } from '../document/vocabulary.ts';
import { addValue } from '../policy/fieldTemplate.ts';
import { findField, firstLine, isEmptyValue, visibleValue } from '../policy/fieldValues.ts';
import type { Queue } from '../queue/queue.ts';
import { applyEdits, replace, type TextEdit } from '../text/edits.ts';
import { dateCompletion, entriesOf, relocate, restate } from './indexEntries.ts';
import { append, type MoveOptions, type QueueEdits, queueEdits } from './queueEdits.ts';
import { isDone, type Refusal, tasksRefusal, unfit } from './refusal.ts';
import { archiveTemplate } from './templates.ts';

/** The tasks of TODO.md that are done. */
export function doneTasks(todo: Document): readonly Task[] {
  return todo.tasks.filter((task) => isDone(todo, task));
}

/**
 * The edits that move done tasks from TODO.md to the very end of ARCHIVE.md. A task without a day of completion gets
 * today as one, and where the archive's instructions speak of an assignee one without gets `@agent`; every other byte
 * of its block stays.
 *
 * @returns the edits; where nothing can move, why (`refused`): it does not throw
 */
export function archive(queue: Queue, tasks: readonly Task[], options: MoveOptions): QueueEdits | Refusal {
  const { todo, index } = queue;
  const { today } = options;
  if (!todo || tasks.length === 0) return { refused: 'No task is done.' };
  const unfinished = tasks.find((task) => !isDone(todo, task));
  if (unfinished) return { refused: `${taskLabel(unfinished)} is not done.` };
  const refused =
    unfit(todo, 'todo') ?? unfit(queue.archive, 'archive') ?? tasksRefusal(tasks, queue.archive, 'archive');
  if (refused !== undefined) return { refused };
  const needed: [FieldName, string][] = [['Completed', today]];
  if (needsAssignee(queue.archive)) needed.push(['Assignee', '@agent']);
  const blocks = tasks.map((task) => needed.reduce(withField, blockText(todo, task)));
  return queueEdits('todo', {
    archive: append(
      queue.archive,
      'end of text',
      blocks,
      { kind: 'archive', text: archiveTemplate },
      todo.lineEnding,
    ),
    todo: removalOf(todo, tasks),
    index: index ? indexEdits(index, todo, tasks, options) : [],
  });
}

function indexEdits(
  index: Document,
  todo: Document,
  tasks: readonly Task[],
  options: MoveOptions,
): TextEdit[] {
  const entries = entriesOf(index, tasks, 'todo', options);
  return [
    ...relocate(index, entries, 'archive', options),
    ...restate(index, entries, 'done'),
    ...dateCompletion(index, entries, (task) => completionOf(todo, task) ?? options.today),
  ];
}

/** Whether the instructions of an archive, or of the one that is to be created, require an assignee. */
function needsAssignee(document: Document | undefined): boolean {
  if (!document || document.text.trim() === '') return true;
  return /\bAssignee\b/.test(instructionsComment(document) ?? '');
}

/** A block with a field, where it lacks it or has only the template's text in it. */
function withField(block: string, [name, value]: readonly [FieldName, string]): string {
  const document = parse(block, 'todo');
  const [task] = document.tasks;
  const field = task && findField(task, name);
  if (!task) return block;
  if (!field || isEmptyValue(block, field)) return applyEdits(block, addValue(document, task, name, value));
  const isTemplate = visibleValue(block, field).trim() === 'YYYY-MM-DD';
  return isTemplate ? applyEdits(block, [replace(firstLine(block, field), value)]) : block;
}

/** The day of completion that a task names, `YYYY-MM-DD`. */
function completionOf({ text }: Document, task: Task): string | undefined {
  const field = findField(task, 'Completed');
  return field && /\d{4}-\d{2}-\d{2}/.exec(visibleValue(text, field))?.[0];
}
