import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { eventually } from '../../eventually.ts';
import type { HostKind } from '../../session.ts';
import type { Workbench } from '../../workbench.ts';

const TASK = 'TASK-20260310-002';

/** Reading and writing in a queue. */
export function readAndWrite(workbench: () => Workbench, kind: HostKind): void {
  beforeEach(async () => {
    await workbench().open('BACKLOG.md');
    await workbench().goToText(`**Dependencies:** ${TASK}`);
  });

  /** The texts of what stands in the editor beside the text itself: lenses, or hints. */
  const shown = async (window: Workbench, selector: string): Promise<string[]> =>
    (await window.page.locator(selector).allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim());

  it('shows lenses above a group, and the state of a task behind its id', async () => {
    const window = workbench();
    await window.goToText('## group_begin [type:dev]');
    await eventually('a lens', async () =>
      (await shown(window, '.codelens-decoration')).some((text) => text.startsWith('Promote 2 of 3')),
    );
    await window.goToText(`**Dependencies:** ${TASK}`);
    const line = (): Promise<string | undefined> =>
      window.lines().then((lines) => lines.find(({ text }) => text.includes('**Dependencies:**'))?.text);
    const hinted = await eventually('a hint', async () => {
      const text = await line();
      return text?.includes('in-progress') ? text : undefined;
    });
    match(hinted, /TASK-20260310-002 ?in-progress · Predict high and low/);
    await window.screenshot(`lenses-and-hints-${kind}`);
  });

  it('shows the card of a task at its id', async () => {
    const window = workbench();
    await window.goToText(TASK);
    await window.keys('Control+k', 'Control+i');
    const card = window.page
      .locator('.monaco-hover:visible')
      .filter({ hasText: 'Predict high and low water' });
    await card.first().waitFor();
    const text = (await card.first().textContent()) ?? '';
    match(text, /in-progress/);
    match(text, /TODO\.md/);
    await window.screenshot(`task-card-${kind}`);
    await window.keys('Escape');
  });

  it('goes to a task from its id', async () => {
    const window = workbench();
    await window.goToText(TASK);
    await window.keys('F12');
    await window.page.locator('.tab.active[data-resource-name="TODO.md"]').waitFor();
    await eventually('the header of the task', async () =>
      (await window.lines()).some(({ text }) => text.includes(`[id:${TASK}]`)),
    );
  });

  it('renames an id in every file, and one undo takes it back', async () => {
    const window = workbench();
    const files = ['BACKLOG.md', 'TASK_INDEX.md', 'TODO.md'] as const;
    const before = await Promise.all(files.map((file) => window.onDisk(file)));
    await window.goToText(TASK);
    await window.keys('F2');
    const box = window.page.locator('.rename-box input');
    await box.waitFor();
    strictEqual(await box.inputValue(), TASK);
    await window.screenshot(`rename-${kind}`);
    await box.fill('TASK-20260310-042');
    await window.keys('Enter');
    // VS Code saves the files of a renaming that spans several.
    await eventually('the new id on disk', async () => {
      const now = await Promise.all(files.map((file) => window.onDisk(file)));
      return now.every((text) => text?.includes('TASK-20260310-042') && !text.includes(TASK));
    });
    for (const file of files) {
      await window.open(file);
      ok((await window.text()).includes('TASK-20260310-042'), file);
    }
    await window.open('BACKLOG.md');
    await window.keys('Control+z');
    await window.dirty(...files);
    await window.saveAll();
    await eventually('the old text on disk', async () => {
      const now = await Promise.all(files.map((file) => window.onDisk(file)));
      return now.every((text, at) => text === before[at]);
    });
  });

  it('completes the value of a tag, and pops up nothing in prose', async () => {
    const window = workbench();
    const widget = window.page.locator('.suggest-widget.visible');
    await window.goToText('[priority:high][component:units]');
    await window.keys(...Array.from('[priority:high', () => 'ArrowRight'));
    await window.keys('Control+Shift+ArrowLeft', 'Delete', 'Control+Space');
    // The list opens before it has its entries.
    await widget.locator('.monaco-list-row').first().waitFor();
    await window.screenshot(`completion-${kind}`);
    const labels = await widget.locator('.monaco-list-row .label-name').allTextContents();
    deepStrictEqual(labels.sort(), ['critical', 'high', 'low', 'medium']);
    await window.keys('Escape', 'Control+z');
    await window.goToText('Heights are metres');
    await window.keys('End');
    await window.page.keyboard.type(' and more');
    ok(!(await widget.isVisible()), 'no list in prose');
    for (let undone = 0; undone < 3; undone++) await window.keys('Control+z');
    await window.dirty().catch(() => window.runCommand('File: Revert File'));
  });

  it('finds a task of the workspace by its title', async () => {
    const window = workbench();
    await window.keys('Control+t');
    await window.page.locator('.quick-input-widget:visible input').fill('#predict high');
    await window.page.locator('.quick-input-list .monaco-list-row', { hasText: TASK }).first().waitFor();
    await window.screenshot(`workspace-symbol-${kind}`);
    await window.keys('Escape');
  });
}
