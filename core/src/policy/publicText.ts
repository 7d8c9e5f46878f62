import type { Document, Task } from '../document/model.ts';
import type { EditedTask, TaskEdits } from '../document/taskEdits.ts';
import type { FieldName } from '../document/vocabulary.ts';
import { slice } from '../text/range.ts';

/**
 * Whether nothing of an edited task has changed that others look at: its header, its state, what it waits for, and the
 * documents that it names, which are looked up on disk.
 */
export function saysTheSame({ text }: Document, { before, task, alone }: EditedTask): boolean {
  return publicText(text, before) === publicText(alone.text, task);
}

/** Whether all edited tasks say the same to others. */
export function allSayTheSame({ document, tasks }: TaskEdits): boolean {
  return tasks.every((one) => saysTheSame(document, one));
}

function publicText(text: string, { header, fields }: Task): string {
  const seen = fields.filter(({ known }) => publicFields.has(known));
  return JSON.stringify([header, ...seen].map((part) => part && slice(text, part.range)));
}

/** The fields that rules about the whole document or about several look at. */
const publicFields: ReadonlySet<FieldName | undefined> = new Set([
  'Status',
  'Dependencies',
  'Relevant Documentation',
]);
