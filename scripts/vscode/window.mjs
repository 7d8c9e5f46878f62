import { workbenchUrl } from './server.mjs';
import { startStaticServer } from './static.mjs';

/** @typedef {'node' | 'web'} HostKind which extension host runs the extension */

/**
 * Opens windows of the VS Code under test, with the extension under development in either extension host.
 *
 * For the web worker host the extension comes over HTTP, as it does in vscode.dev: one that comes from VS Code's own
 * server is not allowed to start the web worker in which the language server runs.
 *
 * @param {object} options
 * @param {import('playwright-core').Browser} options.browser
 * @param {{ url: string, port: number }} options.server
 * @param {string} options.extension the extension's folder
 * @param {boolean} [options.isInstalled] whether the server has the extension already, and it is not under development
 * @param {string} [options.memory] the folder of the extension that provides the files of virtual workspaces
 * @param {string} [options.tests] the folder of the bundled in-host suite
 */
export async function createWindows({ browser, server, extension, isInstalled = false, memory, tests }) {
  // VS Code finds the host that runs the tests by the extension whose folder they are in.
  const web = await startStaticServer([
    ...(tests ? [mount('/extension/suite/', tests)] : []),
    mount('/extension/', extension),
    ...(memory ? [mount('/memory/', memory)] : []),
  ]);

  /**
   * @param {object} options
   * @param {import('./workspaces.mjs').Workspace} options.workspace
   * @param {HostKind} options.kind
   * @param {boolean} [options.restricted] whether the workspace is not trusted; it is by default
   * @param {string} [options.suite] the in-host suite's file in the folder `tests`
   * @param {import('playwright-core').BrowserContextOptions} [options.context]
   * @param {(page: import('playwright-core').Page) => Promise<void>} [options.prepare] called before VS Code loads
   * @returns {Promise<import('playwright-core').Page>} closing the page's context closes the window
   */
  async function open({ workspace, kind, restricted = false, suite, context: contextOptions, prepare }) {
    const isWeb = kind === 'web';
    // The page's content security policy allows extensions from https only.
    const context = await browser.newContext({ ...contextOptions, bypassCSP: isWeb });
    const page = await context.newPage();
    const needsMemory = workspace.uri !== undefined && memory !== undefined;
    const development = isWeb && {
      extensions: [webUri('/extension/'), ...(needsMemory ? [webUri('/memory/')] : [])],
      ...(suite && { extensionTestsPath: webUri(`/extension/suite/${suite}`) }),
    };
    await page.addInitScript(configure, {
      // The server is told to trust everything, so that only these windows ask for trust.
      ...(restricted && { enableWorkspaceTrust: true }),
      ...(development && { developmentOptions: development }),
    });
    await prepare?.(page);
    const inServer = {
      extensions: [...(isInstalled ? [] : [extension]), ...(needsMemory ? [memory] : [])],
      ...(suite && { tests: `${tests}/${suite}` }),
    };
    await page.goto(workbenchUrl(server, workspace, isWeb ? {} : inServer));
    return page;
  }

  /** @param {string} path */
  const webUri = (path) => ({ scheme: 'http', authority: `127.0.0.1:${web.port}`, path });

  return { open, stop: web.stop };
}

/** @param {string} prefix @param {string} folder @returns {[string, string]} */
function mount(prefix, folder) {
  return [prefix, folder];
}

/**
 * Changes the configuration that VS Code's server has put into its page. Runs in the page, before anything of it is
 * there.
 *
 * @param {Record<string, unknown>} changes
 */
function configure(changes) {
  new window.MutationObserver((_, observer) => {
    const meta = document.getElementById('vscode-workbench-web-configuration');
    if (!meta) return;
    observer.disconnect();
    const configuration = { ...JSON.parse(meta.dataset['settings'] ?? '{}'), ...changes };
    meta.dataset['settings'] = JSON.stringify(configuration);
  }).observe(document, { childList: true, subtree: true });
}
