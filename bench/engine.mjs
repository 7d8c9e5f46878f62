import { build } from 'esbuild';

/** The engine as it ships: bundled and minified. */
export async function engine() {
  const outfile = 'out/bench/core.mjs';
  const options = { bundle: true, minify: true, format: 'esm', target: 'es2023', logLevel: 'warning' };
  await build({ ...options, entryPoints: ['core/src/index.ts'], outfile });
  return import(`../${outfile}`);
}

export const today = '2026-03-01';

/** The floor: a pass that only looks for line ends. */
export function lineEnds(text) {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
