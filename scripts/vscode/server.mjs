import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { URLSearchParams } from 'node:url';
import { promisify } from 'node:util';

/** How long a machine may take to start the server before that counts as a failure. */
const START_TIMEOUT = 60_000;

/**
 * A quiet VS Code as a person has it: nothing asks, advertises or saves by itself.
 * `files.autoSave` is off on the desktop but on in the browser, where it would hide unsaved states.
 */
export const settings = {
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.enabled': false,
  // It looks again and again at every process of the machine.
  'remote.autoForwardPorts': false,
  // Without a question, a folder that is not trusted opens in restricted mode; see `workbenchUrl`.
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  // Light or dark as the page prefers, so that a test can switch.
  'window.autoDetectColorScheme': true,
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'editor.cursorBlinking': 'solid',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * Starts VS Code's server on a free port of this machine, with data folders of its own.
 *
 * @param {{ node: string, serverMain: string }} installed see `installVSCode`
 * @param {{ port?: number, settings?: Record<string, unknown>, install?: string }} [options] port 0, a free one, by default;
 *   `install` is a packed extension that is installed before
 * @returns {Promise<{ url: string, port: number, log: () => string, stop: () => Promise<void> }>} `log` is what
 *   the server has printed; `stop` ends it with all its processes and removes its data
 */
export async function startServer(installed, options = {}) {
  const data = await mkdtemp(join(tmpdir(), 'vscode-server-'));
  const user = join(data, 'data', 'User');
  await mkdir(user, { recursive: true });
  await writeFile(join(user, 'settings.json'), JSON.stringify({ ...settings, ...options.settings }, null, 2));
  const folders = [
    '--accept-server-license-terms',
    ...['--server-data-dir', data, '--extensions-dir', join(data, 'extensions')],
  ];
  if (options.install) {
    const args = [installed.serverMain, ...folders, '--install-extension', options.install];
    await promisify(execFile)(installed.node, args, { env: cleanEnvironment() });
  }
  const args = [
    installed.serverMain,
    ...folders,
    ...['--host', '127.0.0.1', '--port', String(options.port ?? 0), '--without-connection-token'],
    ...['--disable-workspace-trust', '--telemetry-level', 'off'],
    // Only with this switch does the page report test results to the driver.
    '--enable-smoke-test-driver',
  ];
  // A process group of its own, so that extension hosts and watchers end with the server.
  const server = spawn(installed.node, args, {
    cwd: data,
    env: cleanEnvironment(),
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  server.stdout.on('data', (chunk) => (output += chunk));
  server.stderr.on('data', (chunk) => (output += chunk));
  const closed = new Promise((resolve) => server.once('close', resolve));
  const stop = async () => {
    end(server);
    await closed;
    await rm(data, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const port = await listening(server, () => output);
    return { url: `http://127.0.0.1:${port}`, port, log: () => output, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * The address that opens a workspace in that server, optionally with extensions under development.
 *
 * @param {{ url: string, port: number }} server
 * @param {{ folder: string, file?: string, uri?: string }} workspace the absolute path of its folder, or in its place
 *   that of a workspace file, or the URI of a folder that is not on disk
 * @param {{ extensions?: string[], kind?: 'node' | 'web', tests?: string }} [development] `extensions` are the
 *   folders of extensions and `tests` the module that runs tests in their host. `web` chooses the web worker host,
 *   which VS Code does only for a manifest without `main`
 */
export function workbenchUrl(server, workspace, { extensions = [], kind = 'node', tests } = {}) {
  const remote = (/** @type {string} */ path) => `vscode-remote://127.0.0.1:${server.port}${uriPath(path)}`;
  const payload = [['skipWelcome', 'true']];
  for (const extension of extensions) payload.push(['extensionDevelopmentPath', remote(extension)]);
  if (tests) payload.push(['extensionTestsPath', remote(tests)]);
  if (kind === 'web') payload.push(['extensionDevelopmentKind', 'web']);
  const query = new URLSearchParams({ payload: JSON.stringify(payload) });
  if (workspace.file) query.set('workspace', uriPath(workspace.file));
  else query.set('folder', workspace.uri ?? uriPath(workspace.folder));
  return `${server.url}/?${query}`;
}

/** @param {string} path */
function uriPath(path) {
  return process.platform === 'win32' ? `/${path.replaceAll('\\', '/')}` : path;
}

/** VS Code's own variables would bind this server to the window whose terminal started it. */
function cleanEnvironment() {
  const entries = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|npm_)/.test(name) && name !== 'NODE_OPTIONS',
  );
  // As from a shell: what else the shells of whoever runs it set up is no part of a test, and every window would ask one.
  return { ...Object.fromEntries(entries), VSCODE_CLI: '1' };
}

/**
 * @param {import('node:child_process').ChildProcess} server
 * @param {() => string} output
 * @returns {Promise<number>} the port
 */
function listening(server, output) {
  return new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ reason) =>
      reject(new Error(`VS Code's server ${reason}. It printed:\n${output()}`));
    const timer = setTimeout(() => fail(`was not ready within ${START_TIMEOUT / 1000} s`), START_TIMEOUT);
    const look = () => {
      const port = /Extension host agent listening on (\d+)/.exec(output())?.[1];
      if (!port) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    server.stdout?.on('data', look);
    server.once('error', (error) => (clearTimeout(timer), fail(`could not be started: ${error.message}`)));
    server.once('exit', (code, signal) => (clearTimeout(timer), fail(`ended with ${code ?? signal}`)));
  });
}

/** @param {import('node:child_process').ChildProcess} server */
function end(server) {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
  if (process.platform === 'win32') server.kill();
  else process.kill(-server.pid, 'SIGTERM');
}
