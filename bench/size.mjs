// 10 MB beside 1 MB, a letter typed in 10 MB, and what that takes of memory.
import { Buffer } from 'node:buffer';
import process from 'node:process';
import { engine, lineEnds, today } from './engine.mjs';
import { report } from './report.mjs';
import { inTurn } from './rounds.mjs';
import { backlogOf } from './text.mjs';

const { check, LiveCheck, parse, TaskEdits } = await engine();
const [small, large] = [backlogOf(1e6), backlogOf(1e7)];
// The text is made flat before anything is measured.
lineEnds(large);

const heap = () => {
  globalThis.gc();
  return process.memoryUsage().heapUsed;
};
const before = heap();
const document = parse(large, 'backlog');
const model = heap() - before;

const whole = (text) => check(parse(text, 'backlog'), { today });
const ofSize = await inTurn(
  { 'whole check of 1 MB': () => whole(small), 'whole check of 10 MB': () => whole(large) },
  { rounds: 10, warmUp: 2 },
);

const live = LiveCheck.of(document, { today });
const at = large.indexOf('1. ', document.tasks[Math.floor(document.tasks.length / 2)].range.start) + 3;
let edits = TaskEdits.of(document);
const type = () => {
  edits = edits.with({ range: { start: at, end: at }, newText: 'x' });
  if (!edits || !live.after(edits)) throw new Error('What was typed was not of one task alone.');
};
const typed = await inTurn({ 'a letter in 10 MB': type }, { rounds: 3, warmUp: 1 });

// Ten thousand letters, each typed and taken away again.
const grownFrom = heap();
for (let count = 0; count < 10_000; count++) {
  edits = edits
    .with({ range: { start: at, end: at }, newText: 'x' })
    .with({ range: { start: at, end: at + 1 }, newText: '' });
  live.after(edits);
}
report({
  ...ofSize,
  ...typed,
  'model of 10 MB': { bytes: model },
  'text of 10 MB': { bytes: Buffer.byteLength(large) },
  'growth over ten thousand edits': { bytes: heap() - grownFrom },
});
