import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import Mocha from 'mocha';
import { launchBrowser } from './browser.mjs';
import { bundlePersonTests, bundleSuite } from './bundle.mjs';
import { repository } from './cache.mjs';
import { installVSCode } from './install.mjs';
import { buildMemoryExtension } from './memory.mjs';
import { startServer } from './server.mjs';
import { runSuite } from './suite.mjs';
import { createWindows } from './window.mjs';
import { createWorkspaces } from './workspaces.mjs';

const USAGE = `Runs the tests inside VS Code, and those that drive it as a person does.

  node scripts/vscode/run.mjs [options]

  --host node|web      only in this extension host (both by default)
  --only suite|person  only the tests inside the host, or only those of a person
  --vscode VERSION     lowest, newest (the default), or a version of code-server such as 4.110.0
  --grep PATTERN       only person tests whose title matches
  --extension FOLDER   the built extension (the repository by default)
  --sample FOLDER      the workspace, of which copies are used (sample/ by default)
`;

const results = join(repository, 'test-results');

/** @typedef {{ passed: number, failed: number, skipped: number }} Outcome */

/** What was started, to be ended in the opposite order. @type {(() => unknown)[]} */
const cleanups = [];

async function main() {
  const { values } = parseArgs({
    options: {
      host: { type: 'string' },
      only: { type: 'string' },
      vscode: { type: 'string' },
      grep: { type: 'string' },
      extension: { type: 'string', default: repository },
      sample: { type: 'string', default: join(repository, 'sample') },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return void console.log(USAGE);
  const kinds = /** @type {import('./window.mjs').HostKind[]} */ (['node', 'web']).filter(
    (kind) => !values.host || kind === values.host,
  );
  const extension = resolve(values.extension);
  const sample = resolve(values.sample);
  await checkBuilt(extension);

  const started = Date.now();
  const [installed, suite, person, memory] = await Promise.all([
    installVSCode(values.vscode),
    bundleSuite(extension),
    bundlePersonTests(),
    buildMemoryExtension(sample),
  ]);
  const workspaces = createWorkspaces(sample);
  cleanups.push(workspaces.removeAll);
  const server = await startServer(installed);
  cleanups.push(server.stop);
  const browser = await launchBrowser();
  cleanups.push(() => browser.close());
  const windows = await createWindows({ browser, server, extension, memory, tests: dirname(suite) });
  cleanups.push(windows.stop);
  await mkdir(results, { recursive: true });

  const outcomes = [];
  if (values.only !== 'person') {
    for (const kind of kinds) {
      console.log(`\nInside VS Code, ${kind} host`);
      const workspace = await workspaces.make('sample');
      outcomes.push(await runSuite({ windows, workspace, suite: basename(suite), kind, results }));
    }
  }
  if (values.only !== 'suite') {
    console.log('\nAs a person');
    const vscode = { kinds, results, makeWorkspace: workspaces.make, open: windows.open };
    outcomes.push(await runPersonTests(person, vscode, values.grep));
  }
  const sum = (/** @type {keyof Outcome} */ key) =>
    outcomes.reduce((total, outcome) => total + outcome[key], 0);
  console.log(`VS Code tests took ${((Date.now() - started) / 1000).toFixed(1)} s`);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
  if (sum('failed') > 0 || sum('passed') === 0) process.exitCode = 1;
}

/** @param {string} extension */
async function checkBuilt(extension) {
  const manifest = JSON.parse(await readFile(join(extension, 'package.json'), 'utf8'));
  for (const entry of ['main', 'browser']) {
    const file = manifest[entry] && join(extension, manifest[entry]);
    if (file && existsSync(file)) continue;
    throw new Error(
      `${file ?? `"${entry}" in ${extension}/package.json`} is missing. Build the extension first.`,
    );
  }
}

/**
 * @param {string} bundle
 * @param {unknown} vscode
 * @param {string} [grep]
 * @returns {Promise<Outcome>}
 */
async function runPersonTests(bundle, vscode, grep) {
  const mocha = new Mocha({ timeout: 60_000, slow: 10_000, ...(grep && { grep }) });
  mocha.suite.emit('pre-require', globalThis, bundle, mocha);
  createRequire(import.meta.url)(bundle).provide(vscode);
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      const { passes, failures, pending } = /** @type {Mocha.Stats} */ (runner.stats);
      resolve({ passed: passes, failed: failures, skipped: pending });
    });
  });
}

async function cleanUp() {
  for (const cleanup of cleanups.splice(0).reverse()) {
    try {
      await cleanup();
    } catch (error) {
      console.error(error);
      process.exitCode = 1;
    }
  }
}

for (const [signal, code] of /** @type {const} */ ([
  ['SIGINT', 130],
  ['SIGTERM', 143],
])) {
  process.once(signal, async () => {
    await cleanUp();
    process.exit(code);
  });
}

try {
  await main();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await cleanUp();
}
