import type { ReportedPlace } from '#server/features/problemReports';
import { visible } from './visible.ts';

type Paint = (text: string) => string;

/**
 * The line that a place begins in, with what is meant marked below it.
 *
 * @param lines of the file, without their ends
 * @returns two lines
 */
export function frameOf(
  lines: readonly string[],
  { line, column, endLine, endColumn }: ReportedPlace,
  dim: Paint,
  paint: Paint,
): string[] {
  const whole = lines[line - 1] ?? '';
  const end = endLine === line ? endColumn - 1 : whole.length;
  const from = Math.max(0, Math.min(column - 1 - before, whole.length - width));
  const shown = whole.slice(from, from + width);
  const [cutBefore, cutAfter] = [from > 0 ? '…' : '', from + width < whole.length ? '…' : ''];
  const gap = columnsOf(cutBefore + whole.slice(from, column - 1));
  const marked = Math.max(1, columnsOf(whole.slice(column - 1, Math.min(end, from + width))));
  const number = String(line);
  return [
    `  ${dim(`${number} |`)} ${inFrame(cutBefore + shown + cutAfter)}`,
    `  ${dim(`${' '.repeat(number.length)} |`)} ${' '.repeat(gap)}${paint('^'.repeat(marked))}`,
  ];
}

/** How much of a long line is shown, and how much of that before the place, in UTF-16 code units. */
const width = 100;
const before = 40;

/** How many columns a text takes in a terminal, as far as can be told: pictures and East Asian letters take two. */
function columnsOf(text: string): number {
  let columns = 0;
  for (const character of inFrame(text)) {
    if (/\p{Mark}|\u200d|\ufe0f/u.test(character)) continue;
    columns += wide.test(character) ? 2 : 1;
  }
  return columns;
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]|\p{Emoji_Presentation}/u;

/** A line without tabs, whose width only the terminal knows. */
function inFrame(text: string): string {
  return visible(text.replace(/[\t\r]/g, ' '));
}
