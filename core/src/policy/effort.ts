import type { Task } from '../document/model.ts';
import { findField, visibleValue } from './fieldValues.ts';

/** An amount of work, in hours. The two are the same where an estimate is no range. */
export interface Effort {
  readonly minHours: number;
  readonly maxHours: number;
}

/** The effort that a task is estimated at, in hours; of a range its mean. Undefined where there is none to be read. */
export function effortOf(text: string, task: Task): number | undefined {
  const field = findField(task, 'Estimated Effort');
  const effort = field && readEffort(visibleValue(text, field));
  return effort && (effort.minHours + effort.maxHours) / 2;
}

/**
 * Reads the amount of time that an estimate names: `2 days`, `1-2 hours`, `40 hours (1 week)`, `half a day`. A day has
 * eight hours, a week five days, a month four weeks. What stands in parentheses counts where nothing else does; a list
 * is added up, unless it has a total. Undefined for what names no certain amount, such as `a few days`.
 */
export function readEffort(value: string): Effort | undefined {
  const items: Effort[] = [];
  for (const line of value.slice(0, mostLength).split('\n')) {
    const effort = readLine(line.replace(aside, ' ')) ?? readLine(line);
    if (!effort) continue;
    if (/\btotal\b/i.test(line)) return effort;
    if (!/^\s*(?:[-*+]|\d{1,9}[.)])\s/.test(line) && items.length === 0) return effort;
    items.push(effort);
  }
  return items.length === 0 ? undefined : items.reduce(sum);
}

/** An amount of work as a person would say it: `≈ 30 minutes`, `≈ 9 days`, `≈ 6 weeks`. */
export function formatEffort(hours: number): string {
  const minutes = Math.round(hours * 60);
  if (minutes < 60) return `≈ ${counted(minutes, 'minute')}`;
  if (rounded(hours) < hoursOfDay) return `≈ ${counted(rounded(hours), 'hour')}`;
  if (rounded(hours / hoursOfDay) < mostDays) return `≈ ${counted(rounded(hours / hoursOfDay), 'day')}`;
  return `≈ ${counted(rounded(hours / hoursOfWeek), 'week')}`;
}

const hoursOfDay = 8;
const hoursOfWeek = 5 * hoursOfDay;
/** From four weeks on nobody counts days. */
const mostDays = 20;
/** No estimate is longer. */
const mostLength = 2000;

/** What stands in parentheses. */
const aside = /\([^()]{0,200}\)/g;

const numberWords: ReadonlyMap<string, number> = new Map([
  ...['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].map(
    (word, index) => [word, index + 1] as const,
  ),
  ['a', 1],
  ['an', 1],
  ['twelve', 12],
  ['half', 0.5],
  ['half a', 0.5],
  ['half an', 0.5],
]);

/** The hours of a unit, by its first letters. */
const units: readonly (readonly [start: string, hours: number])[] = [
  ['mo', 4 * hoursOfWeek],
  ['m', 1 / 60],
  ['h', 1],
  ['d', hoursOfDay],
  ['w', hoursOfWeek],
  ['f', 2 * hoursOfWeek],
  ['q', 12 * hoursOfWeek],
  ['y', 48 * hoursOfWeek],
];

const number = String.raw`\d{1,6}(?:[.,]\d{1,3})?|(?:half(?: an?)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\b`;
/** Between the ends of a range. The last of them are dashes that were saved in a wrong encoding. */
const dash = String.raw`[-–—]|to|or|\.\.|â€[“”]`;

/** Groups: a number, the other end of a range, the unit. */
const amountPattern = new RegExp(
  String.raw`(?<![\w./,-])(${number})(?:[ \t]*(?:${dash})[ \t]*(${number}))?[ \t]{0,3}\+?[ \t]{0,3}-?` +
    String.raw`(?:(?:working|business|calendar|full|whole|person|man|dev|developer|engineer|engineering)[ \t-])?` +
    String.raw`(m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|fortnights?|months?|quarters?|years?)(?![\w])`,
  'gi',
);

/** What adds an amount to the one before it; a comma or space alone does so in front of a smaller unit. */
const addition = /^\s*(?:\+|&|,?\s*and\b|plus\b)\s*$/i;
const enumeration = /^\s*,?\s*$/;
const alternative = new RegExp(String.raw`^\s*(?:/|${dash})\s*$`, 'i');

/** The first amount of a line, with those that are added to it or make a range of it. */
function readLine(line: string): Effort | undefined {
  let effort: Effort | undefined;
  let end = 0;
  let lastUnit = 0;
  for (const match of line.matchAll(amountPattern)) {
    const [whole, first = '', second, unit = ''] = match;
    const hours = hoursOf(unit);
    const from = numberOf(first) * hours;
    const to = second === undefined ? from : numberOf(second) * hours;
    const amount = { minHours: Math.min(from, to), maxHours: Math.max(from, to) };
    const between = line.slice(end, match.index);
    if (!effort) effort = amount;
    else if (addition.test(between) || (enumeration.test(between) && hours < lastUnit))
      effort = sum(effort, amount);
    else if (alternative.test(between)) effort = span(effort, amount);
    else break;
    end = match.index + whole.length;
    lastUnit = hours;
  }
  return effort;
}

function hoursOf(unit: string): number {
  const lower = unit.toLowerCase();
  return units.find(([start]) => lower.startsWith(start))?.[1] ?? 0;
}

function numberOf(written: string): number {
  const word = numberWords.get(written.toLowerCase());
  // A comma before three digits parts thousands; any other is a decimal one.
  return word ?? Number(written.replace(/,(?=\d{3})/, '').replace(',', '.'));
}

function sum(one: Effort, other: Effort): Effort {
  return { minHours: one.minHours + other.minHours, maxHours: one.maxHours + other.maxHours };
}

function span(one: Effort, other: Effort): Effort {
  return {
    minHours: Math.min(one.minHours, other.minHours),
    maxHours: Math.max(one.maxHours, other.maxHours),
  };
}

/** To halves where those make a difference. */
function rounded(amount: number): number {
  return amount < 4 ? Math.round(amount * 2) / 2 : Math.round(amount);
}

function counted(count: number, unit: string): string {
  return `${String(count)} ${unit}${count === 1 ? '' : 's'}`;
}
