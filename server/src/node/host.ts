import { randomUUID } from 'node:crypto';
import { URI } from 'vscode-uri';
import { calendarDate, type Host } from '../host.ts';
import { nodeFiles } from './files.ts';

/**
 * What the server needs of a machine that has Node.
 *
 * @param rulePages the folder with the rules' pages; absolute
 */
export function nodeHost(rulePages: string): Host {
  return {
    today: () => calendarDate(new Date()),
    rulePages: `${URI.file(rulePages).toString()}/`,
    session: randomUUID(),
    files: nodeFiles,
  };
}
