import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from '../server.ts';
import { connectionOptions } from '../wellFormed.ts';
import { nodeHost } from './host.ts';

const rulePages = join(__dirname, '..', '..', 'docs', 'rules');
startServer(createConnection(ProposedFeatures.all, connectionOptions), nodeHost(rulePages));
