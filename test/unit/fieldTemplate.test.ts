import assert from 'node:assert/strict';
import { applyEdits, defaultPolicy, type FieldName, parse } from '#core';
import { addField, addLines, inline, list, templateValue } from '../../core/src/policy/fieldTemplate.ts';

/** A task of some lines. */
function task(...lines: readonly string[]): string {
  return ['## task_begin', '### # [id:x][type:dev] Title', ...lines, '## task_end', ''].join('\n');
}

/** The task among some tasks that begins with an offset, with a field added to it. */
function added(before: string, own: string, behind: string, name: FieldName, value = inline('NEW')): string {
  const text = before + own + behind;
  const document = parse(text, 'backlog');
  const one = document.tasks.find(({ range }) => range.start === before.length) ?? assert.fail('no task');
  const after = applyEdits(text, addLines(document, one, name, value));
  assert.ok(after.startsWith(before) && after.endsWith(behind), after);
  return after.slice(before.length, after.length - behind.length);
}

/** The lines of a task with a field added. */
function lines(own: readonly string[], name: FieldName, value = inline('NEW')): readonly string[] {
  return added('', task(...own), '', name, value)
    .split('\n')
    .slice(2, -2);
}

const steps = list(['1. a', '2. b']);

describe('a field that is added', () => {
  it('comes behind those that the template has before it, at the latest behind the header', () => {
    assert.deepEqual(lines([], 'Plan'), ['**Plan:** NEW']);
    assert.deepEqual(lines(['**Plan:** a'], 'Status'), ['**Status:** NEW  ', '**Plan:** a']);
    assert.deepEqual(lines(['**Plan:** a', '**Status:** todo'], 'Plan'), [
      '**Plan:** NEW',
      '**Status:** todo',
    ]);
    assert.deepEqual(lines(['**Status:** todo', '**Notes & Summary:** a'], 'Plan'), [
      '**Status:** todo',
      '**Plan:** NEW',
      '**Notes & Summary:** a',
    ]);
  });

  it('comes behind those that the nearest task has before it', () => {
    const own = task('**Plan:** a', '**Status:** todo', '**Mood:** calm', '**Dependencies:** None');
    const sample = task('**Mood:** calm', '**Plan:** a', '**Created:** 2026-03-01', '**Status:** todo');
    assert.equal(
      added('', own, sample, 'Created'),
      own.replace('a\n', 'a\n**Created:** NEW\n'),
      'a field of no known name is no sign',
    );
  });

  it('comes below a header with the gap that other tasks have there', () => {
    const apart = task('', '**Status:** todo');
    assert.equal(added('', task(), apart, 'Plan'), task('', '**Plan:** NEW'));
    assert.equal(added('', task(), task('Prose.') + apart, 'Plan'), task('', '**Plan:** NEW'));
    const headless = apart.replace('### # [id:x][type:dev] Title\n', '');
    assert.equal(added('', task(), headless + task('**Status:** todo'), 'Plan'), task('**Plan:** NEW'));
    assert.equal(added('', task('', 'Prose.'), '', 'Plan'), task('', '**Plan:** NEW  ', 'Prose.'));
    assert.equal(added('', task('#### Prose'), '', 'Plan'), task('**Plan:** NEW', '', '#### Prose'));
    assert.equal(
      added('', task('Prose.'), task('### Plan', 'a'), 'Plan'),
      task('### Plan', 'NEW', '', 'Prose.'),
    );
  });

  it('comes below the begin of a task that has no header, and below a header that has no begin', () => {
    assert.equal(
      added('', '## task_begin\n## task_end\n', '', 'Plan'),
      '## task_begin\n**Plan:** NEW\n## task_end\n',
    );
    const bare = '### # [id:x][type:dev] Title\n';
    assert.equal(added('', bare, '', 'Plan'), `${bare.trimEnd()}\n**Plan:** NEW\n`);
  });

  it('stands apart where the other one does, and as a heading always', () => {
    const own = task('**Status:** todo');
    assert.equal(
      added('', own, task('**Status:** a', '', '**Plan:** a'), 'Plan'),
      task('**Status:** todo', '', '**Plan:** NEW'),
    );
    assert.equal(
      added('', own, task('**Status:** a', '**Plan:** a'), 'Plan'),
      task('**Status:** todo', '**Plan:** NEW'),
    );
    assert.equal(
      added('', own, task('**Status:** a', '### Plan', 'a'), 'Plan'),
      task('**Status:** todo', '', '### Plan', 'NEW'),
    );
    assert.deepEqual(lines(['### Status', 'todo', '### Notes & Summary', 'a'], 'Plan'), [
      '### Status',
      'todo',
      '',
      '### Plan',
      'NEW',
      '',
      '### Notes & Summary',
      'a',
    ]);
  });

  it('at the end of a text that has no end marker has no line break', () => {
    const own = '## task_begin\n### # [id:x][type:dev] Title\n**Status:** todo';
    for (const one of [own, `${own}  `]) assert.equal(added('', one, '', 'Plan'), `${one}\n**Plan:** NEW`);
  });

  it('is like that of the nearest task, of the one before it rather than of the one behind', () => {
    const [heading, bold] = [task('### Plan', 'a'), task('**Plan:** a')];
    const own = task('**Status:** todo');
    const [asHeading, asBold] = [
      task('**Status:** todo', '', '### Plan', 'NEW'),
      task('**Status:** todo', '**Plan:** NEW'),
    ];
    assert.equal(added(heading, own, bold, 'Plan'), asHeading);
    assert.equal(added(bold, own, heading, 'Plan'), asBold);
    assert.equal(added(bold + own, own, own.repeat(0) + heading, 'Plan'), asHeading);
  });

  it('is like none that is more than forty tasks away', () => {
    const own = task('**Status:** todo');
    const [heading, asHeading] = [task('### Plan', 'a'), task('**Status:** todo', '', '### Plan', 'NEW')];
    assert.equal(added('', own, own.repeat(39) + heading, 'Plan'), asHeading);
    assert.equal(added('', own, own.repeat(40) + heading, 'Plan'), task('**Status:** todo', '**Plan:** NEW'));
  });

  describe('breaks its line', () => {
    const own = task('### Notes & Summary', 'a');
    const breaks = (near: string): boolean => added('', own, near, 'Plan', steps).includes('**Plan:**  \n');
    const farther = task('**Status:** a', '**Plan:**', '1. a');

    it('as the task does that tells first', () => {
      assert.equal(breaks(farther), false);
      assert.equal(breaks(task('**Status:** a  ', '**Plan:**', '1. a')), true, 'as many as not');
      assert.equal(breaks(task('**Status:** a  ', '**Created:** b', '**Plan:**', '1. a')), false);
      assert.equal(breaks(task('**Status:** a  ', '**Plan:**  ', '1. a')), true);
    });

    it('where no task tells', () => {
      assert.equal(breaks(task('**Plan:** a')), true);
      assert.equal(breaks(task('### Status', 'a') + task('**Plan:** a')), true, 'headings tell nothing');
      assert.equal(breaks(task('**Status:** a', '') + task('**Plan:** a')), true, 'nor a gap');
    });
  });
});

