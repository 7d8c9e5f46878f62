import assert from 'node:assert/strict';
import { applyEdits, type Document, LiveCheck, type LiveProblem, TaskEdits } from '#core';
import { file, group, task } from '../sampleTasks.ts';
import type { OtherFile } from './fixture.ts';
import { assertSame } from './followEdits.ts';
import { queueFile, surroundings } from './surroundings.ts';

const today = '2026-03-01';
const [first, second, third] = ['TASK-20260301-001', 'TASK-20260301-002', 'TASK-20260301-003'];

describe('what is found live', () => {
  const cases: readonly [title: string, text: string, beside?: readonly OtherFile[]][] = [
    [
      'keeps garbled characters in front of the edited task, in it and behind it',
      file(
        'Portâ€™s own',
        group(
          'dev',
          'high',
          task({ id: first, title: 'Tablesâ€¦' }),
          task({ id: second, title: 'Portsâ€¦' }),
        ),
        'The officeâ€™s',
      ),
    ],
    [
      'keeps where other halves are, in the edited task and in others',
      file(
        group(
          'dev',
          'high',
          task({ id: first }).replace(
            '**Plan:**',
            '**Created:** 2026-02-01\n**Created:** 2026-02-01\n**Plan:**',
          ),
          task({ id: second, type: 'docs' }).replace(
            '**Plan:**',
            '**Created:** –\n**Created:** –\n**Plan:**',
          ),
        ),
      ),
    ],
    [
      'keeps the places in other files',
      file(group('dev', 'high', task({ id: first }), task({ id: second }))),
      [{ path: 'TODO.md', text: task({ id: second, title: 'Draw the tide curve' }) }],
    ],
    ['is of a task without an id, too', task({ id: first }).replace(`[id:${first}]`, '')],
    [
      'forgets what was in the text of the edited task',
      task({ id: first }).replace('Measure', 'Measureâ€¦ XX'),
    ],
  ];
  for (const [title, text, beside = []] of cases) {
    it(title, () => {
      const { document, live } = begin(text, beside);
      for (const edit of [
        { range: rangeIn(text, 'Measure'), newText: 'Take the measureâ€¦' },
        { range: rangeIn(text, 'Measure again'), newText: '' },
      ]) {
        const edits = TaskEdits.of(document).with(edit) ?? assert.fail();
        const problems = live?.after(edits) ?? assert.fail();
        assertSame(edits, problems, applyEdits(text, [edit]), 'BACKLOG.md', beside);
      }
    });
  }

  it('forgets what was in the text of each of several edited tasks', () => {
    const text = file(
      group('dev', 'high', task({ id: first, title: 'Tablesâ€¦' }), task({ id: second, title: 'Portsâ€¦' })),
    );
    const { document, live } = begin(text);
    let edits = TaskEdits.of(document);
    let now = text;
    for (const id of [first, second]) {
      const start = now.indexOf('Measure', now.indexOf(id));
      const edit = { range: { start, end: start }, newText: 'Soon: ' };
      edits = edits.with(edit) ?? assert.fail();
      now = applyEdits(now, [edit]);
    }
    assertSame(edits, live?.after(edits) ?? assert.fail(), now, 'BACKLOG.md');
  });

  const left: readonly [title: string, text: string, beside?: readonly OtherFile[]][] = [
    [
      'a task whose id another one has',
      file(task({ id: first }), task({ id: first, title: 'Draw the tide curve' })),
    ],
    [
      'a task that is in another file as well',
      task({ id: first }),
      [{ path: 'TODO.md', text: task({ id: first }) }],
    ],
  ];
  for (const [title, text, beside = []] of left) {
    it(`leaves to the whole ${title}`, () => {
      assert.equal(after(text, beside), undefined);
    });
  }

  it('is nothing where suppressions are, in a file of another dialect, and after edits of another text', () => {
    const suppression = '<!-- agent-backlog-disable-next-line mojibake -->';
    assert.equal(begin(file(suppression, task({ id: first }))).live, undefined);
    assert.notEqual(
      begin(file('<!-- agent-backlog-enable mojibake -->', task({ id: first }))).live,
      undefined,
    );
    assert.equal(begin('# To do\n').live, undefined);
    const text = task({ id: third });
    assert.equal(begin(text).live?.after(TaskEdits.of(begin(text).document)), undefined);
  });
});

function begin(
  text: string,
  beside: readonly OtherFile[] = [],
): { document: Document; live: LiveCheck | undefined } {
  const own = queueFile('BACKLOG.md', text);
  const around = beside.length > 0 ? surroundings(own, beside) : undefined;
  return { document: own.document, live: LiveCheck.of(own.document, { today, around }) };
}

/** What is found after a word more in the first task. */
function after(text: string, beside: readonly OtherFile[]): readonly LiveProblem[] | undefined {
  const { document, live } = begin(text, beside);
  const edits = TaskEdits.of(document).with({ range: rangeIn(text, 'Measure'), newText: 'Take' });
  return (live ?? assert.fail()).after(edits ?? assert.fail());
}

function rangeIn(text: string, part: string): { start: number; end: number } {
  const start = text.indexOf(part);
  assert.notEqual(start, -1, part);
  return { start, end: start + part.length };
}
