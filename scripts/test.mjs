// Bundles the tests of a layer and runs them: `node scripts/test.mjs unit|protocol|cli [mocha options]`.
import { spawn } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { bundleTests } from './bundleTests.mjs';

const [layer, ...options] = process.argv.slice(2);
if (!['unit', 'protocol', 'cli'].includes(layer)) {
  console.error('Usage: node scripts/test.mjs unit|protocol|cli [mocha options]');
  process.exit(2);
}

const outdir = `out/test/${layer}`;
const tests = readdirSync(`test/${layer}`).filter((name) => name.endsWith('.test.ts'));
// The other tests mostly wait for the servers and commands that they start: two processes share them. Unit tests share one core,
// warmed up by the first of them.
const count = layer === 'unit' ? 1 : Math.min(2, availableParallelism());
const parts = Array.from({ length: count }, (_, part) => tests.filter((__, at) => at % count === part));
// Every property is tried on so many texts, other ones each time; `PROPERTY_RUNS=1000 npm run test:unit` looks harder.
const runs = Number(process.env.PROPERTY_RUNS ?? 25);
rmSync(outdir, { recursive: true, force: true });
const codes = await Promise.all(parts.map(runPart));
process.exit(codes.find((code) => code !== 0) ?? 0);

/** Runs some of the files as one bundle, and gives the exit status of Mocha. */
async function runPart(names, part) {
  const outfile = `${outdir}/${part}/tests.js`;
  const imports = names.map((name) => `./${name}`);
  await bundleTests({ layer, imports, properties: { numRuns: runs }, outfile });
  const mocha = [
    'node_modules/mocha/bin/mocha.js',
    '--enable-source-maps',
    // Of what is searched for, one part may have nothing.
    ...(options.length === 0 ? ['--fail-zero'] : []),
    '--exit',
    // A machine that is busy with something else must not decide a test.
    '--timeout=60000',
    outfile,
    ...options,
  ];
  // What one part prints is shown as a whole where there are several.
  const child = spawn(process.execPath, mocha, {
    stdio: ['inherit', count > 1 ? 'pipe' : 'inherit', 'inherit'],
  });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve) => child.once('close', (status) => resolve(status ?? 1)));
  process.stdout.write(output);
  return code;
}
