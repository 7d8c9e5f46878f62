import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { eventually } from '../../eventually.ts';
import type { HostKind } from '../../session.ts';
import type { Workbench } from '../../workbench.ts';

const GROUP = '## group_begin [type:dev][priority:high]';
const TASK = 'TASK-20260310-003';

/** The files that a promotion changes, in alphabetical order. */
const FILES = ['BACKLOG.md', 'TASK_INDEX.md', 'TODO.md'] as const;

/** Their texts; undefined where there is no such file. */
type Texts = Partial<Record<(typeof FILES)[number], string | undefined>>;

/** Promoting from BACKLOG.md. */
export function promote(workbench: () => Workbench, kind: HostKind): void {
  // First of all, while nothing that was done before can be undone in TODO.md.
  it('makes TODO.md where there is none, and undo removes it', async () => {
    const window = workbench();
    const before = await onDisk(window);
    await window.remove('TODO.md');
    await window.open('BACKLOG.md');
    await window.goToText(GROUP);
    await chooseFix(window, /^Promote /);
    await savedMove(window, { ...before, 'TODO.md': undefined });
    await window.keys('Control+z');
    await eventually('TODO.md gone', async () => !(await window.explorer()).includes('TODO.md'));
    strictEqual(await window.text(), before['BACKLOG.md']);
    await window.write('TODO.md', before['TODO.md'] ?? '');
    await window.saveAll();
  });

  it('underlines a misspelt tag and repairs it', async () => {
    const window = workbench();
    await window.open('BACKLOG.md');
    await window.goToText('prioirty');
    const squiggle = await window.squiggle('prioirty');
    strictEqual(squiggle.severity, 'warning');
    await window.screenshot(`misspelt-tag-${kind}`);
    await chooseFix(window, /priority/);
    await window.noSquiggle('prioirty');
    ok(!(await window.text()).includes('prioirty'));
    await window.keys('Control+z');
    await window.squiggle('prioirty');
  });

  it('lists its groups in the outline', async () => {
    const window = workbench();
    await window.open('BACKLOG.md');
    const labels = (await window.outline()).map((entry) => entry.label);
    ok(
      labels.some((label) => label.includes('dev')),
      `no group of type dev in ${labels.join(', ')}`,
    );
  });

  it('promotes a group to TODO.md, and takes it back with one undo', async () => {
    const window = workbench();
    const before = await onDisk(window);
    await window.open('BACKLOG.md');
    await window.goToText(GROUP);
    const { title } = await window.quickFix(/^Promote /);
    await window.screenshot(`promote-menu-${kind}`);
    await window.choose(title);
    await savedMove(window, before);
    await window.open('TODO.md');
    await window.goToText(TASK);
    await window.screenshot(`promoted-${kind}`);

    await window.open('BACKLOG.md');
    await window.keys('Control+z');
    await window.dirty(...FILES);
    for (const file of FILES) {
      await window.open(file);
      strictEqual(await window.text(), before[file]);
    }
    await window.saveAll();
    deepStrictEqual(await onDisk(window), before);
  });
}

async function chooseFix(window: Workbench, title: RegExp): Promise<void> {
  const fix = await window.quickFix(title);
  await window.choose(fix.title);
}

/** Waits for the end of a move: VS Code saves the files of an edit that spans several. */
async function savedMove(window: Workbench, before: Texts): Promise<void> {
  await eventually('every file changed on disk', async () => {
    const now = await onDisk(window);
    return FILES.every((file) => now[file] !== undefined && now[file] !== before[file]);
  });
  // Undo takes a file that was created away only once VS Code is done with saving it.
  await window.dirty();
}

async function onDisk(window: Workbench): Promise<Texts> {
  const texts: Texts = {};
  for (const file of FILES) texts[file] = await window.onDisk(file);
  return texts;
}
