import { insertionInto, removalOf } from '../document/blockText.ts';
import { taskId } from '../document/ids.ts';
import type { Document } from '../document/model.ts';
import { parse } from '../document/parser.ts';
import { findTag } from '../document/tags.ts';
import type { Queue } from '../queue/queue.ts';
import { applyEdits, insert, replace, type TextEdit } from '../text/edits.ts';
import { slice } from '../text/range.ts';
import type { Batch } from './batch.ts';
import { relocate } from './indexEntries.ts';
import { todoTemplate } from './templates.ts';
import { leaveTrace } from './trace.ts';

/** What a move changes: edits of files that exist, and the text of a file that is to be created. */
export interface QueueEdits {
  readonly backlog: readonly TextEdit[];
  readonly todo: readonly TextEdit[] | { readonly create: string };
  readonly index: readonly TextEdit[];
}

export interface PromoteOptions {
  /** Today's date, `YYYY-MM-DD`. */
  readonly today: string;
  /** The path of TODO.md from the backlog's folder: `TODO.md`, `todo/TODO.md`. */
  readonly todoPath: string;
  /** The name of the backlog's file, by which TASK_INDEX.md knows where its tasks are. */
  readonly backlogName: string;
}

/**
 * The edits that move a batch from the backlog to TODO.md (workflow.md, "Promote a group", items 3 to 5). Every
 * block is carried over byte for byte and in order; nothing but the move, its trace, the index and the batch focus
 * of an empty TODO.md changes.
 */
export function promote(queue: Queue, batch: Batch, options: PromoteOptions): QueueEdits {
  const { backlog, index } = queue;
  const ids = batch.moved.map((task) => taskId(task) ?? '');
  return {
    backlog: [...removalOf(backlog, batch.moved), leaveTrace(backlog, batch.group, ids, options.today)],
    todo: extendTodo(queue, batch),
    index: index ? relocate(index, ids, options.backlogName, options.todoPath) : [],
  };
}

function extendTodo({ backlog, todo }: Queue, batch: Batch): QueueEdits['todo'] {
  const blocks = batch.moved.map((task) => slice(backlog.text, task.range));
  if (todo && todo.text.trim() !== '') return [...insertionInto(todo, 'end', blocks), ...focus(todo, batch)];
  const template = parse(todoTemplate.replaceAll('\n', backlog.lineEnding), 'todo');
  const created = applyEdits(template.text, [
    ...insertionInto(template, 'end', blocks),
    ...focus(template, batch),
  ]);
  return todo ? [insert(todo.text.length, created)] : { create: created };
}

/** A batch that begins takes the type of its tasks as its focus, in the manner in which the file has it. */
function focus(todo: Document, { group }: Batch): TextEdit[] {
  const field = todo.fields.find((one) => one.known === 'Batch Type');
  if (!field || todo.tasks.length > 0) return [];
  const type = findTag(group.begin.tags, 'type')?.value ?? '';
  const priority = findTag(group.begin.tags, 'priority')?.value ?? '';
  const value = slice(todo.text, field.value);
  if (value === '') return [insert(field.label.end, ` ${type}`)];
  return [replace(field.value, value.includes('[type:') ? `[type:${type}][priority:${priority}]` : type)];
}
