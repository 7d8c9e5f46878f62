import type { Field } from '../document/model.ts';
import { type TextRange, trimRange } from '../text/range.ts';
import { isBlank, isDigit } from '../text/unitSet.ts';
import { visibleValue } from './fieldValues.ts';

/** A numbered step of a Plan. */
export interface PlanStep {
  /** The number as written, in digits. */
  readonly digits: TextRange;
  readonly number: number;
  /** The number that the step should have. */
  readonly due: number;
  /** The step's text on its first line. */
  readonly text: TextRange;
}

/**
 * The numbered steps of a Plan's value, in order, lists nested in a step left out. A Plan can be of several
 * lists, one under each of its headings: each may begin with 1 anew.
 */
export function planSteps(text: string, field: Field): PlanStep[] {
  const { start, value } = wholeLines(text, field);
  const steps: NumberedLine[] = [];
  let nested = Infinity;
  let next: number;
  for (let line = 0; line < value.length; line = next) {
    const lineFeed = value.indexOf('\n', line);
    next = lineFeed === -1 ? value.length : lineFeed + 1;
    const step = readStep(value, line, lineFeed === -1 ? value.length : lineFeed, start);
    if (!step || step.indentation >= nested) continue;
    const last = steps.at(-1);
    const anew = last && step.number === 1 && beginsNewList(value.slice(last.text.end - start, line));
    if (last && !anew) step.due = last.due + 1;
    steps.push(step);
    nested = step.indentation + contentOffset;
  }
  return steps;
}

/** What stands this far to the right of a step's number, or farther, belongs to that step. */
const contentOffset = 3;

/** A step that holds offsets and gives ranges, because few of them are ever asked for. */
class NumberedLine implements PlanStep {
  readonly number: number;
  readonly indentation: number;
  due = 1;
  readonly #digitsStart: number;
  readonly #digitsEnd: number;
  readonly #textStart: number;
  readonly #textEnd: number;

  constructor(
    number: number,
    indentation: number,
    digitsStart: number,
    digitsEnd: number,
    textStart: number,
    textEnd: number,
  ) {
    this.number = number;
    this.indentation = indentation;
    this.#digitsStart = digitsStart;
    this.#digitsEnd = digitsEnd;
    this.#textStart = textStart;
    this.#textEnd = textEnd;
  }

  get digits(): TextRange {
    return { start: this.#digitsStart, end: this.#digitsEnd };
  }

  get text(): TextRange {
    return { start: this.#textStart, end: this.#textEnd };
  }
}

/**
 * Reads a line as the first step of a list: a number, a full stop or parenthesis, a space, and text. By hand, for speed.
 *
 * @param valueStart the offset at which the value begins
 */
function readStep(value: string, start: number, end: number, valueStart: number): NumberedLine | undefined {
  let at = start;
  let indentation = 0;
  for (; isBlank(value.charCodeAt(at)); at++) indentation += value.charCodeAt(at) === tab ? 4 : 1;
  const digitsStart = at;
  let number = 0;
  for (; isDigit(value.charCodeAt(at)); at++) number = number * 10 + value.charCodeAt(at) - zero;
  const digitsEnd = at;
  if (digitsEnd === digitsStart || digitsEnd - digitsStart > mostDigits) return undefined;
  const sign = value.charCodeAt(at++);
  if ((sign !== fullStop && sign !== parenthesis) || !isBlank(value.charCodeAt(at))) return undefined;
  const text = trimRange(value, { start: at, end });
  if (text.start === text.end) return undefined;
  return new NumberedLine(
    number,
    indentation,
    valueStart + digitsStart,
    valueStart + digitsEnd,
    valueStart + text.start,
    valueStart + text.end,
  );
}

const tab = 0x09;
const zero = 0x30;
const fullStop = 0x2e;
const parenthesis = 0x29;
/** CommonMark's limit for the number of a list item. */
const mostDigits = 9;

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
