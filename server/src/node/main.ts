import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { calendarDate, type Host } from '../host.ts';
import { startServer } from '../server.ts';
import { nodeFiles } from './files.ts';

const host: Host = {
  today: () => calendarDate(new Date()),
  rulePages: `${URI.file(join(__dirname, '..', '..', 'docs', 'rules')).toString()}/`,
  session: randomUUID(),
  files: nodeFiles,
};

startServer(createConnection(ProposedFeatures.all), host);
