import { blockText } from '../document/blockText.ts';
import { doubtfulTasks } from '../document/doubtfulTasks.ts';
import type { Document, Field, Group, Marker, Task, TaskHeader } from '../document/model.ts';
import { parse } from '../document/parser.ts';
import type { FieldName } from '../document/vocabulary.ts';
import { applyEdits } from '../text/edits.ts';
import { lineEnd } from '../text/lines.ts';
import { addField, addLines, templateOrder, type TemplateValue, templateValue } from './fieldTemplate.ts';
import { isSpeltRight } from './fieldValues.ts';
import type { Policy } from './policy.ts';

/**
 * The block of a new task that is ready to be filled in: with the fields that most tasks of its group have, else of its
 * file, and all that are required, in their manner.
 *
 * @param header the task's header, one line
 * @param given the values that are known already; `Created` stays out unless the others have it
 */
export function taskTemplate(
  document: Document,
  group: Pick<Group, 'tasks'>,
  header: string,
  given: ReadonlyMap<FieldName, TemplateValue>,
  policy: Policy,
): string {
  const samples = sampleTasks(document, group);
  const names = fieldsOf(samples, given, policy);
  const values = new Map(names.map((name) => [name, valueOf(name, given, policy)]));
  const sample = nearestTo(values, samples);
  const block = sample ? blockLike(document, sample, header, values) : plainBlock(document, header, values);
  return withMissing(document, block, samples, names, given, policy);
}

/** More tasks tell no more about a file's style. */
const mostSamples = 40;

/** A task whose block is whole. */
interface Sample extends Task {
  readonly header: TaskHeader;
  readonly end: Marker;
}

/** The tasks that show how one is written: those of the group, else those of the file, the last one first. */
function sampleTasks(document: Document, group: Pick<Group, 'tasks'>): readonly Sample[] {
  const doubtful = doubtfulTasks(document);
  const isSample = (task: Task): task is Sample =>
    task.begin?.canonical === true &&
    task.end?.canonical === true &&
    task.header !== undefined &&
    task.fields.length > 0 &&
    !doubtful.has(task);
  const own = group.tasks.filter(isSample);
  return (own.length > 0 ? own : document.tasks.filter(isSample)).slice(-mostSamples).reverse();
}

/** What a task gets in the course of its life; a new one has none of it unless it is required. */
const laterFields: readonly FieldName[] = ['Completed', 'Assignee', 'Notes & Summary', 'Final Summary'];
/** What a task has in a file that has none yet. */
const usualFields: readonly FieldName[] = ['Status', 'Description', 'Acceptance Criteria'];

function fieldsOf(
  samples: readonly Task[],
  given: ReadonlyMap<FieldName, TemplateValue>,
  { requiredFields }: Policy,
): readonly FieldName[] {
  const isUsual = (name: FieldName): boolean => {
    if (samples.length === 0) return usualFields.includes(name);
    const having = samples.filter(({ fields }) => fields.some(({ known }) => known === name));
    return having.length * 2 > samples.length;
  };
  return templateOrder.filter((name) => {
    if (requiredFields.includes(name) || name === 'Status') return true;
    if (name === 'Created' || !given.has(name)) return isUsual(name) && !laterFields.includes(name);
    return true;
  });
}

function valueOf(
  name: FieldName,
  given: ReadonlyMap<FieldName, TemplateValue>,
  policy: Policy,
): TemplateValue {
  return given.get(name) ?? templateValue(name, policy);
}

/** The sample with the most of the fields, the nearest one of several. */
function nearestTo(
  values: ReadonlyMap<FieldName, TemplateValue>,
  samples: readonly Sample[],
): Sample | undefined {
  const score = ({ fields }: Task): number =>
    [...values.keys()].filter((name) => fields.some(({ known }) => known === name)).length;
  let best: Sample | undefined;
  for (const sample of samples) if (!best || score(sample) > score(best)) best = sample;
  return best;
}

