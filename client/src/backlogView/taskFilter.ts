import type { TaskModel } from '#server/protocol';
import type { Matches } from './backlogTree.ts';

/** What begins with `@` in a filter, in the order in which it is offered. */
export const filterTerms = [
  '@ready',
  '@incomplete',
  '@waiting',
  '@todo',
  '@in-progress',
  '@blocked',
  '@done',
  '@critical',
  '@high',
  '@medium',
  '@low',
] as const;
export type FilterTerm = (typeof filterTerms)[number];

/**
 * Reads a filter. Every word must be in the title, id, component, type or priority, in any case; terms with `@` say
 * how the task is, of which any of several statuses and any of several priorities will do. A term that is still being
 * written filters nothing.
 *
 * @returns undefined for a text that filters nothing
 */
export function taskFilter(text: string): Matches | undefined {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const isTerm = (word: string): word is FilterTerm => (filterTerms as readonly string[]).includes(word);
  const isBegun = (word: string): boolean =>
    word.startsWith('@') && filterTerms.some((term) => term.startsWith(word));
  const terms = words.filter(isTerm);
  const plain = words.filter((word) => !isTerm(word) && !isBegun(word));
  if (terms.length === 0 && plain.length === 0) return undefined;
  const statuses = terms.filter((term) => statusTerms.has(term));
  const priorities = terms.filter((term) => priorityTerms.has(term));
  return (task) =>
    plain.every((word) => wordsOf(task).includes(word)) &&
    (statuses.length === 0 || statuses.includes(`@${task.status}`)) &&
    (priorities.length === 0 || priorities.some((term) => term === `@${task.priority ?? ''}`)) &&
    terms.every((term) => states[term]?.(task) ?? true);
}

/** The term that is being written at the end of a filter, if one is. */
export function begunTerm(text: string): string | undefined {
  return /(?:^|\s)(@\S*)$/.exec(text)?.[1]?.toLowerCase();
}

const statusTerms: ReadonlySet<string> = new Set<FilterTerm>(['@todo', '@in-progress', '@blocked', '@done']);
const priorityTerms: ReadonlySet<string> = new Set<FilterTerm>(['@critical', '@high', '@medium', '@low']);

const states: Partial<Record<FilterTerm, Matches>> = {
  '@incomplete': ({ lacks }) => lacks.length > 0,
  '@waiting': ({ waitsFor, status }) => waitsFor.length > 0 && status !== 'done',
  '@ready': ({ lacks, waitsFor, status }) => status === 'todo' && lacks.length === 0 && waitsFor.length === 0,
};

function wordsOf({ title, id, component, type, priority }: TaskModel): string {
  return [title, id, component, type, priority].join('\n').toLowerCase();
}
