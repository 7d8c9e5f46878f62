import type { Document, Field, Task } from '../document/model.ts';
import { parse } from '../document/parser.ts';
import type { FieldName } from '../document/vocabulary.ts';
import { addField, addValue, templateOrder, templateValue } from './fieldTemplate.ts';
import type { Template } from './newBlocks.ts';
import { placeholders } from './placeholders.ts';
import type { Policy } from './policy.ts';

/** Whether a field can begin at an offset: behind the header of a task, and not in the middle of a value. */
export function isBetweenFields({ header, fields }: Task, offset: number): boolean {
  if (!header || offset <= header.range.end) return false;
  return fields.every(({ range }) => offset <= range.start || range.end <= offset);
}

/** The fields that a task has not: those that it must have first, each part in the order of the template. */
export function missingFields(task: Task, { requiredFields }: Policy): readonly FieldName[] {
  const has = new Set(task.fields.map(({ known }) => known));
  const missing = templateOrder.filter((name) => !has.has(name));
  return [
    ...missing.filter((name) => requiredFields.includes(name)),
    ...missing.filter((name) => !requiredFields.includes(name)),
  ];
}

/**
 * A new field of a task, on lines of its own, in the manner in which the tasks around it have that field.
 *
 * @param style the style that it must have, where that is not open
 * @param today the day as `YYYY-MM-DD`, which is the value of a date
 */
export function newField(
  document: Document,
  task: Task,
  name: FieldName,
  style: Field['style'] | undefined,
  policy: Policy,
  today: string,
): Template & { readonly style: Field['style'] } {
  const isDate = name === 'Created' || name === 'Completed';
  const [edit] = isDate ? addValue(document, task, name, today) : addField(document, task, name, policy);
  const usual = edit.newText.replace(/^(?:\r?\n)+|(?:\r?\n)+$/g, '');
  const usualStyle = usual.startsWith('#') ? 'heading' : 'bold';
  const text =
    style === undefined || style === usualStyle
      ? usual
      : inStyle(style, name, isDate ? [today] : templateValue(name, policy).lines).join(document.lineEnding);
  return { text, places: placesOf(text), style: style ?? usualStyle };
}

function inStyle(style: Field['style'], name: FieldName, lines: readonly string[]): string[] {
  if (style === 'heading') return [`### ${name}`, ...lines];
  return lines.length > 1 || lines[0]?.startsWith('- ')
    ? [`**${name}:**`, ...lines]
    : [`**${name}:** ${lines.join('')}`];
}

/** The template texts of a field; of a value that can stay as it is, the value. */
function placesOf(text: string): Template['places'] {
  return parse(text, 'backlog').fields.flatMap((field) => {
    const found = placeholders(text, field);
    return found.length > 0 ? found : [field.value];
  });
}
