import { createColors } from 'picocolors';
import type { Severity } from '#core';
import { onOneLine, visibleLine } from '#server/features/hoverText';
import type { ReportedPlace } from '#server/features/problemReports';
import { frameOf } from './codeFrame.ts';
import { from } from './paths.ts';
import type { CheckedPath, CheckResult, Writer } from './writer.ts';

/** Problems for people: file by file, each with the line that it is in. Paths are from the current folder. */
export const asText: Writer = (result, { cwd, colours }) => {
  const colour = createColors(colours);
  const relative = from(cwd);
  const path = (file: string): string => visibleLine(relative(file));
  const paint: Readonly<Record<Severity, (text: string) => string>> = {
    error: colour.red,
    warning: colour.yellow,
    information: colour.blue,
    hint: colour.gray,
  };
  const placeOf = ({ file, line, column }: ReportedPlace): string =>
    colour.bold(`${path(file)}:${String(line)}:${String(column)}`);
  const fileText = ({ path: file, text, problems }: CheckedPath): string => {
    const counted = problems.length === 1 ? '1 problem' : `${String(problems.length)} problems`;
    const lines = text.split(/\r\n|\r|\n/);
    const parts = problems.map((problem) => {
      const { severity, code, message, related = [] } = problem;
      const head = `${placeOf(problem)}: ${paint[severity](labels[severity])}: ${onOneLine(message)} ${colour.dim(`(${code})`)}`;
      const others = related.map((other) => `  ${placeOf(other)}: ${onOneLine(other.message)}`);
      return [head, ...frameOf(lines, problem, colour.dim, paint[severity]), ...others, ''].join('\n');
    });
    return [`${colour.underline(path(file))} ${colour.dim(`(${counted})`)}`, ...parts, ''].join('\n');
  };
  const found = result.files.filter(({ problems }) => problems.length > 0);
  return `${found.map(fileText).join('')}${summaryOf(result, found.length)}\n`;
};

function summaryOf({ files, counts, fixable }: CheckResult, withProblems: number): string {
  const all = files.length === 1 ? '1 file' : `${String(files.length)} files`;
  if (files.length === 0) return 'There are no task files here.';
  if (withProblems === 0) return `No problems in ${all}.`;
  const parts = (Object.keys(counts) as Severity[]).flatMap((severity) => {
    const count = counts[severity];
    return count === 0 ? [] : `${String(count)} ${count === 1 ? names[severity][0] : names[severity][1]}`;
  });
  const fixed = fixable === 0 ? '' : ` --fix puts ${String(fixable)} of them right.`;
  return `${parts.join(', ')} in ${String(withProblems)} of ${all}.${fixed}`;
}

/** Short ones, as compilers and problem matchers have them. */
const labels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'info',
  hint: 'hint',
};

const names: Readonly<Record<Severity, readonly [one: string, several: string]>> = {
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  information: ['note', 'notes'],
  hint: ['hint', 'hints'],
};
