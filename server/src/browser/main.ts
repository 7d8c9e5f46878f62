import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { calendarDate } from '../host.ts';
import { startServer } from '../server.ts';
import { connectionOptions } from '../wellFormed.ts';

declare const self: DedicatedWorkerGlobalScope;

const reader = new BrowserMessageReader(self);
const connection = createConnection(reader, new BrowserMessageWriter(self), connectionOptions);
startServer(connection, { today: () => calendarDate(new Date()), session: crypto.randomUUID() });
