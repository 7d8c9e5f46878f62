// How long VS Code says that it takes to load and activate the extension, in a window of its own each time.
import { resolve } from 'node:path';
import { launchBrowser } from '../scripts/vscode/browser.mjs';
import { installVSCode } from '../scripts/vscode/install.mjs';
import { startServer } from '../scripts/vscode/server.mjs';
import { createWindows } from '../scripts/vscode/window.mjs';
import { createWorkspaces } from '../scripts/vscode/workspaces.mjs';
import { report } from './report.mjs';

const server = await startServer(await installVSCode());
const workspaces = createWorkspaces('sample');
const browser = await launchBrowser();
const windows = await createWindows({ browser, server, extension: resolve('.') });
try {
  const times = [];
  for (let round = 0; round < 5; round++) times.push(await activation());
  times.sort((a, b) => a - b);
  report({ 'activation in the Node host': { median: times[2], min: times[0], max: times[4] } });
} finally {
  await browser.close();
  await windows.stop();
  await server.stop();
  await workspaces.removeAll();
}

/** What the list of running extensions says, in milliseconds: loading the code and calling `activate`. */
async function activation() {
  const page = await windows.open({ workspace: await workspaces.make('sample'), kind: 'node' });
  page.setDefaultTimeout(60_000);
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget:visible input').fill('>Developer: Show Running Extensions');
  await page
    .locator('.quick-input-list .monaco-list-row')
    .filter({ hasText: 'Show Running Extensions' })
    .first()
    .click();
  const row = page
    .locator('.runtime-extensions-editor .monaco-list-row')
    .filter({ hasText: 'agent-backlog' });
  const time = row.locator('.activation-time');
  await time.filter({ hasText: /\d+ms/ }).first().waitFor();
  const text = (await time.first().textContent()) ?? '';
  await page.context().close();
  return Number(/(\d+)ms/.exec(text)?.[1]);
}
