import { eventually } from '../eventually.ts';
import { describeWindow } from '../session.ts';
import type { Workbench } from '../workbench.ts';

describeWindow('the language status', (workbench, kind) => {
  it('tells of the batch, its room and the problems of the queue', async () => {
    const window = workbench();
    await window.open('BACKLOG.md');
    await window.goToText('prioirty');
    await window.squiggle('prioirty');
    await says(window, 'Batch: dev, 1 of 5', /^room for 4 tasks · [1-9] problems?$/);
    await window.screenshot(`language-status-${kind}`);
  });

  it('opens TODO.md', async () => {
    const window = workbench();
    await hover(window);
    await window.page
      .locator('.hover-language-status', { hasText: 'Batch: dev' })
      .getByText('Open TODO.md')
      .click();
    await eventually('TODO.md open', async () =>
      (await window.tabs()).some(({ name }) => name === 'TODO.md'),
    );
  });

  it('is not there for other files', async () => {
    const window = workbench();
    await window.open('README.md');
    await eventually('nothing about a batch', async () => {
      await hover(window);
      return (await window.page.locator('.hover-language-status', { hasText: 'Batch' }).count()) === 0;
    });
  });
});

async function hover(window: Workbench): Promise<void> {
  await window.keys('Escape');
  await window.page.locator('[id="status.languageStatus"]').hover();
}

async function says(window: Workbench, text: string, detail: RegExp): Promise<void> {
  await eventually(`${text}, ${String(detail)}`, async () => {
    await hover(window);
    const item = window.page.locator('.hover-language-status', { hasText: text });
    const shown = await item.locator('.detail').allTextContents();
    return shown.some((one) => detail.test(one.trim()));
  });
}
