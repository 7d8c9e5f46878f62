// How long the command line takes to its first output, beside a Node that does nothing: `npm run bench`.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';

const program = resolve('dist/cli/agent-backlog.js');
const rounds = Number(process.env.ROUNDS ?? 20);
const folder = mkdtempSync(join(tmpdir(), 'agent-backlog-bench-'));
cpSync('sample', folder, { recursive: true });

/** Each with the arguments for Node. */
const commands = {
  'node -e 0': ['-e', '0'],
  'agent-backlog --version': [program, '--version'],
  'agent-backlog check': [program, 'check'],
  'agent-backlog next': [program, 'next'],
  'agent-backlog promote --dry-run': [program, 'promote', 'dev/high', '--dry-run'],
};

try {
  const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  // One after the other in each round, so that a machine that changes its speed does so for all; the first warms up.
  for (let round = 0; round <= rounds; round++) {
    for (const [name, args] of Object.entries(commands)) {
      const time = await timeOf(args);
      if (round > 0) times[name].push(time);
    }
  }
  const floor = median(times['node -e 0']);
  const rows = Object.entries(times).map(([name, all]) => ({
    command: name,
    'median ms': round(median(all)),
    'min ms': round(Math.min(...all)),
    'max ms': round(Math.max(...all)),
    'of node -e 0': round(median(all) / floor, 2),
  }));
  console.log(
    `Node ${process.version}, ${rounds} rounds, time to the first output (of node -e 0, to its end)`,
  );
  console.table(rows);
} finally {
  rmSync(folder, { recursive: true });
}

/** The time to the first output, or to the end where there is none; in milliseconds. */
function timeOf(args) {
  const start = performance.now();
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  let first;
  child.stdout.once('data', () => (first = performance.now()));
  child.stdout.resume();
  return new Promise((end, reject) => {
    child.once('error', reject);
    child.once('close', () => end((first ?? performance.now()) - start));
  });
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
}

function round(number, digits = 0) {
  return Number(number.toFixed(digits));
}
