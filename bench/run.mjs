// Measures what the product promises of its speed: `npm run bench`, or `npm run bench -- reading` for one measurement of these.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import process from 'node:process';
import { budgets } from './budgets.mjs';
import { source } from './text.mjs';

/** What each is run with. Each is a process of its own: what one leaves in its heap does not slow the next. */
const measurements = {
  reading: [[]],
  peers: [
    ['commonmark'],
    ['markdown-it'],
    ['mdast-util-from-markdown'],
    ['markdownlint'],
    ['vscode-markdown-languageservice'],
  ],
  size: [[]],
  typing: [[]],
  queues: [[]],
  start: [[]],
  package: [[]],
  activation: [[]],
  hostile: [[]],
};
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in measurements));
if (unknown !== undefined) {
  console.error(`There is no measurement ${unknown}. There are ${Object.keys(measurements).join(', ')}.`);
  process.exit(2);
}

const found = {};
for (const name of asked.length > 0 ? asked : Object.keys(measurements)) {
  for (const args of measurements[name]) {
    console.error([name, ...args, '…'].join(' '));
    const output = execFileSync(process.execPath, ['--expose-gc', `bench/${name}.mjs`, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 1e8,
    });
    Object.assign(found, JSON.parse(output));
  }
}
const [cpu] = cpus();
const machine = `${cpu?.model ?? 'unknown processor'}, ${cpus().length} processors, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}, tasks of ${source}`;
const text = `# Speed

Made by \`npm run bench\`; do not edit. ${machine}.

## What is promised

${table(['what', 'of what', 'allowed', 'found', 'met'], budgets.flatMap(kept))}

## What was measured

Medians, and how far nine of ten were from them at most; what is compared was measured in turn, but for the other readers of Markdown.

${table(
  ['what', 'median', 'from', 'to'],
  Object.entries(found).map(([name, figure]) => [name, ...shown(figure)]),
)}
`;
console.log(text);
if (asked.length === 0) writeFileSync('bench/results.md', text);

/** A row about a budget, where what it is about was measured. */
function kept({ what, of, most, bytes, milliseconds }) {
  const figure = found[what];
  const other = of && found[of];
  if (!figure || (of && !other)) return [];
  if (of) {
    const ratio = valueOf(figure) / valueOf(other);
    const met = ratio <= most ? 'yes' : `no, ${round(ratio / most)} times the budget`;
    return [[what, of, `${most} times`, `${round(ratio)} times`, met]];
  }
  const allowed = milliseconds ?? bytes;
  const show = milliseconds === undefined ? kilobytes : inMilliseconds;
  const met = valueOf(figure) <= allowed ? 'yes' : `no, by ${show(valueOf(figure) - allowed)}`;
  return [[what, '', show(allowed), show(valueOf(figure)), met]];
}

function valueOf({ median, bytes }) {
  return bytes ?? median;
}

function shown({ median, min, max, bytes }) {
  return bytes === undefined ? [median, min, max].map(inMilliseconds) : [kilobytes(bytes), '', ''];
}

function inMilliseconds(time) {
  return `${round(time)} ms`;
}

function kilobytes(bytes) {
  return `${Math.round(bytes / 1000)} kB`;
}

function round(number) {
  return Number(number.toPrecision(3));
}

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
