import { eventually } from '../../eventually.ts';
import type { HostKind } from '../../session.ts';
import type { Workbench } from '../../workbench.ts';

/** The language status. */
export function lookAtTheLanguageStatus(workbench: () => Workbench, kind: HostKind): void {
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
    await show(window);
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
      const status = window.page.locator('[id="status.languageStatus"]');
      if (!(await status.isVisible())) return true;
      await show(window);
      const isThere = (await window.page.locator('.hover-language-status', { hasText: 'Batch' }).count()) > 0;
      await window.keys('Escape');
      return !isThere;
    });
  });
}

/** Opens what the status bar tells of the language, unless it is open. */
async function show(window: Workbench): Promise<void> {
  const told = window.page.locator('.hover-language-status').first();
  if (await told.isVisible()) return;
  await window.page.locator('[id="status.languageStatus"]').click();
  await told.waitFor();
}

async function says(window: Workbench, text: string, detail: RegExp): Promise<void> {
  await eventually(`${text}, ${String(detail)}`, async () => {
    await show(window);
    const item = window.page.locator('.hover-language-status', { hasText: text });
    const told = await item.locator('.left').allTextContents();
    if (told.some((one) => detail.test(one.replace(text, '').trim()))) return true;
    await window.keys('Escape');
    return false;
  });
}