/** A block with the labels of a sample, what stands around them, and other values. */
function blockLike(
  document: Document,
  sample: Sample,
  header: string,
  values: ReadonlyMap<FieldName, TemplateValue>,
): string {
  const { text, lineEnding } = document;
  const { fields } = sample;
  const headerEnd = lineEnd(text, sample.header.range.end);
  const gaps = [...fields.map(({ label }) => label.start), sample.end.range.start].map((start, at) =>
    gapOf(document, text.slice(fields[at - 1]?.range.end ?? headerEnd, start)),
  );
  let block = `## task_begin${lineEnding}${header}`;
  let below = 0;
  const written = new Set<FieldName>();
  for (const [at, field] of fields.entries()) {
    const { known } = field;
    const value = known && values.get(known);
    if (!value || written.has(known) || !isSpeltRight(field)) continue;
    written.add(known);
    block += joined(gaps[below], gaps[at]) + fieldLike(document, field, known, value);
    below = at + 1;
  }
  return `${block}${joined(gaps[below], gaps.at(-1))}## task_end`;
}

/**
 * The gap between two fields that are none in the sample, from the gap below the one and the gap above the other: the
 * upper line ends as it did there, and the lower one stands as far apart.
 */
function joined(below = '', above = ''): string {
  if (below === above) return below;
  const lines = above.slice(above.search(/[\r\n]/));
  const isApart = lines.indexOf('\n') !== lines.lastIndexOf('\n');
  return isApart ? lines : below.slice(0, below.search(/[\r\n]/)) + lines;
}

/** A gap between two parts of a task in the file's line ending; a line end where more than a gap stands there. */
function gapOf({ lineEnding }: Document, written: string): string {
  return written.length <= longestGap && /^\s*\n\s*$/.test(written)
    ? written.replace(/\r?\n/g, lineEnding)
    : lineEnding;
}

/** A longer one is no habit. */
const longestGap = 200;

function fieldLike(document: Document, field: Field, name: FieldName, value: TemplateValue): string {
  const { text, lineEnding } = document;
  const label = text.slice(field.label.start, field.label.end).trimEnd();
  const written = text.slice(field.value.start, field.value.end);
  const ownLine = gapOf(document, text.slice(field.label.end, field.value.start));
  const isBelow = text.slice(field.label.end, field.value.start).includes('\n');
  const bullet = isBelow && !value.isList ? (/^[-*+] (?!\[)/.exec(written)?.[0] ?? '') : '';
  const lines = value.lines.map((line) => bullet + line).join(lineEnding);
  if (field.style === 'heading') return label + ownLine + lines;
  const bold = label.includes(':') ? label : `**${name}:**`;
  if (isBelow) return bold + ownLine + lines;
  return value.isList ? `${bold}${hardBreak}${lineEnding}${lines}` : `${bold} ${lines}`;
}

const hardBreak = '  ';

function plainBlock(
  { lineEnding }: Document,
  header: string,
  values: ReadonlyMap<FieldName, TemplateValue>,
): string {
  const last = [...values.keys()].at(-1);
  const fields = [...values].flatMap(([name, { lines, isList }]) =>
    isList
      ? [`**${name}:**${hardBreak}`, ...lines]
      : [`**${name}:** ${lines.join('')}${name === last ? '' : hardBreak}`],
  );
  return ['## task_begin', header, ...fields, '## task_end'].join(lineEnding);
}

/** The block with the fields that it still lacks, each in the manner of the sample that has it. */
function withMissing(
  document: Document,
  block: string,
  samples: readonly Task[],
  names: readonly FieldName[],
  given: ReadonlyMap<FieldName, TemplateValue>,
  policy: Policy,
): string {
  const others = samples.map((sample) => blockText(document, sample) + document.lineEnding).join('');
  let whole = parse(others + block, 'backlog');
  for (const name of names) {
    const task = whole.tasks.at(-1);
    if (!task || task.fields.some((field) => field.known === name && isSpeltRight(field))) continue;
    const value = given.get(name);
    const edits =
      value === undefined ? addField(whole, task, name, policy) : addLines(whole, task, name, value);
    whole = parse(applyEdits(whole.text, edits), 'backlog');
  }
  return whole.text.slice(others.length);
}
