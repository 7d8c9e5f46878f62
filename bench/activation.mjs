// How long VS Code says that it takes to load and to activate the extension, in a window of its own each time.
import { resolve } from 'node:path';
import { launchBrowser } from '../scripts/vscode/browser.mjs';
import { installVSCode } from '../scripts/vscode/install.mjs';
import { startServer } from '../scripts/vscode/server.mjs';
import { createWindows } from '../scripts/vscode/window.mjs';
import { createWorkspaces } from '../scripts/vscode/workspaces.mjs';
import { report } from './report.mjs';
import { spreadOf } from './rounds.mjs';

const server = await startServer(await installVSCode());
const workspaces = createWorkspaces('sample');
const browser = await launchBrowser();
const windows = await createWindows({ browser, server, extension: resolve('.') });
try {
  const starts = [];
  for (let round = 0; round < 5; round++) starts.push(await activation());
  report({
    'activate in the Node host': spreadOf(starts.map(({ activating }) => activating)),
    'loading the code of the extension': spreadOf(starts.map(({ loading }) => loading)),
  });
} finally {
  await browser.close();
  await windows.stop();
  await server.stop();
  await workspaces.removeAll();
}

/** What VS Code took down of the start of the extension, in milliseconds. */
async function activation() {
  const page = await windows.open({ workspace: await workspaces.make('sample'), kind: 'node' });
  page.setDefaultTimeout(60_000);
  // The badge: the server has told of the queue, long after the extension was activated.
  await page.locator('.activitybar .badge-content').filter({ hasText: /\d/ }).first().waitFor();
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget:visible input').fill('>Developer: Startup Performance');
  await page
    .locator('.quick-input-list .monaco-list-row')
    .filter({ hasText: 'Startup Performance' })
    .first()
    .click();
  const lines = page.locator('.monaco-editor[data-uri^="perf:"] .view-line');
  await lines.filter({ hasText: 'System Info' }).click();
  // The editor has only the lines that it shows.
  await page.keyboard.press('Control+KeyF');
  await page.locator('.find-widget.visible textarea').first().fill('## Extension Activation Stats');
  const row = (await lines.filter({ hasText: '| agent-backlog' }).first().textContent()) ?? '';
  await page.context().close();
  const [loading, activating] = row.split('|').slice(3).map(Number);
  return { loading, activating };
}
