import type { Document, Field, Task } from '../document/model.ts';
import type { FieldName } from '../document/vocabulary.ts';
import { insert, type TextEdit } from '../text/edits.ts';
import { lineEnd, lineStart } from '../text/lines.ts';
import { findField } from './fieldValues.ts';
import type { Policy } from './policy.ts';

/**
 * The edits that add a field to a task, ready to be filled in: in the style that the file's tasks have it in,
 * behind the fields that come before it, every other byte untouched. An empty field gets its value where it is.
 */
export function addField(document: Document, task: Task, name: FieldName, policy: Policy): TextEdit[] {
  const eol = document.lineEnding;
  const present = findField(task, name);
  const lines = valueLines(name, policy);
  if (present) return [fillIn(document, present, lines)];
  const before = fieldBefore(task, name);
  const style = styleOf(document, task, name, before);
  const above = before?.range ?? task.header?.range ?? task.begin?.line ?? task.range;
  // A heading stands apart from what is above it; a bold label follows on the next line.
  const gap = style === 'heading' ? eol + eol : eol;
  const text = fieldLines(document, name, style, lines).join(eol);
  return [insert(lineEnd(document.text, above.end), gap + text)];
}

/** Behind the label of an empty field, so that a comment under it stays. */
function fillIn({ text, lineEnding }: Document, field: Field, lines: readonly string[]): TextEdit {
  if (field.style === 'bold' && lines.length === 1) return insert(field.label.end, ` ${lines.join('')}`);
  return insert(lineEnd(text, field.label.end), lineEnding + lines.join(lineEnding));
}

/** The order in which the families' templates have a task's fields. */
const templateOrder: readonly FieldName[] = [
  'Status',
  'Created',
  'Completed',
  'Assignee',
  'Description',
  'Acceptance Criteria',
  'Definition of Done',
  'Relevant Files',
  'Relevant Documentation',
  'Dependencies',
  'Plan',
  'Estimated Effort',
  'Notes & Summary',
  'Final Summary',
];

/** The field behind which a new one belongs: the last one in the task of those that come before it. */
function fieldBefore(task: Task, name: FieldName): Field | undefined {
  const order = templateOrder.indexOf(name);
  return task.fields.findLast((field) => field.known !== undefined && templateOrder.indexOf(field.known) < order);
}

/** As the nearest task has the same field, else as the field before it is written, else bold. */
function styleOf(document: Document, task: Task, name: FieldName, before: Field | undefined): Field['style'] {
  const index = document.tasks.indexOf(task);
  const others = [...document.tasks.slice(0, index).reverse(), ...document.tasks.slice(index + 1)];
  for (const other of others) {
    const field = findField(other, name);
    if (field) return field.style;
  }
  return before?.style ?? 'bold';
}

function fieldLines(document: Document, name: FieldName, style: Field['style'], lines: readonly string[]): string[] {
  if (style === 'heading') return [`### ${name}`, ...lines];
  if (lines.length === 1) return [`**${name}:** ${lines.join('')}`];
  return [`**${name}:**${lineBreak(document)}`, ...lines];
}

/** Whether the file ends its labels with Markdown's line break of two spaces. */
function lineBreak({ text, tasks }: Document): string {
  const label = tasks.flatMap((task) => task.fields).find((field) => field.style === 'bold' && isMultiline(text, field));
  return label && !text.slice(label.label.end, lineEnd(text, label.label.end)).startsWith('  ') ? '' : '  ';
}

function isMultiline(text: string, field: Field): boolean {
  return lineStart(text, field.value.start) > field.label.start && field.value.end > field.value.start;
}

function valueLines(name: FieldName, policy: Policy): string[] {
  switch (name) {
    case 'Plan':
      return Array.from({ length: policy.minimumPlanSteps }, (_, index) => `${String(index + 1)}. Step ${String(index + 1)}`);
    case 'Estimated Effort':
      return ['X hours / Y days / Z weeks'];
    case 'Relevant Documentation':
      return ['`docs/section/file.md`'];
    case 'Acceptance Criteria':
    case 'Definition of Done':
      return ['- [ ] TBD'];
    case 'Status':
      return ['todo'];
    case 'Dependencies':
      return ['None'];
    default:
      return ['TBD'];
  }
}
