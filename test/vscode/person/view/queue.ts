import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { BacklogView } from '../../backlogView.ts';
import { eventually } from '../../eventually.ts';
import type { HostKind } from '../../session.ts';
import type { Workbench } from '../../workbench.ts';

const BATCH = 'Active batch: dev';
const PREDICT = 'Predict high and low water for one harbour';
const CURVE = 'Draw the tide curve of a day';
const HARBOUR = 'Find the nearest harbour';
const SWITCH = 'Switch between metres and feet';

/** The Backlog view. */
export function lookAtTheQueue(workbench: () => Workbench, kind: HostKind): void {
  let view: BacklogView;

  before(async function () {
    view = new BacklogView(workbench());
    await view.focus();
  });

  it('shows the queue: its batch, its groups, its archive, and what is in them', async () => {
    const queue = await view.row(/^sample-/);
    strictEqual(queue.description, '1 active · 7 in the backlog');
    await view.shows(
      queue.label,
      BATCH,
      PREDICT,
      'dev · high',
      'bug · critical',
      'docs · high',
      'test · medium',
      'infra · low',
      'Archive',
    );
    await view.unfold('dev · high');
    await view.row(SWITCH);
    await workbench().screenshot(`view-${kind}`);
    const about = async (label: string): Promise<string> => {
      const { description, icon, badge } = await view.row(label);
      return [icon, badge, description].filter(Boolean).join(' | ');
    };
    // Marks come a moment after the rows.
    await eventually('the mark of what is incomplete', async () => (await view.row(HARBOUR)).badge === '!');
    deepStrictEqual(await Promise.all([BATCH, PREDICT, 'dev · high', CURVE, HARBOUR, SWITCH].map(about)), [
      'target | 1 of 5',
      'play-circle | TASK-20260310-002',
      'list-unordered | 3 tasks · 1 incomplete · ≈ 3.5 days',
      'arrow-circle-up | TASK-20260310-003',
      'arrow-circle-up | ! | incomplete: Plan · TASK-20260310-004',
      'arrow-circle-up | waits for TASK-20260310-002 · TASK-20260310-005',
    ]);
  });

  it('says in words what it shows by icons and marks', async () => {
    strictEqual(
      (await view.row(HARBOUR)).spoken,
      `${HARBOUR}, to do, priority high, incomplete: Plan, TASK-20260310-004`,
    );
    strictEqual(
      (await view.row('dev · high')).spoken,
      'Group dev, high, 3 tasks, 1 incomplete, about 3.5 days',
    );
  });

  it('counts the active tasks at its icon', async () => {
    await eventually('the badge', async () => (await view.badge()) === '1');
  });

  it('opens a task by a click and stays; a double click goes into the editor', async () => {
    const window = workbench();
    await view.click(CURVE);
    await onScreen(window, '003');
    deepStrictEqual(await focused(window), 'view');
    await view.click(PREDICT);
    await onScreen(window, '002');
    deepStrictEqual(
      (await window.tabs()).map(({ name }) => name),
      ['TODO.md'],
      'a preview takes the place of the other',
    );
    await view.locate(PREDICT).locator('.label-name').dblclick();
    await eventually('the focus in the editor', async () => (await focused(window)) === 'editor');
  });

  it('opens a task right after something was typed above it', async () => {
    const window = workbench();
    await window.open('BACKLOG.md');
    await window.goTo(1);
    await window.type('\n\n\n');
    await view.click(SWITCH);
    const status = window.page.locator('[id="status.editor.selection"]');
    await onScreen(window, '005');
    const [line] = (await window.lines()).filter(({ text }) => text.includes('[id:TASK-20260310-005]'));
    await status.filter({ hasText: `Ln ${String(line?.number)},` }).waitFor();
    await window.open('BACKLOG.md');
    await window.keys('Control+z');
  });

  it('needs no mouse', async () => {
    const window = workbench();
    await view.focus();
    await window.keys('Home');
    await eventually('the queue focused', async () => (await view.rows())[0]?.focused);
    for (const at of [1, 2]) {
      await window.keys('ArrowDown');
      await eventually('the next row focused', async () => (await view.rows())[at]?.focused);
    }
    await window.keys('Enter');
    await onScreen(window, '002');
    strictEqual(await focused(window), 'view');
    const menu = await view.contextMenu();
    await window.screenshot(`view-menu-${kind}`);
    ok(menu.includes('Complete Task') && menu.includes('Copy Task ID'), menu.join());
    await view.chooseByKeys('Copy Task ID');
    await eventually(
      'the id in the clipboard',
      async () => (await window.page.evaluate(() => navigator.clipboard.readText())) === 'TASK-20260310-002',
    );
    await window.keys('Enter');
    await eventually('the focus in the editor', async () => (await focused(window)) === 'editor');
  });

  it('follows the cursor, and leaves the focus in the editor', async () => {
    const window = workbench();
    await window.open('BACKLOG.md');
    await window.goToText('Sample the prediction');
    await view.selected(CURVE);
    await window.goToText('## group_begin [type:bug]');
    await view.selected('bug · critical');
    await window.goToText('Write the failing test');
    await view.selected(/^Times are an hour late/);
    strictEqual(await focused(window), 'editor');
    await window.screenshot(`view-follows-${kind}`);
  });

  it('keeps what is selected and unfolded while somebody types, and does not scroll the editor', async () => {
    const window = workbench();
    await window.open('BACKLOG.md');
    await window.goToText('Draw the tide curve');
    await view.selected(CURVE);
    const before = await shape(view);
    const top = (await window.lines())[0];
    await window.type('Neatly');
    await view.selected(`Neatly${CURVE}`);
    deepStrictEqual((await window.lines())[0], top);
    deepStrictEqual(await shape(view), before);
    await window.keys('Control+z');
    await view.selected(CURVE);
  });

  it('leaves a selection of the user alone while files change elsewhere', async () => {
    const window = workbench();
    await view.click('test · medium');
    await view.selected('test · medium');
    const todo = (await window.onDisk('TODO.md')) ?? '';
    await window.write('TODO.md', todo.replace('**Status:** in-progress', '**Status:** blocked'));
    await eventually('the new status', async () => (await view.row(PREDICT)).icon === 'circle-slash');
    await view.selected('test · medium');
    await window.write('TODO.md', todo);
    await eventually('the old status', async () => (await view.row(PREDICT)).icon === 'play-circle');
  });

  it('shows the task of the cursor on demand, with the focus', async () => {
    const window = workbench();
    await window.open('ARCHIVE.md');
    await window.goToText('[id:TASK-20260310-001]');
    await window.runCommand('Agent Backlog: Show in Backlog View');
    await eventually('the focus in the view', async () => (await focused(window)) === 'view');
    const row = (await view.rows()).find(({ selected }) => selected);
    match(row?.description ?? '', /TASK-20260310-001/);
    strictEqual(row?.icon, 'pass');
  });

  it('opens a queue of a thousand tasks', async () => {
    const window = workbench();
    const tasks = Array.from({ length: 1000 }, (_, at) => task(at + 1));
    const backlog = `# Large\n\n## group_begin [type:dev][priority:low]\n\n${tasks.join('\n')}\n## group_end\n`;
    await window.write('large/BACKLOG.md', backlog);
    await view.unfold('large');
    strictEqual((await view.row('dev · low')).description, '1000 tasks · 1000 incomplete');
    await view.click('dev · low');
    await view.row('Task number 1');
    await window.keys('End');
    await view.row('Task number 1000');
    await window.screenshot(`view-thousand-${kind}`);
  });
}

function task(number: number): string {
  const id = `TASK-20260401-${String(number).padStart(4, '0')}`;
  const header = `### # [id:${id}][type:dev][priority:low][component:large] Task number ${String(number)}`;
  return `## task_begin\n${header}\n**Status:** todo\n## task_end\n`;
}

/** Waits until the header of a task can be read in the editor. */
function onScreen(window: Workbench, number: string): Promise<unknown> {
  return eventually(`task ${number} in the editor`, async () =>
    (await window.lines()).some(({ text }) => text.includes(`# [id:TASK-20260310-${number}]`)),
  );
}

/** Where the keys go. */
function focused(window: Workbench): Promise<'editor' | 'view' | 'elsewhere'> {
  return window.page.evaluate(() => {
    const { activeElement } = document;
    if (activeElement?.closest('.monaco-editor')) return 'editor';
    return activeElement?.closest('.customview-tree') ? 'view' : 'elsewhere';
  });
}

/** The rows by what holds what, and which are unfolded. */
async function shape(view: BacklogView): Promise<unknown[]> {
  return (await view.rows()).map(({ level, unfolded, selected }) => [level, unfolded, selected]);
}
