import { deepStrictEqual, match, ok } from 'node:assert/strict';
import { eventually } from '../eventually.ts';
import { describeWindow } from '../session.ts';
import type { Workbench } from '../workbench.ts';

const titles = ['Name the harbours', 'Draw the tide curve', 'Warn of storms'];

describeWindow(
  'a new user in an empty folder',
  (workbench, kind) => {
    const input = (window: Workbench) => window.page.locator('.quick-input-widget:visible input');
    /** Waits for a picker or an input by its title. */
    const asked = (window: Workbench, title: string): Promise<void> =>
      window.page.locator('.quick-input-title', { hasText: title }).waitFor();
    const answer = async (window: Workbench, title: string, text: string): Promise<void> => {
      await asked(window, title);
      await input(window).fill(text);
      await window.keys('Enter');
    };
    const replace = async (window: Workbench, old: string, text: string): Promise<void> => {
      await window.goToText(old);
      await window.keys('Shift+End');
      await window.type(text);
    };
    const holds = (window: Workbench, file: string, ...texts: string[]): Promise<unknown> =>
      eventually(`${texts.join()} in ${file}`, async () => {
        const content = await window.onDisk(file);
        return content !== undefined && texts.every((text) => content.includes(text));
      });

    it('is led by the walkthrough, whose pictures are there', async () => {
      const window = workbench();
      // Nothing waits for the extension in a window without files.
      await window.page.locator('.activitybar [aria-label^="Agent Backlog"]').first().waitFor();
      await window.runCommand('Agent Backlog: Open Walkthrough');
      const steps = window.page.locator('.getting-started-step');
      await steps.first().waitFor();
      deepStrictEqual(await window.page.locator('.getting-started-step .step-title').allTextContents(), [
        'Create the files',
        'Write the first task',
        'Make it complete',
        'Promote a group',
        'Work on the batch',
        'Archive what is done',
        'Let agents do it',
      ]);
      await window.screenshot(`walkthrough-${kind}`);
    });

    it('creates the files by a click', async () => {
      const window = workbench();
      await window.page.locator('.getting-started-step').getByText('New Queue', { exact: true }).click();
      await answer(window, 'New queue', '.');
      await window.page.locator('.tab.active[data-resource-name="BACKLOG.md"]').waitFor();
      await window.screenshot(`new-user-queue-${kind}`);
    });

    it('writes tasks in a group that was not there', async () => {
      const window = workbench();
      for (const [at, title] of titles.entries()) {
        await window.runAskingCommand('New Task');
        if (at === 0) {
          await window.page.locator('.quick-input-list .label-name', { hasText: 'New group…' }).waitFor();
          await answer(window, 'which group?', 'New group');
          await answer(window, 'which type?', 'feature');
          await answer(window, 'which priority?', 'high');
        }
        await answer(window, 'New task', title);
        await holds(window, 'BACKLOG.md', title);
        // The cursor is at the task: the path above the editor names it.
        await window.page.locator('.breadcrumbs-control', { hasText: title }).waitFor();
      }
      await window.screenshot(`new-user-task-${kind}`);
      match((await window.onDisk('BACKLOG.md')) ?? '', /## group_begin \[type:feature\]\[priority:high\]/);
    });

    it('fills in what is missing', async () => {
      const window = workbench();
      for (const title of titles) {
        await replace(window, 'docs/section/file.md', 'docs/harbours.md`');
        await replace(window, 'Step 1', `Think about it: ${title}`);
        await replace(window, 'Step 2', 'Do it');
        await replace(window, 'Step 3', 'Look at it');
        await replace(window, 'X hours / Y days / Z weeks', '2 hours');
      }
      await window.saveAll();
    });

    it('promotes, works and archives without typing a marker', async () => {
      const window = workbench();
      await window.goToText('[type:feature][priority:high]');
      await window.runCommand('Agent Backlog: Promote Group');
      await holds(window, 'TODO.md', ...titles);
      for (const title of titles) {
        await window.runCommand('Agent Backlog: Go to Next Ready Task');
        await window.page.locator('.tab.active[data-resource-name="TODO.md"]').waitFor();
        await window.page.locator('.breadcrumbs-control', { hasText: title }).waitFor();
        await window.runCommand('Agent Backlog: Complete Task');
        // Read from the screen: to copy the text would move the cursor, which is what the command goes by.
        await eventually(`${title} done`, async () => {
          const lines = (await window.lines()).map(({ text }) => text);
          const above = lines.slice(0, lines.indexOf(`1. Think about it: ${title}`));
          return above.findLast((text) => text.startsWith('**Status:**'))?.trim() === '**Status:** done';
        });
      }
      await window.runCommand('Agent Backlog: Archive Done Tasks');
      await holds(window, 'ARCHIVE.md', ...titles);
      await window.screenshot(`new-user-archived-${kind}`);
      const todo = (await window.onDisk('TODO.md')) ?? '';
      ok(!titles.some((title) => todo.includes(title)), todo);
    });

    it('reads what the files look like, which comes with the extension', async () => {
      const window = workbench();
      await window.runCommand('Agent Backlog: Learn the File Format');
      const preview = window.page.frameLocator('iframe.webview.ready').frameLocator('iframe');
      await preview.locator('h1', { hasText: 'dialect' }).waitFor();
    });
  },
  { workspace: 'empty' },
);
