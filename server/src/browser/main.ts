import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { calendarDate } from '../host.ts';
import { startServer } from '../server.ts';

declare const self: DedicatedWorkerGlobalScope;

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
startServer(connection, { today: () => calendarDate(new Date()), session: crypto.randomUUID() });
