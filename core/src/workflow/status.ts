import type { Document, Field, Task } from '../document/model.ts';
import type { Status } from '../document/vocabulary.ts';
import { addValue } from '../policy/fieldTemplate.ts';
import { findField, firstLine, isEmptyValue, readStatus, visibleValue } from '../policy/fieldValues.ts';
import type { Queue } from '../queue/queue.ts';
import { replace, type TextEdit } from '../text/edits.ts';
import type { TextRange } from '../text/range.ts';
import { entriesOf, restate } from './indexEntries.ts';
import { type QueueEdits, queueEdits, type QueueUris, type TaskFileKind } from './queueEdits.ts';

/**
 * The edits that start, block, complete or reopen a task: its Status value alone changes, a remark behind the value
 * stays, and the index follows. A task without a Status gets one.
 *
 * @param kind the file that the task is in
 */
export function setStatus(
  queue: Queue,
  kind: TaskFileKind,
  task: Task,
  status: Status,
  queueUris: QueueUris,
): QueueEdits {
  const { [kind]: document, index } = queue;
  return queueEdits(kind, {
    [kind]: document ? statusEdits(document, task, status) : [],
    index: index ? restate(index, entriesOf(index, [task], kind, queueUris), status) : [],
  });
}

function statusEdits(document: Document, task: Task, status: Status): TextEdit[] {
  const { text } = document;
  const field = findField(task, 'Status');
  if (!field || isEmptyValue(text, field)) return addValue(document, task, 'Status', status);
  return readStatus(text, field) === status ? [] : [replace(valueWithoutRemark(text, field), status)];
}

/** Where the status itself stands. What is none of the four reaches to the first bracket, dash, comment or label. */
function valueWithoutRemark(text: string, field: Field): TextRange {
  const { start, end } = firstLine(text, field);
  const line = visibleValue(text, field).slice(start - field.value.start, end - field.value.start);
  const length = readStatus(text, field)?.length ?? line.search(/\s?\*\*|\s(?:[(–—#\s]|-\s)|$/);
  return { start, end: start + length };
}