describe('a field without a value', () => {
  for (const [what, before, after, value = inline('NEW')] of [
    ['on its line', '**Plan:**', '**Plan:** NEW'],
    ['with a colon that it lacks', '**Plan**', '**Plan**: NEW'],
    ['under its heading', '### Plan', '### Plan\nNEW'],
    ['below its label, of several lines', '**Plan:**', '**Plan:**\n1. a\n2. b', steps],
    ['in front of a comment', '**Plan:** <!-- why -->', '**Plan:** NEW <!-- why -->'],
    ['below a comment', '**Plan:** <!-- why -->', '**Plan:** <!-- why -->\n1. a\n2. b', steps],
    ['above a comment below', '### Plan\n<!-- why -->', '### Plan\nNEW\n<!-- why -->'],
    ['in place of items without text', '**Plan:**\n1.\n2.', '**Plan:**\n1. a\n2. b', steps],
    ['in place of items on its line', '**Plan:** 1.\n2.', '**Plan:**\n1. a\n2. b', steps],
    ['in place of a dash', '**Plan:** -', '**Plan:** NEW'],
  ] as const) {
    it(`gets one ${what}`, () => {
      assert.equal(added('', task(before), '', 'Plan', value), task(after));
    });
  }
});

describe('what a new field begins with', () => {
  for (const [name, ...expected] of [
    ['Status', 'todo'],
    ['Created', 'YYYY-MM-DD'],
    ['Completed', 'YYYY-MM-DD'],
    ['Assignee', 'TBD'],
    ['Acceptance Criteria', '- [ ] TBD'],
    ['Definition of Done', '- [ ] TBD'],
    ['Relevant Documentation', '`docs/section/file.md`'],
    ['Dependencies', 'None'],
    ['Plan', '1. Step 1', '2. Step 2'],
    ['Estimated Effort', 'X hours / Y days / Z weeks'],
  ] as const) {
    it(`of ${name} is ${expected[0]}`, () => {
      assert.deepEqual(templateValue(name, { ...defaultPolicy, minimumPlanSteps: 2 }).lines, expected);
    });
  }

  it('is what a missing field is added with', () => {
    const text = task('**Status:** todo');
    const document = parse(text, 'backlog');
    const [one = assert.fail('no task')] = document.tasks;
    assert.match(
      applyEdits(text, addField(document, one, 'Dependencies', defaultPolicy)),
      /\*\*Dependencies:\*\* None\n/,
    );
  });
});
