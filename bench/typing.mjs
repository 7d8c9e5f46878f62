// A letter typed in 10 MB, from the client's change to its diagnostics.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LanguageServer } from './languageServer.mjs';
import { report } from './report.mjs';
import { inTurn } from './rounds.mjs';
import { backlogOf } from './text.mjs';

const folder = mkdtempSync(join(tmpdir(), 'agent-backlog-bench-'));
const text = backlogOf(1e7);
const lines = text.split('\n');
const line = lines.findIndex((one, at) => at > lines.length / 2 && one.startsWith('1. '));
const server = new LanguageServer();
try {
  await server.start(folder);
  await server.open('BACKLOG.md', text);
  await server.pull('BACKLOG.md');
  const position = { line, character: 3 };
  const type = async () => {
    await server.change('BACKLOG.md', { range: { start: position, end: position }, text: 'x' });
    await server.pull('BACKLOG.md');
  };
  report(await inTurn({ 'a letter in 10 MB, through the server': type }, { rounds: 3, warmUp: 1 }));
} finally {
  server.kill();
  rmSync(folder, { recursive: true });
}
