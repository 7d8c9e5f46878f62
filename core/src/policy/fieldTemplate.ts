import type { Document, Field, Task } from '../document/model.ts';
import type { FieldName } from '../document/vocabulary.ts';
import { insert, replace, type TextEdit } from '../text/edits.ts';
import { isBlankLine, lineEnd, lineStart, nextLine } from '../text/lines.ts';
import { findField } from './fieldValues.ts';
import type { Policy } from './policy.ts';

/**
 * The edit that adds a field to a task, ready to be filled in: in the style and the place that the nearest task
 * has it in, every other byte untouched. An empty field gets its value where it is.
 */
export function addField(document: Document, task: Task, name: FieldName, policy: Policy): [TextEdit] {
  return addLines(document, task, name, templateValue(name, policy));
}

/** The edit that adds a field with a value of one line, likewise. A value that is there already gives way. */
export function addValue(document: Document, task: Task, name: FieldName, value: string): [TextEdit] {
  return addLines(document, task, name, inline(value));
}

/** The same with a value of any form. */
export function addLines(document: Document, task: Task, name: FieldName, value: TemplateValue): [TextEdit] {
  const empty = findField(task, name);
  if (empty) return [fillIn(document, empty, value)];
  const neighbours = nearestTasks(document, task);
  const sampleTask = neighbours.find((other) => findField(other, name));
  const sample = sampleTask && findField(sampleTask, name);
  const before = fieldBefore(task, name, sampleTask);
  const style = sample?.style ?? before?.style ?? 'bold';
  const place = before
    ? behindField(document, task, before, style, sample)
    : belowHeader(document, task, style, neighbours);
  const hardBreak = endsLinesHard(document, [task, ...neighbours]) ? '  ' : '';
  const lines = fieldLines(name, style, value, hardBreak, place.continues);
  return [insert(place.at, place.above + lines.join(document.lineEnding) + place.below)];
}

/** Where a field is inserted, the line ends around it, and whether the next line continues its paragraph. */
interface Place {
  readonly at: number;
  readonly above: string;
  readonly below: string;
  readonly continues: boolean;
}

/** On the label's line where that is enough, else below it. Comments stay; list items without text give way. */
function fillIn({ text, lineEnding }: Document, field: Field, { lines, isList }: TemplateValue): TextEdit {
  const { label, value } = field;
  const written = text.slice(value.start, value.end);
  const newText = lines.join(lineEnding);
  const labelLineEnd = lineEnd(text, label.end);
  const onLabelLine = value.start <= labelLineEnd;
  if (written !== '' && !written.includes('<!--')) {
    return isList && onLabelLine
      ? replace({ start: label.end, end: value.end }, lineEnding + newText)
      : replace(value, newText);
  }
  if (field.style === 'bold' && !isList) {
    const colon = text.slice(label.start, label.end).includes(':') ? '' : ':';
    return insert(label.end, `${colon} ${newText}`);
  }
  return insert(onLabelLine ? lineEnd(text, value.end) : labelLineEnd, lineEnding + newText);
}

