import { strictEqual } from 'node:assert/strict';
import { BacklogView } from '../../backlogView.ts';
import { eventually } from '../../eventually.ts';
import type { HostKind } from '../../session.ts';
import type { Workbench } from '../../workbench.ts';

/** The filter of the Backlog view. */
export function filterTasks(workbench: () => Workbench, kind: HostKind): void {
  let view: BacklogView;
  let queue: string;

  before(async () => {
    view = new BacklogView(workbench());
    await view.focus();
    queue = (await view.row(/^sample-/)).label;
  });

  const write = (text: string): Promise<void> =>
    workbench().page.locator('.quick-input-widget:visible input').fill(text);
  const says = (text: string): Promise<unknown> =>
    eventually(`the message ${text}`, async () => (await view.message()) === text);

  it('shows while it is typed what matches, unfolded, and says how much that is', async () => {
    const window = workbench();
    await view.title('Filter Tasks');
    await write('CURVE');
    await view.shows(
      queue,
      'dev · high',
      'Draw the tide curve of a day',
      'test · medium',
      "Compare the curve with last year's measurements",
    );
    await window.screenshot(`view-filter-${kind}`);
    await window.keys('Enter');
    await says('Showing 2 of 9 tasks that match “CURVE”.');
  });

  it('goes back to what it was by Escape', async () => {
    const window = workbench();
    await view.title('Filter Tasks');
    await write('nothing is called like this');
    await eventually('a word about it', async () => (await view.message()).startsWith('No task matches'));
    await window.keys('Escape');
    await says('Showing 2 of 9 tasks that match “CURVE”.');
  });

  it('offers terms for what tasks are like', async () => {
    const window = workbench();
    await view.title('Filter Tasks');
    await write('@inc');
    const entries = window.page.locator('.quick-input-list .monaco-list-row .label-name');
    await entries.filter({ hasText: '@incomplete' }).waitFor();
    await window.screenshot(`view-filter-terms-${kind}`);
    await window.keys('Enter');
    await view.shows(
      queue,
      'dev · high',
      'Find the nearest harbour',
      'docs · high',
      'Describe the station list',
    );
    await window.keys('Enter');
    await says('Showing 2 of 9 tasks that match “@incomplete”.');
  });

  it('is cleared by a click, and all is folded as it was', async () => {
    await view.title('Clear Filter');
    await says('');
    await eventually('the group folded', async () =>
      (await view.rows()).some(({ label, unfolded }) => label === 'dev · high' && unfolded === false),
    );
    strictEqual((await view.rows()).length, 9);
  });
}
