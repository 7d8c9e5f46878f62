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
 * @param {string} [options.tests] the folder of the bundled in-host suite
 */
export async function createWindows({ browser, server, extension, tests }) {
  // VS Code finds the host that runs the tests by the extension whose folder they are in.
  const web = await startStaticServer([
    ...(tests ? [mount('/extension/suite/', tests)] : []),
    mount('/extension/', extension),
  ]);

  /**
   * @param {object} options
   * @param {string} options.folder the workspace
   * @param {HostKind} options.kind
   * @param {string} [options.suite] the in-host suite's file in the folder `tests`
   * @param {import('playwright-core').BrowserContextOptions} [options.context]
   * @param {(page: import('playwright-core').Page) => Promise<void>} [options.prepare] called before VS Code loads
   * @returns {Promise<import('playwright-core').Page>} closing the page's context closes the window
   */
  async function open({ folder, kind, suite, context: contextOptions, prepare }) {
    // The page's content security policy allows extensions from https only.
    const context = await browser.newContext({ ...contextOptions, bypassCSP: kind === 'web' });
    const page = await context.newPage();
    if (kind === 'web') {
      await page.addInitScript(configureDevelopment, {
        extensions: [webUri('/extension/')],
        ...(suite && { extensionTestsPath: webUri(`/extension/suite/${suite}`) }),
      });
      await prepare?.(page);
      await page.goto(workbenchUrl(server, folder));
    } else {
      await prepare?.(page);
      await page.goto(
        workbenchUrl(server, folder, { extension, ...(suite && { tests: `${tests}/${suite}` }) }),
      );
    }
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
 * Adds development options to the configuration that VS Code's server has put into its page. Runs in the page, before
 * anything of it is there.
 *
 * @param {Record<string, unknown>} development
 */
function configureDevelopment(development) {
  new window.MutationObserver((_, observer) => {
    const meta = document.getElementById('vscode-workbench-web-configuration');
    if (!meta) return;
    observer.disconnect();
    const configuration = JSON.parse(meta.dataset['settings'] ?? '{}');
    configuration.developmentOptions = { ...configuration.developmentOptions, ...development };
    meta.dataset['settings'] = JSON.stringify(configuration);
  }).observe(document, { childList: true, subtree: true });
}
