import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { BacklogView } from '../backlogView.ts';
import { eventually } from '../eventually.ts';
import { answer } from '../notifications.ts';
import { describeWindow } from '../session.ts';
import type { Workbench } from '../workbench.ts';

const FILES = ['ARCHIVE.md', 'BACKLOG.md', 'TASK_INDEX.md', 'TODO.md'] as const;
const PREDICT = 'Predict high and low water for one harbour';
const CURVE = 'Draw the tide curve of a day';
const ACTIVE = 'TASK-20260310-002';
const READY = 'TASK-20260310-003';

describeWindow('actions of the Backlog view', (workbench, kind) => {
  let view: BacklogView;
  let first: (string | undefined)[];
  const onDisk = (): Promise<(string | undefined)[]> =>
    Promise.all(FILES.map((file) => workbench().onDisk(file)));
  const isAsAtFirst = (): Promise<unknown> =>
    eventually(
      'every file as at first',
      async () => JSON.stringify(await onDisk()) === JSON.stringify(first),
    );

  before(async () => {
    view = new BacklogView(workbench());
    first = await onDisk();
    await view.focus();
    await view.row('dev · high');
  });
  beforeEach(() => workbench().clearNotifications());

  it('promote a group by a click; the notification shows the task and takes all files back', async () => {
    const window = workbench();
    await view.act('dev · high', 'Promote Group');
    await eventually(
      'the task in the batch',
      async () => (await view.row(/^Active batch/)).description === '3 of 5',
    );
    await eventually('the files saved', async () =>
      (await window.onDisk('TODO.md'))?.includes(`[id:${READY}]`),
    );
    await window.notification(/^Promoted 2 of 3 tasks/);
    await window.screenshot(`view-promoted-${kind}`);
    await answer(window, /^Promoted 2 of 3 tasks/, 'Show');
    await eventually('the task in the editor', async () =>
      (await window.lines()).some(({ text }) => text.includes(`[id:${READY}]`)),
    );
    ok((await window.tabs()).some(({ name }) => name === 'TODO.md'));
  });

  it('promote a task, and one click takes it back in files that are saved', async () => {
    const window = workbench();
    await backToFirst(window, view, first);
    await view.unfold('dev · high');
    await view.act(CURVE, 'Promote Task');
    await eventually('the files saved', async () =>
      (await window.onDisk('TODO.md'))?.includes(`[id:${READY}]`),
    );
    await window.dirty();
    await answer(window, /^Promoted /, 'Undo');
    await isAsAtFirst();
    await window.dirty();
  });

  it('take nothing back once a file has changed, and say so', async () => {
    const window = workbench();
    await view.act(CURVE, 'Promote Task');
    await eventually('the files saved', async () =>
      (await window.onDisk('TODO.md'))?.includes(`[id:${READY}]`),
    );
    await window.open('TODO.md');
    await window.goTo(1);
    await window.type('x');
    const [, backlog] = await onDisk();
    await answer(window, /^Promoted /, 'Undo');
    await window.notification(/A file has changed since, so nothing was undone\./);
    strictEqual((await onDisk())[1], backlog);
    ok(!(await window.onDisk('BACKLOG.md'))?.includes(`[id:${READY}]`));
    await backToFirst(window, view, first);
  });

  it('change the status, archive and restore, by the context menu and the keyboard', async () => {
    const window = workbench();
    const choose = async (entry: string): Promise<void> => {
      await view.contextMenu();
      await view.chooseByKeys(entry);
    };
    const icon = (name: string): Promise<unknown> =>
      eventually(`the icon ${name}`, async () => (await view.row(PREDICT)).icon === name);
    await view.click(PREDICT);
    await choose('Block Task');
    await icon('circle-slash');
    await choose('Complete Task');
    await icon('pass');
    await window.saveAll();
    match((await window.onDisk('TODO.md')) ?? '', /\*\*Status:\*\* done/);
    await eventually('no badge', async () => (await view.badge()) === '');
    await choose('Archive Task');
    await eventually(
      'the task in the archive',
      async () => (await view.row('Archive')).description === '2 tasks',
    );
    await eventually('the archive saved', async () => (await window.onDisk('ARCHIVE.md'))?.includes(ACTIVE));
    ok(!(await window.onDisk('TODO.md'))?.includes(`[id:${ACTIVE}]`));
    await view.unfold('Archive');
    await view.click(PREDICT);
    await choose('Restore Task');
    await eventually('the task back', async () =>
      (await window.onDisk('TODO.md'))?.includes(`[id:${ACTIVE}]`),
    );
    await view.focus();
  });

  it('act on what was typed a moment ago', async () => {
    const window = workbench();
    await backToFirst(window, view, first);
    await window.open('BACKLOG.md');
    await window.goTo(1);
    await window.type('\n\n\n\n\n');
    await view.act(CURVE, 'Promote Task');
    await eventually(
      'the task in the batch',
      async () => (await view.row(/^Active batch/)).description === '2 of 5',
    );
    match(await window.notification(/^Promoted /), new RegExp(READY));
    deepStrictEqual((await window.notification(/./)).includes('changed'), false);
  });
});

/** Writes the files as they were, as another program would. */
async function backToFirst(
  window: Workbench,
  view: BacklogView,
  first: readonly (string | undefined)[],
): Promise<void> {
  await window.runCommand('File: Save All Files');
  await window.dirty();
  for (const [at, file] of FILES.entries()) await window.write(file, first[at] ?? '');
  await eventually('the view as at first', async () => {
    const rows = await view.rows();
    const says = (label: string, description: string): boolean =>
      rows.some((row) => row.label === label && row.description === description);
    return (
      says('Active batch: dev', '1 of 5') &&
      says('dev · high', '3 tasks · 1 incomplete · ≈ 3.5 days') &&
      says('Archive', '1 task')
    );
  });
}
