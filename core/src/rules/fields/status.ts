import type { Field } from '../../document/model.ts';
import { type Status, statuses } from '../../document/vocabulary.ts';
import { firstLine } from '../../policy/fieldValues.ts';
import type { TextRange } from '../../text/range.ts';
import { oneSlipAway } from '../../text/spelling.ts';

/** A Status that is none of the four. */
export interface WrongStatus {
  /** What stands for the status: its words with what decorates them, the remarks behind them left out. */
  readonly range: TextRange;
  /** The status that it means, where that is clear. */
  readonly nearest: Status | undefined;
}

/** Reads what stands in the place of a status; its first words tell what is meant. */
export function readWrongStatus(text: string, field: Field): WrongStatus {
  const { start, end } = firstLine(text, field);
  const written = text.slice(start, Math.min(end, start + mostLength));
  const phrase = /^.*?(?=\s*(?:[(,;:]|\s[–—-]\s|$))/.exec(written)?.[0] ?? written;
  const words = [...phrase.replace(/^\[[ xX]\]/, '   ').matchAll(/[\p{L}\p{N}]+/gu)];
  // `todo | in-progress` and `todo/done` leave the choice open.
  const leavesOpen = /^[\w-]+\s*[|/]/.test(phrase);
  for (const count of [3, 2, 1]) {
    const last = words[count - 1];
    const nearest = statusMeant(words.slice(0, count).map(([word]) => word.toLowerCase()));
    if (leavesOpen || !last || !nearest) continue;
    const wordEnd = last.index + last[0].length;
    const glued = /^[\w-]*[`*_]*/.exec(phrase.slice(wordEnd))?.[0].length ?? 0;
    return { range: { start, end: start + wordEnd + glued }, nearest };
  }
  return { range: { start, end: start + phrase.length }, nearest: undefined };
}

/** A status is looked for in no more than this. */
const mostLength = 100;

/** Words that people use for a status, in lower case. */
const synonyms: ReadonlyMap<string, Status> = new Map([
  ['to do', 'todo'],
  ['open', 'todo'],
  ['pending', 'todo'],
  ['new', 'todo'],
  ['planned', 'todo'],
  ['backlog', 'todo'],
  ['not started', 'todo'],
  ['in progress', 'in-progress'],
  ['wip', 'in-progress'],
  ['work in progress', 'in-progress'],
  ['doing', 'in-progress'],
  ['started', 'in-progress'],
  ['active', 'in-progress'],
  ['ongoing', 'in-progress'],
  ['waiting', 'blocked'],
  ['on hold', 'blocked'],
  ['stuck', 'blocked'],
  ['paused', 'blocked'],
  ['complete', 'done'],
  ['completed', 'done'],
  ['finished', 'done'],
  ['closed', 'done'],
  ['resolved', 'done'],
]);

function statusMeant(words: readonly string[]): Status | undefined {
  const written = words.join('-');
  const exact = statuses.find((status) => status === written) ?? synonyms.get(words.join(' '));
  return exact ?? (oneSlipAway(written, statuses) as Status | undefined);
}
