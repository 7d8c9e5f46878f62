import { deepStrictEqual, match, ok } from 'node:assert/strict';
import { eventually } from '../../eventually.ts';
import type { HostKind } from '../../session.ts';
import type { Workbench } from '../../workbench.ts';

const FILES = ['BACKLOG.md', 'TASK_INDEX.md', 'TODO.md'] as const;

/** The command palette. */
export function useThePalette(workbench: () => Workbench, kind: HostKind): void {
  const onDisk = (window: Workbench): Promise<(string | undefined)[]> =>
    Promise.all(FILES.map((file) => window.onDisk(file)));
  /** Waits until all three files are other than they were. VS Code saves them after an edit that spans several. */
  const changed = (window: Workbench, before: readonly (string | undefined)[]): Promise<unknown> =>
    eventually('every file changed on disk', async () =>
      (await onDisk(window)).every((text, at) => text !== undefined && text !== before[at]),
    );
  const undo = async (window: Workbench, before: readonly (string | undefined)[]): Promise<void> => {
    await window.open('BACKLOG.md');
    await window.keys('Control+z');
    await window.dirty(...FILES);
    await window.saveAll();
    deepStrictEqual(await onDisk(window), before);
  };

  it('promotes the group of the cursor, and one undo takes it back', async () => {
    const window = workbench();
    const before = await onDisk(window);
    await window.open('BACKLOG.md');
    await window.goToText('## group_begin [type:dev]');
    await window.runCommand('Agent Backlog: Promote Group');
    await changed(window, before);
    match(await window.notification(/^Promoted /), /^Promoted 2 of 3 tasks \(1 incomplete\)\./);
    await window.screenshot(`promoted-by-command-${kind}`);
    await window.runCommand('Notifications: Clear All Notifications');
    await undo(window, before);
  });

  it('says once why nothing is done', async () => {
    const window = workbench();
    await window.clearNotifications();
    await window.open('BACKLOG.md');
    await window.goToText('## group_begin [type:bug]');
    await window.runCommand('Agent Backlog: Promote Group');
    await window.notification(/^TODO\.md holds tasks of type dev/);
    const told = await window.page
      .locator('.notifications-center .notification-list-item-message')
      .allTextContents();
    deepStrictEqual(told, ['TODO.md holds tasks of type dev; a batch has one type, and this group is bug.']);
    await window.runCommand('Notifications: Clear All Notifications');
  });

  it('adds a task to the group that is chosen, with the title that is typed', async () => {
    const window = workbench();
    const before = await window.onDisk('BACKLOG.md');
    await window.open('BACKLOG.md');
    await window.goTo(1);
    const input = window.page.locator('.quick-input-widget:visible input');
    await window.runAskingCommand('New Task');
    const entries = window.page.locator('.quick-input-list .monaco-list-row .label-name');
    await entries.filter({ hasText: 'docs · high' }).waitFor();
    await window.screenshot(`new-task-group-${kind}`);
    await window.type('docs');
    await window.keys('Enter');
    await window.page.locator('.quick-input-title', { hasText: 'New task' }).waitFor();
    await input.fill('Describe the moon');
    await window.keys('Enter');
    await eventually('the task on the screen', async () =>
      (await window.lines()).some(({ text }) => text.endsWith(' Describe the moon')),
    );
    await window.screenshot(`new-task-${kind}`);
    await eventually('both files saved', async () => {
      const texts = await Promise.all(['BACKLOG.md', 'TASK_INDEX.md'].map((file) => window.onDisk(file)));
      return texts.every((text) => text?.includes('Describe the moon'));
    });
    await window.dirty();
    await window.runCommand('Notifications: Clear All Notifications');
    await window.keys('Control+z');
    await eventually('the text before', async () => (await window.text()) === before);
    await window.dirty('BACKLOG.md', 'TASK_INDEX.md');
    await window.saveAll();
  });

  it('offers what fits the file', async () => {
    const window = workbench();
    await window.open('TODO.md');
    await window.keys('F1');
    await window.page.locator('.quick-input-widget:visible input').fill('>Agent Backlog: ');
    const labels = window.page.locator('.quick-input-list .monaco-list-row .label-name');
    await labels.filter({ hasText: 'Demote Task' }).waitFor();
    await window.screenshot(`palette-${kind}`);
    const titles = await labels.allTextContents();
    ok(!titles.some((title) => title.includes('Promote Task')), titles.join());
    await window.keys('Escape');
  });
}
