import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { installBrowser } from './browser.mjs';
import { bundlePersonTests, bundleSuite } from './bundle.mjs';
import { repository } from './cache.mjs';
import { installVSCode } from './install.mjs';
import { runJobs } from './jobs.mjs';
import { pack } from '../publish/packages.mjs';
import { buildMemoryExtension } from './memory.mjs';
import { startServer } from './server.mjs';

const USAGE = `Runs the tests inside VS Code, and those that drive it as a person does.

  node scripts/vscode/run.mjs [options]

  --host node|web      only in this extension host (both by default)
  --turns              each file of person tests in one host only, by turns, the suite in the Node host and in the
                       web worker host of the lowest version: what every change is tested with
  --only suite|person  only the tests inside the host, or only those of a person
  --vscode VERSION     lowest, newest (the default), or a version of code-server such as 4.110.0
  --grep PATTERN       only person tests whose title matches
  --pictures           take the pictures that tests ask for, not only those of failures
  --workers N          so many windows at once (1 by default: one keeps two processors busy)
  --extension FOLDER   the built extension (the repository by default)
  --sample FOLDER      the workspace, of which copies are used (sample/ by default)
`;

const results = join(repository, 'test-results');

/** The tests of somebody who has just installed the extension: in the Node host, from the package. */
const newUser = 'newUser';

/** Ends everything that was started. */
const ended = new globalThis.AbortController();

async function main() {
  const { values } = parseArgs({
    options: {
      host: { type: 'string' },
      turns: { type: 'boolean', default: false },
      pictures: { type: 'boolean', default: false },
      only: { type: 'string' },
      vscode: { type: 'string' },
      grep: { type: 'string' },
      workers: { type: 'string', default: '1' },
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
  const isPacked = extension === repository && values.only !== 'suite';
  const [installed, lowest, suite, person, memory, packed] = await Promise.all([
    installVSCode(values.vscode),
    values.turns ? installVSCode('lowest') : undefined,
    bundleSuite(extension),
    bundlePersonTests(),
    buildMemoryExtension(sample),
    isPacked ? pack().then(({ extension: file }) => file) : undefined,
    installBrowser(),
  ]);
  await mkdir(results, { recursive: true });
  const server = await startServer(installed);
  const lowestServer = lowest && (await startServer(lowest));
  const fresh = packed && (await startServer(installed, { install: packed }));
  try {
    /** @type {import('./worker.mjs').Setting} */
    const setting = {
      server: addressOf(server),
      extension,
      memory,
      sample,
      results,
      pictures: values.pictures,
      tests: dirname(suite),
    };
    const isTurn = (/** @type {number} */ at) => (/** @type {unknown} */ _, /** @type {number} */ turn) =>
      !values.turns || kinds.length === 1 || turn !== at % 2;
    const ofPerson = person.flatMap(({ name, bundle }, at) =>
      kinds.filter(isTurn(at)).map((kind) => {
        const isFresh = fresh !== undefined && name === newUser && kind === 'node';
        return { kind, name, bundle, grep: values.grep, ...(isFresh && { server: addressOf(fresh) }) };
      }),
    );
    const ofSuite = kinds.filter(isTurn(1)).map((kind) => ({ kind, suite }));
    const ofLowest = lowestServer
      ? kinds
          .filter(isTurn(0))
          .map((kind) => ({ kind, suite, server: addressOf(lowestServer), version: lowest.version }))
      : [];
    const jobs = [
      // The last files are the longest: begun first, they keep no worker waiting at the end.
      ...(values.only === 'suite' ? [] : ofPerson.reverse()),
      ...(values.only === 'person' ? [] : [...ofSuite, ...ofLowest]),
    ];
    console.log(`VS Code ${installed.version}`);
    const { passed, failed, skipped, again } = await runJobs(
      setting,
      jobs,
      Number(values.workers),
      ended.signal,
    );
    console.log(`VS Code tests took ${((Date.now() - started) / 1000).toFixed(1)} s`);
    for (const job of again) console.log(`Failed at first, passed at the second attempt: ${job}`);
    console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
    if (failed > 0 || passed === 0) process.exitCode = 1;
  } finally {
    await server.stop();
    await lowestServer?.stop();
    await fresh?.stop();
  }
}

/** What a process can be told of a server. @param {{ url: string, port: number }} server */
function addressOf({ url, port }) {
  return { url, port };
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

for (const [signal, code] of /** @type {const} */ ([
  ['SIGINT', 130],
  ['SIGTERM', 143],
])) {
  // More than once: a terminal and npm both send it, and the second must not end the process before its servers.
  process.on(signal, () => {
    process.exitCode = code;
    ended.abort();
  });
}

try {
  await main();
} catch (error) {
  // Whoever has ended the run wants to hear no more of it.
  if (!ended.signal.aborted) {
    console.error(error);
    process.exitCode = 1;
  }
}
