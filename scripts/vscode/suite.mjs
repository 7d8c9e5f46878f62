import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the suite's reporter puts before its lines; everything else in the host's console is a log. */
const TEST_OUTPUT = '[test]';

/** How long the whole suite may take in one host. */
const SUITE_TIMEOUT = 300_000;

/**
 * Runs the in-host suite: the page starts an extension host, which runs the tests and tells the page, which tells us.
 *
 * @param {object} options
 * @param {Awaited<ReturnType<typeof import('./window.mjs').createWindows>>} options.windows
 * @param {import('./workspaces.mjs').Workspace} options.workspace tests may change it
 * @param {string} options.suite the bundled suite's file name
 * @param {import('./window.mjs').HostKind} options.kind
 * @param {string} options.results where the host's whole log is left
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 */
export async function runSuite({ windows, workspace, suite, kind, results }) {
  const result = { passed: 0, failed: 0, skipped: 0 };
  let log = '';
  const onLog = (/** @type {string} */ type, /** @type {unknown[]} */ args) => {
    const texts = args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg)));
    log += `${type}: ${texts.join(' ')}\n`;
    if (texts[0] !== TEST_OUTPUT) return;
    const text = texts.slice(1).join(' ');
    const summary = /^(\d+) passed, (\d+) failed, (\d+) skipped$/.exec(text);
    if (summary) [result.passed, result.failed, result.skipped] = summary.slice(1).map(Number);
    else console.log(text);
  };
  /** @type {(value: number | Error) => void} */
  let end = () => undefined;
  const ended = new Promise((resolve) => (end = resolve));
  const page = await windows.open({
    workspace,
    kind,
    suite,
    prepare: async (page) => {
      page.once('crash', () => end(new Error('The page crashed')));
      page.once('close', () => end(new Error('The page was closed')));
      await page.exposeFunction('codeAutomationLog', onLog);
      await page.exposeFunction('codeAutomationExit', end);
    },
  });
  const timer = setTimeout(
    () => end(new Error(`The suite did not end within ${SUITE_TIMEOUT / 1000} s`)),
    SUITE_TIMEOUT,
  );
  const code = await ended;
  clearTimeout(timer);
  await page.context().close();
  await mkdir(results, { recursive: true });
  await writeFile(join(results, `${kind}-host.log`), log);
  if (code instanceof Error) throw code;
  if (code !== 0 && result.failed === 0) throw new Error(`The suite ended with ${code} and no failed test`);
  if (result.passed === 0 && result.failed === 0) throw new Error('The suite ran no test');
  return result;
}
