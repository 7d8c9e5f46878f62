import type { Severity } from '#core';
import { rootOf } from '../disk/repository.ts';
import { from } from './paths.ts';
import { visible } from './visible.ts';
import type { Writer } from './writer.ts';

/** Problems as commands of GitHub Actions, which shows them beside the lines. Paths are from the repository. */
export const asGitHub: Writer = ({ files }, { cwd }) => {
  const path = from(rootOf(cwd));
  const lines = files
    .flatMap(({ problems }) => problems)
    .map(({ file, line, column, endLine, endColumn, severity, code, message }) => {
      const properties = [
        `file=${property(path(file))}`,
        `line=${String(line)}`,
        `endLine=${String(endLine)}`,
        // GitHub takes columns for a single line only.
        ...(line === endLine ? [`col=${String(column)}`, `endColumn=${String(endColumn)}`] : []),
        `title=${property(code)}`,
      ];
      return `::${commands[severity]} ${properties.join(',')}::${escaped(message)}\n`;
    })
    .join('');
  return visible(lines);
};

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
