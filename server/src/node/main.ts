import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { calendarDate, type Host } from '../host.ts';
import { startServer } from '../server.ts';

const host: Host = {
  today: () => calendarDate(new Date()),
  rulePages: `${URI.file(join(__dirname, '..', '..', 'docs', 'rules')).toString()}/`,
  async readFile(uri) {
    const { scheme, fsPath } = URI.parse(uri);
    if (scheme !== 'file') return undefined;
    try {
      return (await readFile(fsPath, 'utf8')).replace(/^\ufeff/, '');
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  },
};

startServer(createConnection(ProposedFeatures.all), host);

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
