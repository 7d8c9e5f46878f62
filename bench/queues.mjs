// The index of a thousand queues, beside reading their bytes.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { report } from './report.mjs';
import { inTurn } from './rounds.mjs';
import { backlogOf } from './text.mjs';

const outfile = 'out/bench/workspace.mjs';
await build({
  entryPoints: ['cli/src/disk/workspace.ts'],
  outfile,
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
});
const { openFolders } = await import(`../${outfile}`);

const folder = mkdtempSync(join(tmpdir(), 'agent-backlog-bench-'));
const backlog = backlogOf(12_000);
const todo = backlogOf(4000).replace(/^## group_(?:begin|end).*$/gm, '');
const paths = Array.from({ length: 1000 }, (_, at) => join(folder, `team${at % 40}`, `queue${at}`)).flatMap(
  (queue) => {
    mkdirSync(queue, { recursive: true });
    // Ids are those of one queue alone.
    const own = (text) =>
      text.replaceAll('[id:TASK-2026', `[id:TASK-${3000 + Math.floor(Number(queue.match(/\d+$/)[0]))}`);
    writeFileSync(join(queue, 'BACKLOG.md'), own(backlog));
    writeFileSync(join(queue, 'TODO.md'), own(todo));
    return [join(queue, 'BACKLOG.md'), join(queue, 'TODO.md')];
  },
);

try {
  const fail = (error) => {
    throw error;
  };
  const things = {
    'reading the bytes of a thousand queues': async () => {
      for (let from = 0; from < paths.length; from += 64)
        await Promise.all(paths.slice(from, from + 64).map((path) => readFile(path)));
    },
    'index of a thousand queues': async () => {
      const { workspace } = await openFolders([folder], fail);
      if (workspace.queues.length !== 1000) throw new Error(`There are ${workspace.queues.length} queues.`);
    },
  };
  report(await inTurn(things, { rounds: 6, warmUp: 2 }));
} finally {
  rmSync(folder, { recursive: true });
}
