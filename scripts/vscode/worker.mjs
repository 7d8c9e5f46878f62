// A process that runs one job, told to it by a message, and answers with the outcome.
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import process from 'node:process';
import Mocha from 'mocha';
import { launchBrowser } from './browser.mjs';
import { runSuite } from './suite.mjs';
import { createWindows } from './window.mjs';
import { createWorkspaces } from './workspaces.mjs';

/**
 * What all jobs share.
 *
 * @typedef {object} Setting
 * @property {{ url: string, port: number }} server
 * @property {string} extension the folder of the extension under test
 * @property {string} memory the folder of the extension that provides the files of virtual workspaces
 * @property {string} sample the folder of which workspaces are copies
 * @property {string} results where pictures and logs go
 * @property {boolean} pictures whether pictures are taken but of failures
 * @property {string} tests the folder of the bundled in-host suite
 */

/**
 * The in-host suite, in one host; with a server of its own it is in another version of VS Code.
 *
 * @typedef {{ kind: import('./window.mjs').HostKind, suite: string, server?: Setting['server'], version?: string }} SuiteJob
 */

/**
 * The tests of one file that drive VS Code from outside, in one host; with a server of its own, the packed extension is
 * installed there.
 *
 * @typedef {{ kind: import('./window.mjs').HostKind, name: string, bundle: string, grep?: string | undefined, server?: Setting['server'] }} PersonJob
 */

/** @typedef {SuiteJob | PersonJob} Job */

/** What was started, to be ended in the opposite order. @type {(() => unknown)[]} */
const cleanups = [];

/** @param {Setting} setting @param {Job} job @returns {Promise<import('./jobs.mjs').Outcome>} */
async function run({ server, extension, memory, sample, results, pictures, tests }, job) {
  const workspaces = createWorkspaces(sample);
  cleanups.push(workspaces.removeAll);
  const browser = await launchBrowser();
  cleanups.push(() => browser.close());
  const isInstalled = 'bundle' in job && job.server !== undefined;
  const windows = await createWindows({
    browser,
    server: job.server ?? server,
    extension,
    isInstalled,
    memory,
    tests,
  });
  cleanups.push(windows.stop);
  const { kind } = job;
  if ('suite' in job) {
    const workspace = await workspaces.make('sample');
    return runSuite({ windows, workspace, suite: basename(job.suite), kind, results });
  }
  const vscode = { kinds: [kind], results, pictures, makeWorkspace: workspaces.make, open: windows.open };
  return runPersonTests(job, vscode);
}

/** @param {PersonJob} job @param {unknown} vscode @returns {Promise<import('./jobs.mjs').Outcome>} */
function runPersonTests({ bundle, grep }, vscode) {
  const mocha = new Mocha({ timeout: 240_000, slow: 10_000, ...(grep && { grep }) });
  mocha.suite.emit('pre-require', globalThis, bundle, mocha);
  const tests = createRequire(import.meta.url)(bundle);
  tests.provide(vscode);
  tests.define();
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

/** @type {Promise<never> | undefined} */
let ending;
const end = () => (ending ??= cleanUp().then(() => process.exit(1)));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, end);
// Without whoever has started it nobody would hear of the outcome.
process.once('disconnect', end);

process.once('message', async (/** @type {{ setting: Setting, job: Job }} */ { setting, job }) => {
  try {
    const outcome = await run(setting, job);
    await cleanUp();
    process.send?.(outcome, () => process.exit());
  } catch (error) {
    console.error(error);
    await cleanUp();
    process.exit(1);
  }
});
