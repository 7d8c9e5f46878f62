import { deepStrictEqual, match, notStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { eventually } from '../eventually.ts';
import { describeWindow } from '../session.ts';
import type { Workbench } from '../workbench.ts';

const GROUP = '## group_begin [type:dev][priority:high]';
const TASK = 'TASK-20260310-003';

describeWindow(
  'in restricted mode',
  (workbench, kind) => {
    it('problems are shown, and a group is promoted and taken back', async () => {
      const window = workbench();
      await window.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
      const before = await window.onDisk('BACKLOG.md');
      await window.open('BACKLOG.md');
      await window.goToText('prioirty');
      await window.squiggle('prioirty');
      await window.goToText(GROUP);
      await window.runCommand('Agent Backlog: Promote Group');
      await window.notification(/^Promoted 2 of 3/);
      await window.screenshot(`restricted-${kind}`);
      await window.runCommand('Notifications: Clear All Notifications');
      await eventually('the task in TODO.md on disk', async () =>
        (await window.onDisk('TODO.md'))?.includes(TASK),
      );
      await window.open('BACKLOG.md');
      await window.keys('Control+z');
      await window.dirty('BACKLOG.md', 'TASK_INDEX.md', 'TODO.md');
      await window.saveAll();
      strictEqual(await window.onDisk('BACKLOG.md'), before);
    });
  },
  { restricted: true },
);

describeWindow(
  'in a virtual workspace',
  (workbench, kind) => {
    it('the queue is known though nothing can search its files', async () => {
      const window = workbench();
      await window.openFromExplorer('TODO.md');
      await eventually('the problems of a file that is not open', async () =>
        (await window.problems()).some((text) => text.includes('prioirty')),
      );
      deepStrictEqual(await window.onDisk('BACKLOG.md'), undefined);
    });

    it('a group is promoted and taken back', async () => {
      const window = workbench();
      await window.openFromExplorer('BACKLOG.md');
      const before = await window.text();
      await window.goToText('prioirty');
      await window.squiggle('prioirty');
      await window.goToText(GROUP);
      await window.runCommand('Agent Backlog: Promote Group');
      await window.notification(/^Promoted 2 of 3/);
      await window.screenshot(`virtual-${kind}`);
      await window.runCommand('Notifications: Clear All Notifications');
      await window.openFromExplorer('TODO.md');
      ok((await window.text()).includes(`[id:${TASK}]`), 'the task is in TODO.md');
      await window.openFromExplorer('BACKLOG.md');
      ok(!(await window.text()).includes(`[id:${TASK}]`), 'the task has left BACKLOG.md');
      await window.keys('Control+z');
      await eventually('the text before', async () => (await window.text()) === before);
    });
  },
  // The Node host in the browser belongs to VS Code's server, which a window without a folder there has nothing to do with.
  { workspace: 'virtual', hosts: ['web'] },
);

describeWindow(
  'in a workspace of two folders',
  (workbench, kind) => {
    it('each folder goes by its own settings', async () => {
      const window = workbench();
      await window.open('lighthouse/BACKLOG.md');
      // The sample asks for three steps, this folder for one.
      await eventually('the problems of both folders', async () => {
        const problems = await window.problems();
        return ['at least 3 are due', 'TASK-20260401-002 has no Plan'].every((part) =>
          problems.some((text) => text.includes(part)),
        );
      });
      await window.screenshot(`two-folders-${kind}`);
      ok(
        !(await window.problems()).some((text) => text.startsWith('Task TASK-20260401-001 ')),
        'one step is enough in this folder',
      );
    });

    it('a task of the other folder is known by its id', async () => {
      const window = workbench();
      await window.open('lighthouse/BACKLOG.md');
      await window.goToText('TASK-20260310-001');
      await eventually('the hint with its title', async () =>
        (await window.lines()).some(({ text }) => text.includes('done · Serve an empty page')),
      );
      await window.keys('F12');
      await window.page.locator('.tab.active[data-resource-name="ARCHIVE.md"]').waitFor();
      await eventually('the task on the screen', async () =>
        (await window.lines()).some(({ text }) => text.includes('[id:TASK-20260310-001]')),
      );
    });

    it('a new task gets an id that no other folder has', async () => {
      const window = workbench();
      const first = await newTask(window, 'lighthouse/BACKLOG.md', 'dev · low', 'Paint the door');
      const second = await newTask(window, 'tidewatch/BACKLOG.md', 'docs · high', 'Describe the moon');
      match(first, /^TASK-\d{8}-\d{3}$/);
      match(second, /^TASK-\d{8}-\d{3}$/);
      notStrictEqual(first, second);
    });
  },
  { workspace: 'multiroot' },
);

/** Adds a task to a group by the command, and gives the id that it got. */
async function newTask(window: Workbench, file: string, group: string, title: string): Promise<string> {
  await window.open(file);
  await window.goTo(1);
  const input = window.page.locator('.quick-input-widget:visible input');
  await window.runAskingCommand('New Task');
  const entries = window.page.locator('.quick-input-list .monaco-list-row .label-name');
  await entries.filter({ hasText: group }).click();
  await window.page.locator('.quick-input-title', { hasText: 'New task' }).waitFor();
  await input.fill(title);
  await window.keys('Enter');
  return eventually(`the task ${title} on the screen`, async () => {
    const lines = await window.lines();
    return lines.find(({ text }) => text.includes(`] ${title}`))?.text.match(/\[id:([^\]]+)\]/)?.[1];
  });
}