/** The order in which the families' templates have a task's fields. */
export const templateOrder: readonly FieldName[] = [
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
function fieldBefore(task: Task, name: FieldName, sampleTask: Task | undefined): Field | undefined {
  const lastEarlierIn = (order: readonly (FieldName | undefined)[]): Field | undefined => {
    const earlier = order.slice(0, Math.max(0, order.indexOf(name)));
    return task.fields.findLast(({ known }) => known !== undefined && earlier.includes(known));
  };
  const inSample = sampleTask && lastEarlierIn(sampleTask.fields.map(({ known }) => known));
  return inSample ?? lastEarlierIn(templateOrder);
}

/** Tasks farther away tell no more about a file's style; the limit keeps many fixes in one file quick. */
const mostNeighbours = 40;

/** The tasks around a task, the nearest first, those before it ahead of those behind it. */
function nearestTasks({ tasks }: Document, task: Task): Task[] {
  const index = tasks.indexOf(task);
  const nearest: Task[] = [];
  for (let distance = 1; distance <= mostNeighbours; distance++) {
    for (const neighbour of [tasks[index - distance], tasks[index + distance]]) {
      if (neighbour?.begin) nearest.push(neighbour);
    }
  }
  return nearest;
}

/** Behind a field. A heading stands apart from what is above it; a bold label does where the sample does. */
function behindField(
  document: Document,
  task: Task,
  before: Field,
  style: Field['style'],
  sample: Field | undefined,
): Place {
  const { text, lineEnding } = document;
  const at = lineEnd(text, before.range.end);
  const apart = style === 'heading' || (sample !== undefined && isBlankAbove(text, sample));
  const continues = isTextAt(document, task, nextLine(text, at));
  const below = continues && style === 'heading' ? lineEnding : '';
  return {
    at,
    above: apart ? lineEnding.repeat(2) : lineEnding,
    below,
    continues,
  };
}

/** Below the header and the blank lines that a task has there. */
function belowHeader(
  document: Document,
  task: Task,
  style: Field['style'],
  neighbours: readonly Task[],
): Place {
  const { text, lineEnding } = document;
  const header = lineEnd(text, (task.header?.range ?? task.begin?.line ?? task.range).end);
  const content = firstContent(document, task, header);
  if (content !== undefined) {
    const continues = style === 'bold' && !text.startsWith('#', content);
    return { at: content, above: '', below: continues ? lineEnding : lineEnding.repeat(2), continues };
  }
  const sample = neighbours.find((other) => other.header && other.fields.length > 0);
  const apart = sample?.header && isBlankLine(text, nextLine(text, lineEnd(text, sample.header.range.end)));
  return { at: header, above: apart ? lineEnding.repeat(2) : lineEnding, below: '', continues: false };
}

/** The start of the first line with content behind an offset at a line's end; undefined where the task ends. */
function firstContent(document: Document, task: Task, from: number): number | undefined {
  const { text } = document;
  let line = nextLine(text, from);
  while (line < text.length && isBlankLine(text, line)) line = nextLine(text, line);
  return isTextAt(document, task, line) ? line : undefined;
}

/** Whether a line that begins at an offset is one of the task's own and has content. */
function isTextAt({ text }: Document, task: Task, line: number): boolean {
  return line < (task.end?.line.start ?? task.range.end) && !isBlankLine(text, line);
}

function isBlankAbove(text: string, field: Field): boolean {
  return isBlankLine(text, lineStart(text, field.label.start) - 1);
}

/** Whether lines in front of more text end with Markdown's line break of two spaces, as the first task that tells has it. */
function endsLinesHard(document: Document, tasks: readonly Task[]): boolean {
  const { text } = document;
  for (const task of tasks) {
    let hard = 0;
    let soft = 0;
    for (const field of task.fields) {
      const end = lineEnd(text, field.label.end);
      const continues = field.style === 'bold' && isTextAt(document, task, nextLine(text, end));
      if (continues && text.startsWith('  ', end - 2)) hard++;
      else if (continues) soft++;
    }
    if (hard + soft > 0) return hard >= soft;
  }
  return true;
}

function fieldLines(
  name: FieldName,
  style: Field['style'],
  { lines, isList }: TemplateValue,
  hardBreak: string,
  continues: boolean,
): string[] {
  if (style === 'heading') return [`### ${name}`, ...lines];
  if (isList) return [`**${name}:**${hardBreak}`, ...lines];
  return [`**${name}:** ${lines.join('')}${continues ? hardBreak : ''}`];
}

/** What stands in a new field: template text, or what is known of it. */
export interface TemplateValue {
  readonly lines: readonly string[];
  /** Whether it stands on lines of its own. */
  readonly isList: boolean;
}

/** The value of a new field: what it begins with, such as `todo`, else template text, which does not count as a value. */
export function templateValue(name: FieldName, policy: Policy): TemplateValue {
  switch (name) {
    case 'Plan':
      return list(Array.from({ length: policy.minimumPlanSteps }, (_, index) => templateStep(index + 1)));
    case 'Estimated Effort':
      return inline('X hours / Y days / Z weeks');
    case 'Relevant Documentation':
      return inline('`docs/section/file.md`');
    case 'Acceptance Criteria':
    case 'Definition of Done':
      return list(['- [ ] TBD']);
    case 'Status':
      return inline('todo');
    case 'Created':
    case 'Completed':
      return inline('YYYY-MM-DD');
    case 'Dependencies':
      return inline('None');
    default:
      return inline('TBD');
  }
}

/** A numbered line of a Plan that is still to be written. */
export function templateStep(number: number, sign = '. '): string {
  return `${String(number)}${sign}Step ${String(number)}`;
}

/** A value of one line. */
export function inline(value: string): TemplateValue {
  return { lines: [value], isList: false };
}

/** A value on lines of its own. */
export function list(lines: readonly string[]): TemplateValue {
  return { lines, isList: true };
}
