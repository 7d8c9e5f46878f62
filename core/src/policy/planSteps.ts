import type { Field } from '../document/model.ts';
import type { TextRange } from '../text/range.ts';
import { visibleValue } from './fieldValues.ts';

/** A numbered step of a Plan. */
export interface PlanStep {
  /** The number as written, in digits. */
  readonly number: TextRange;
  /** The step's text on its first line. */
  readonly text: TextRange;
  /** The number that the step should have. */
  readonly due: number;
}

/**
 * The numbered steps of a Plan's value, in order, lists nested in a step left out. A Plan can be of several
 * lists, one under each of its headings: each may begin with 1 anew.
 */
export function planSteps(text: string, field: Field): PlanStep[] {
  const { start: valueStart, value } = wholeLines(text, field);
  const steps: PlanStep[] = [];
  let nested = Infinity;
  let lastEnd = 0;
  for (const match of value.matchAll(stepPattern)) {
    const [, before = '', digits = '', gap = '', step = ''] = match;
    const indentation = columns(before);
    if (indentation >= nested) continue;
    nested = indentation + contentOffset;
    const start = valueStart + match.index + before.length;
    const textStart = start + digits.length + gap.length;
    const textEnd = textStart + step.trimEnd().length;
    const last = steps.at(-1);
    const anew = last && Number(digits) === 1 && beginsNewList(value.slice(lastEnd, match.index));
    steps.push({
      number: { start, end: start + digits.length },
      text: { start: textStart, end: textEnd },
      due: last && !anew ? last.due + 1 : 1,
    });
    lastEnd = match.index + match[0].length;
  }
  return steps;
}

/** Groups: indentation, number, the sign and space behind it, the step. */
const stepPattern = /^([ \t]*)(\d{1,9})([.)][ \t]+)(\S[^\r\n]*)/gm;

/** What stands this far to the right of a step's number, or farther, belongs to that step. */
const contentOffset = 3;

/** The value with comments and fenced code blanked out, from the start of its first line if it has that alone. */
function wholeLines(text: string, field: Field): { start: number; value: string } {
  let { start } = field.value;
  while (text.charAt(start - 1) === ' ' || text.charAt(start - 1) === '\t') start--;
  if (start <= field.label.end)
    return { start: field.value.start, value: withoutFences(visibleValue(text, field)) };
  const indentation = text.slice(start, field.value.start);
  return { start, value: withoutFences(indentation + visibleValue(text, field)) };
}

function withoutFences(value: string): string {
  if (!value.includes('```') && !value.includes('~~~')) return value;
  return value.replace(fencedCode, (code) => code.replace(/[^\r\n]/g, ' '));
}

const fencedCode = /^[ \t]*(`{3}|~{3})[^\n]*\n(?:(?![ \t]*\1)[^\n]*(?:\n|$))*(?:[ \t]*\1[^\n]*)?/gm;

/** Whether a line between two steps sets a new list off from the one above it. */
function beginsNewList(between: string): boolean {
  let blankAbove = false;
  for (const line of between.split('\n').slice(1)) {
    const content = line.trim();
    const outside = content !== '' && !/^[ \t]/.test(line);
    if (outside && (blankAbove || /^(?:#|\*\*)/.test(content) || content.endsWith(':'))) return true;
    blankAbove = content === '';
  }
  return false;
}

function columns(indentation: string): number {
  return indentation.replaceAll('\t', '    ').length;
}
