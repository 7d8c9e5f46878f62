import { blockText, removalOf } from '../document/blockText.ts';
import { taskId } from '../document/ids.ts';
import type { Document, Tag } from '../document/model.ts';
import { findTag } from '../document/tags.ts';
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
  const ids = batch.moved.map((task) => taskId(task) ?? '');
  const blocks = batch.moved.map((task) => blockText(backlog, task));
  const focus = (document: Document): readonly TextEdit[] => focusOn(document, batch.group.begin.tags);
  const template: Template = { kind: 'todo', text: todoTemplate, fillIn: focus };
  return queueEdits('backlog', {
    backlog: [...removalOf(backlog, batch.moved), leaveTrace(backlog, batch.group, ids, today)],
    todo: append(todo, 'end', blocks, template, backlog.lineEnding, focus),
    index: index ? relocate(index, entriesOf(index, batch.moved, 'backlog', options), 'todo', options) : [],
  });
}

/**
 * The edits by which a batch that begins has the type of its tasks as its focus; none where TODO.md has tasks.
 *
 * @param tags those of the tasks' group or header
 */
export function focusOn(todo: Document, tags: readonly Tag[]): TextEdit[] {
  if (todo.tasks.length > 0) return [];
  return writeBatchType(todo, findTag(tags, 'type')?.value ?? '', findTag(tags, 'priority')?.value);
}
