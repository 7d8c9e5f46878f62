import { deepStrictEqual, match, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { eventually } from '../eventually.ts';
import { describeWindow } from '../session.ts';
import type { Workbench } from '../workbench.ts';

const GROUP = '## group_begin [type:dev][priority:high]';
const TASK = 'TASK-20260310-003';

describeWindow('changes on disk by another process', (workbench, kind) => {
  let original: Readonly<Record<string, string>>;

  before(async () => {
    const window = workbench();
    original = {
      'BACKLOG.md': (await window.onDisk('BACKLOG.md')) ?? '',
      'ARCHIVE.md': (await window.onDisk('ARCHIVE.md')) ?? '',
      'TODO.md': (await window.onDisk('TODO.md')) ?? '',
      'TASK_INDEX.md': (await window.onDisk('TASK_INDEX.md')) ?? '',
    };
    await window.open('BACKLOG.md');
    // A window that has just opened does not watch its folder yet.
    let probes = 0;
    await eventually('the folder to be watched', async () => {
      writeElsewhere(window, `probe-${String(probes++)}.txt`, '');
      return (await window.explorer()).some((name) => name.startsWith('probe-'));
    });
    // From here on the server runs.
    await window.goToText('prioirty');
    await window.squiggle('prioirty');
  });
  afterEach(() => {
    for (const [name, text] of Object.entries(original)) writeElsewhere(workbench(), name, text);
  });

  /** The block of a task in the backlog as it was. */
  const block = (id: string): string => {
    const text = original['BACKLOG.md'] ?? '';
    const start = text.lastIndexOf('## task_begin', text.indexOf(`[id:${id}]`));
    return text.slice(start, text.indexOf('## task_end', start) + '## task_end\n'.length);
  };

  it('while a new task gets its title do not bring it into another group', async () => {
    const window = workbench();
    const text = original['BACKLOG.md'] ?? '';
    await window.open('BACKLOG.md');
    await window.goToText(GROUP);
    const input = window.page.locator('.quick-input-widget:visible input');
    await window.runAskingCommand('New Task');
    await window.page.locator('.quick-input-title', { hasText: 'New task' }).waitFor();
    const above = `## group_begin [type:ops][priority:low]\n\n## group_end\n\n`;
    writeElsewhere(window, 'BACKLOG.md', text.replace(GROUP, above + GROUP));
    await eventually('the other group on the screen', async () =>
      (await window.lines()).some(({ text }) => text.includes('[type:ops]')),
    );
    await input.fill('Describe the moon');
    await window.keys('Enter');
    const after = await eventually('the task on the disk', async () => {
      const now = await window.onDisk('BACKLOG.md');
      return now?.includes('Describe the moon') ? now : undefined;
    });
    const group = after.slice(after.lastIndexOf('## group_begin', after.indexOf('Describe the moon')));
    ok(group.startsWith(GROUP), group);
  });

  it('in the file that is open are reported at once', async () => {
    const window = workbench();
    await window.goToText('### # [id:TASK-20260310-003]');
    const changed = (original['BACKLOG.md'] ?? '').replace(
      '[priority:high][component:chart]',
      '[priority:hihg][component:chart]',
    );
    const seen = await timed(window, 'BACKLOG.md', changed, () => window.squiggle('hihg'));
    console.log(`      squiggle ${String(seen)} ms after the write`);
    writeElsewhere(window, 'BACKLOG.md', original['BACKLOG.md'] ?? '');
    await window.noSquiggle('hihg');
  });

  it('in another file of the queue, which is not open, are reported where they matter', async () => {
    const window = workbench();
    await window.goToText('### # [id:TASK-20260310-003]');
    const copied = `${original['ARCHIVE.md'] ?? ''}\n---\n\n${block(TASK)}`;
    const seen = await timed(window, 'ARCHIVE.md', copied, () => window.squiggle(TASK));
    console.log(`      squiggle ${String(seen)} ms after the write`);
    await window.screenshot(`task-in-two-files-${kind}`);
    writeElsewhere(window, 'ARCHIVE.md', original['ARCHIVE.md'] ?? '');
    await window.noSquiggle(TASK);
  });

  it('in a queue of which no file is open appear among the problems, and go', async () => {
    const window = workbench();
    const broken = '## group_begin [type:dev][priority:urgent]\n## group_end\n';
    await window.problems();
    const found = async (): Promise<boolean> =>
      (await window.problems()).some((text) => text.includes('urgent'));
    writeElsewhere(window, 'roles/BACKLOG.md', broken);
    await eventually('the problem of a file that is not open', found);
    await window.screenshot(`unopened-problem-${kind}`);
    writeElsewhere(window, 'roles/BACKLOG.md', broken.replace('urgent', 'low'));
    await eventually('no such problem', async () => !(await found()));
    await window.open('BACKLOG.md');
  });

  it('refuse a move that was offered before', async () => {
    const window = workbench();
    const backlog = original['BACKLOG.md'] ?? '';
    await window.goToText(GROUP);
    const { title } = await window.quickFix(/^Promote /);
    const note = `${original['TODO.md'] ?? ''}\nA note of another process.\n`;
    writeElsewhere(window, 'TODO.md', note);
    await window.choose(title);
    match(await window.notification(/changed meanwhile/), /Nothing was done/);
    deepStrictEqual([await window.onDisk('BACKLOG.md'), await window.onDisk('TODO.md')], [backlog, note]);
    deepStrictEqual(
      (await window.tabs()).filter(({ dirty }) => dirty),
      [],
    );
    await window.runCommand('Notifications: Clear All Notifications');
  });
});

/** Writes a file of the workspace from a process of its own, as an agent does. */
function writeElsewhere(window: Workbench, name: string, text: string): void {
  const path = join(window.folder, name);
  mkdirSync(dirname(path), { recursive: true });
  const script = 'require("node:fs").writeFileSync(process.argv[1], process.argv[2])';
  execFileSync(process.execPath, ['-e', script, path, text]);
}

/** How many milliseconds after a file was written something could be seen. */
async function timed(
  window: Workbench,
  name: string,
  text: string,
  see: () => Promise<unknown>,
): Promise<number> {
  writeElsewhere(window, name, text);
  const written = Date.now();
  await see();
  return Date.now() - written;
}
