// How long the command line takes to its first output, and the server to its first diagnostics, beside a Node that does nothing.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { LanguageServer } from './languageServer.mjs';
import { report } from './report.mjs';
import { inTurn } from './rounds.mjs';

const program = resolve('dist/cli/agent-backlog.js');
const folder = mkdtempSync(join(tmpdir(), 'agent-backlog-bench-'));
cpSync('sample', folder, { recursive: true });
const text = readFileSync('sample/BACKLOG.md', 'utf8');

try {
  const command = (name, ...args) => [name, () => firstOutput([program, ...args])];
  const things = Object.fromEntries([
    ['node -e 0', () => firstOutput(['-e', '0'])],
    command('agent-backlog --version', '--version'),
    command('agent-backlog check', 'check'),
    command('agent-backlog next', 'next'),
    command('agent-backlog promote --dry-run', 'promote', 'dev/high', '--dry-run'),
    ['server to first diagnostics', firstDiagnostics],
  ]);
  report(await inTurn(things, { rounds: 20, warmUp: 2 }));
} finally {
  rmSync(folder, { recursive: true });
}

/** Resolves with the first output, or with the end where there is none. */
function firstOutput(args) {
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.resume();
  return new Promise((end, reject) => {
    child.once('error', reject);
    child.stdout.once('data', end);
    child.once('close', end);
  });
}

async function firstDiagnostics() {
  const server = new LanguageServer();
  await server.start(folder);
  await server.open('BACKLOG.md', text);
  await server.pull('BACKLOG.md');
  // How long it takes to end is not asked.
  server.kill();
}
