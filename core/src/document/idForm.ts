import { isOneSlip } from '../text/spelling.ts';
import { nextFreeId, tasksById } from './ids.ts';
import type { Document } from './model.ts';
import { taskIdPattern, taskIdsPattern } from './vocabulary.ts';

/** The form that the ids of a queue have. */
export interface IdForm {
  /** How a message names the form: `TASK-YYYYMMDD-NNN`, or an id that has it. */
  readonly name: string;
  readonly isFormOf: (id: string) => boolean;
  /** Finds every id of the form in a text, and every one of the dialect's own. Use with `matchAll`. */
  readonly pattern: RegExp;
  /**
   * An id of the form that follows every one in the document, and in other texts that ids are shared with, prose
   * included.
   */
  readonly nextFree: (today: string, otherTexts?: Iterable<string>) => string;
}

/**
 * The form of a document's ids: the dialect's own, or, where no id has that, the one that more than half of the
 * ids and at least three have, such as `FEAT-012`.
 */
export function idFormOf(document: Document): IdForm {
  const ids = [...tasksById(document).keys()];
  const shape = ids.some((id) => taskIdPattern.test(id)) ? undefined : mostUsedShape(ids);
  if (shape === undefined) {
    return {
      name: 'TASK-YYYYMMDD-NNN',
      isFormOf: (id) => taskIdPattern.test(id),
      pattern: taskIdsPattern,
      nextFree: (today, otherTexts = []) => nextFreeId([document.text, ...otherTexts], today),
    };
  }
  return {
    name: ids.find((id) => shapeOf(id) === shape) ?? shape,
    isFormOf: (id) => shapeOf(id) === shape,
    pattern: new RegExp(`${patternOf(shape)}|${taskIdsPattern.source}`, 'g'),
    nextFree: (_, otherTexts = []) => nextOfShape([document.text, ...otherTexts], shape),
  };
}

/** The id of the dialect's form that an id was meant as: in other case, with other signs, a digit too few. */
export function idMeant(id: string): string | undefined {
  const [, prefix = '', day = '', number = '', suffix = ''] =
    /^([A-Z]{3,5})-?(\d{8})-?(\d{1,9})(-[A-Z])?$/.exec(
      id
        .trim()
        .toUpperCase()
        .replace(/[\s_.–—-]+/g, '-'),
    ) ?? [];
  if (prefix !== 'TASK' && !isOneSlip(prefix, 'TASK')) return undefined;
  return `TASK-${day}-${number.padStart(3, '0')}${suffix}`;
}

/** An id with each of its numbers as `0`: what ids of one form have in common. */
function shapeOf(id: string): string {
  return id.replace(/\d+/g, '0');
}

/** The shape, a word with a number at its end, that most ids have; misspelt ids of the dialect's form have none. */
function mostUsedShape(ids: readonly string[]): string | undefined {
  const uses = new Map<string, number>();
  for (const id of ids) {
    if (!/^[A-Za-z][\w.-]*\d$/.test(id) || idMeant(id) !== undefined) continue;
    const shape = shapeOf(id);
    uses.set(shape, (uses.get(shape) ?? 0) + 1);
  }
  return [...uses].find(([, count]) => count >= 3 && count * 2 > ids.length)?.[0];
}

/** The highest id of a shape in any of the texts, its last number raised by one. */
function nextOfShape(texts: readonly string[], shape: string): string {
  const pattern = new RegExp(patternOf(shape), 'g');
  let highest = '';
  for (const text of texts) {
    for (const [id] of text.matchAll(pattern)) if (highest === '' || isHigher(id, highest)) highest = id;
  }
  return highest.replace(/\d+$/, (digits) => String(Number(digits) + 1).padStart(digits.length, '0'));
}

/** The source of a pattern that finds the ids of a shape. */
function patternOf(shape: string): string {
  const inner = shape.replace(/[.-]/g, '\\$&').replaceAll('0', '\\d+');
  return `(?<![A-Za-z0-9]_?|-)${inner}(?![A-Za-z0-9-]|_[A-Za-z0-9])`;
}

function isHigher(id: string, other: string): boolean {
  const numbers = id.match(/\d+/g)?.map(Number) ?? [];
  const others = other.match(/\d+/g)?.map(Number) ?? [];
  const differing = numbers.findIndex((number, index) => number !== others[index]);
  return differing !== -1 && (numbers[differing] ?? 0) > (others[differing] ?? 0);
}
