import { blockText, removalOf } from '../document/blockText.ts';
import type { Document } from '../document/model.ts';
import { findTag } from '../document/tags.ts';
import { groupType } from '../document/tagValues.ts';
import { writeBatchType } from '../policy/batchFocus.ts';
import type { QueueWithBacklog } from '../queue/queue.ts';
import type { TextEdit } from '../text/edits.ts';
import type { Batch } from './batch.ts';
import { entriesOf, relocate } from './indexEntries.ts';
import { append, type MoveOptions, type QueueEdits, queueEdits, type Template } from './queueEdits.ts';
import { todoTemplate } from './templates.ts';
import { leaveTrace } from './trace.ts';

/**
 * The edits that move a batch from the backlog to TODO.md (docs/dialect.md, "Promotion", items 3 to 5). Every
 * block is carried over byte for byte and in order; nothing but the move, its trace, the index and the batch focus
 * of an empty TODO.md changes. It refuses nothing: `chooseBatch` has given no batch where nothing can move.
 */
export function promote(queue: QueueWithBacklog, batch: Batch, options: MoveOptions): QueueEdits {
  const { backlog, todo, index } = queue;
  const { today } = options;
  const priority = findTag(batch.group.begin.tags, 'priority')?.value;
  const blocks = batch.moved.map((task) => blockText(backlog, task));
  const focus = (document: Document): readonly TextEdit[] =>
    focusOn(document, groupType(batch.group) ?? '', priority);
  const template: Template = { kind: 'todo', text: todoTemplate, fillIn: focus };
  return queueEdits('backlog', {
    backlog: [...removalOf(backlog, batch.moved), leaveTrace(backlog, batch.group, batch.moved, today)],
    todo: append(todo, 'end', blocks, template, backlog.lineEnding, focus),
    index: index ? relocate(index, entriesOf(index, batch.moved, 'backlog', options), 'todo', options) : [],
  });
}

/**
 * The edits by which a batch that begins has the type of its tasks as its focus; none where TODO.md has tasks.
 *
 * @param priority what to write beside the type, where TODO.md has a priority there
 */
export function focusOn(todo: Document, type: string, priority?: string): TextEdit[] {
  return todo.tasks.length > 0 ? [] : writeBatchType(todo, type, priority);
}
