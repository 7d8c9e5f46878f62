import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { eventually } from '../../eventually.ts';
import type { HostKind } from '../../session.ts';
import type { Workbench } from '../../workbench.ts';

/** Working in BACKLOG.md. */
export function workInBacklog(workbench: () => Workbench, kind: HostKind): void {
  beforeEach(() => workbench().open('BACKLOG.md'));

  it('says in the menu of refactorings why a group cannot be promoted', async () => {
    const window = workbench();
    await window.goToText('## group_begin [type:bug]');
    deepStrictEqual(await window.refactoring(/^Promote group/), {
      title: 'Promote group – TODO.md holds tasks of type dev; a batch has one type, and this group is bug',
      disabled: true,
    });
    await window.screenshot(`refused-${kind}`);
    await window.keys('Escape');
  });

  it('names the tasks that stayed behind when a group was promoted', async () => {
    const window = workbench();
    await window.goToText('## group_begin [type:dev]');
    const { title } = await window.quickFix(/^Promote 2 of 3 tasks \(1 incomplete\)$/);
    await window.choose(title);
    const said = await window.notification(/^Promoted /);
    match(said, /Left in the group: TASK-20260310-004 has no Plan/);
    await window.screenshot(`passed-over-${kind}`);
    await window.runCommand('Notifications: Clear All Notifications');
    await window.open('BACKLOG.md');
    await window.keys('Control+z');
    await window.dirty('BACKLOG.md', 'TASK_INDEX.md', 'TODO.md');
    await window.saveAll();
    await window.open('BACKLOG.md');
  });

  it('finds a task by its title', async () => {
    const window = workbench();
    await window.goTo(1);
    await window.keys('Control+Shift+o');
    await window.type('metres');
    await window.screenshot(`go-to-symbol-${kind}`);
    await window.keys('Enter');
    await eventually('the task on the screen', async () =>
      (await window.lines()).some(({ text }) => text.includes('TASK-20260310-005')),
    );
  });

  it('folds a task at its header and a group at its marker', async () => {
    const window = workbench();
    await window.goToText('### # [id:TASK-20260310-003]');
    await window.keys('Control+Shift+BracketLeft');
    const texts = async (): Promise<string[]> => (await window.lines()).map(({ text }) => text);
    await eventually(
      'the folded task',
      async () => !(await texts()).some((text) => text.includes('A visitor sees')),
    );
    ok(
      (await texts()).some((text) => text.includes('Draw the tide curve')),
      'the header is shown',
    );
    await window.screenshot(`folded-task-${kind}`);
    await window.goToText('## group_begin [type:dev]');
    await window.keys('Control+Shift+BracketLeft');
    await eventually(
      'the folded group',
      async () => !(await texts()).some((text) => text.includes('Draw the tide curve')),
    );
    await window.screenshot(`folded-group-${kind}`);
    await window.keys('Control+k', 'Control+j');
  });

  it('tells of a bad setting once, and goes by the default', async () => {
    const window = workbench();
    await window.write('.vscode/settings.json', JSON.stringify({ 'agentBacklog.minimumPlanSteps': 'many' }));
    const said = await window.notification(/minimumPlanSteps/);
    strictEqual(
      said,
      'agentBacklog.minimumPlanSteps: Invalid input: expected number, received string. The default is used.',
    );
    const problems = await window.problems();
    ok(
      problems.some((text) => text.includes('at least 3 are due')),
      problems.join('\n'),
    );
  });
}
