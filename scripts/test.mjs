// Bundles the tests of a layer and runs them: `node scripts/test.mjs unit|protocol [mocha options]`.
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import process from 'node:process';
import { build } from 'esbuild';

const [layer, ...options] = process.argv.slice(2);
if (layer !== 'unit' && layer !== 'protocol') {
  console.error('Usage: node scripts/test.mjs unit|protocol [mocha options]');
  process.exit(2);
}

const outdir = `out/test/${layer}`;
const tests = readdirSync(`test/${layer}`).filter((name) => name.endsWith('.test.ts'));
// Every property is tried on so many texts, other ones each time; `PROPERTY_RUNS=1000 npm run test:unit` looks harder.
const runs = Number(process.env.PROPERTY_RUNS ?? 25);
const setup = `import fc from 'fast-check'; fc.configureGlobal({ numRuns: ${runs} });`;
rmSync(outdir, { recursive: true, force: true });
await build({
  // One bundle, so that all tests share one core, warmed up by the first of them.
  stdin: {
    contents: [setup, ...tests.map((name) => `import './${name}';`)].join('\n'),
    resolveDir: `test/${layer}`,
  },
  bundle: true,
  platform: 'node',
  packages: 'external',
  format: 'cjs',
  sourcemap: true,
  outfile: `${outdir}/tests.js`,
  logLevel: 'warning',
});
const mocha = [
  'node_modules/mocha/bin/mocha.js',
  '--enable-source-maps',
  '--fail-zero',
  '--exit',
  // A machine that is busy with something else must not decide a test.
  '--timeout=60000',
  outdir,
  ...options,
];
const { status } = spawnSync(process.execPath, mocha, { stdio: 'inherit' });
process.exit(status ?? 1);
