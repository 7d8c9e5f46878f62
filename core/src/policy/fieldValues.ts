import type { Field, Task } from '../document/model.ts';
import type { FieldName } from '../document/vocabulary.ts';
import type { TextRange } from '../text/range.ts';

/** A numbered step of a Plan. */
export interface PlanStep {
  /** The number as written, in digits. */
  readonly number: TextRange;
  /** The step's text on its first line. */
  readonly text: TextRange;
}

/** A path that a field names. */
export interface NamedPath {
  readonly range: TextRange;
  readonly path: string;
}

/** The first field of a task that is known by a name. */
export function findField(task: Task, name: FieldName): Field | undefined {
  return task.fields.find((field) => field.known === name);
}

/** Whether a field has no value, comments aside. */
export function isEmptyValue(text: string, field: Field): boolean {
  const value = text.slice(field.value.start, field.value.end);
  return value.replace(/<!--[\s\S]*?-->/g, '').trim() === '';
}

/** The numbered steps of a Plan's value, nested lists left out. */
export function planSteps(text: string, field: Field): PlanStep[] {
  const steps: PlanStep[] = [];
  for (const match of text.slice(field.value.start, field.value.end).matchAll(stepPattern)) {
    const [, before = '', number = '', gap = '', step = ''] = match;
    const start = field.value.start + match.index + before.length;
    const textStart = start + number.length + gap.length;
    steps.push({
      number: { start, end: start + number.length },
      text: { start: textStart, end: textStart + step.trimEnd().length },
    });
  }
  return steps;
}

/** Whether a value names an amount of time: `2 days`, `1-2 hours`, `40 hours (1 week)`, `half a day`. */
export function namesAmountOfTime(value: string): boolean {
  return amountOfTime.test(value);
}

/** The paths with a `docs/` folder in them that a field's value names: in backticks, as a link, or bare. */
export function documentPaths(text: string, field: Field): NamedPath[] {
  const paths: NamedPath[] = [];
  for (const match of text.slice(field.value.start, field.value.end).matchAll(docsPath)) {
    const path = (match[1] ?? '').replace(/[.:]+$/, '');
    const start = field.value.start + match.index + match[0].length - (match[1] ?? '').length;
    paths.push({ range: { start, end: start + path.length }, path });
  }
  return paths;
}

/**
 * The template texts that are still in a field's value (`Step 1`, `X hours / Y days / Z weeks`,
 * `docs/section/file.md`, `TBD`, `{what is to be done}`), in order.
 */
export function placeholders(text: string, field: Field): TextRange[] {
  const { start, end } = field.value;
  const whole = text.slice(start, end);
  if (wholePlaceholder.test(whole)) return [field.value];
  if (field.known === 'Plan') {
    return planSteps(text, field)
      .map((step) => step.text)
      .filter((step) => stepPlaceholder.test(text.slice(step.start, step.end)));
  }
  return [...whole.matchAll(innerPlaceholder)].map((match) => ({
    start: start + match.index,
    end: start + match.index + match[0].length,
  }));
}

/** Groups: indentation, number, the sign and space behind it, the step. Three spaces are CommonMark's limit. */
const stepPattern = /^([ ]{0,3})(\d{1,9})([.)][ \t]+)(\S[^\r\n]*)/gm;
const amountOfTime =
  /(?:\d|\b(?:an?|one|two|three|four|five|six|half|few|several)\b)[^\n]{0,12}?(?:\b|(?<=\d))(?:m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|months?|sprints?)\b/i;
/** A bare path ends at white space or at what encloses it; its own folder names may stand before `docs/`. */
const docsPath = /(?:^|[\s`'"([<,;|])((?:\.{0,2}\/)?(?:[\w.@~-]+\/)*docs\/[^\s`'")\]>,;|]*)/g;

const wholePlaceholder = /^(?:TBD|TBA|TODO|FIXME|\?+|\.{3}|…|<[^<>]+>|\{[^{}]+\}|X hours(?: ?\/ ?Y days(?: ?\/ ?Z weeks)?)?)\.?$/i;
const stepPlaceholder = /^(?:Step \d+|TBD|TODO|\?+|\.{3}|…|<[^<>]+>|\{[^{}]+\})\.?$/i;
const innerPlaceholder = /\bdocs\/section\d*\/file\d*\.md\b|\bX hours \/ Y days \/ Z weeks\b/g;
