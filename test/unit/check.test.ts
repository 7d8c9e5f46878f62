import assert from 'node:assert/strict';
import { applyEdits, check, type CheckOptions, fileKind, parse, type Problem } from '#core';
import { file, group, task } from '../sampleTasks.ts';

const today = '2026-03-01';
const id = 'TASK-20260301-001';

describe('what is found', () => {
  it('is in text order, the shorter range first, and in the order of the codes where the range is the same', () => {
    const header = `## # [id:${id}][type:dev][priority:high][component:server] Cache the tide tables`;
    const text = file(group('dev', 'high', header), '## group_end', 'â€” of the port');
    assert.deepEqual(
      problemsOf('BACKLOG.md', text).map(({ code, range }) => [code, text.slice(range.start, range.end)]),
      [
        ['malformed-header', '## # '],
        ['header-outside-task', header],
        ['unexpected-end', '## group_end'],
        ['mojibake', 'â€”'],
      ],
    );
    const empty = group('dev', 'high', `## task_begin\n#${header}\n## task_end`);
    assert.deepEqual(codesIn('BACKLOG.md', empty), [
      'missing-documentation',
      'missing-effort',
      'missing-plan',
      'missing-status',
    ]);
  });

  it('is nothing in a file that does not speak the dialect, and in TASKS.md', () => {
    for (const path of ['TODO.md', 'TASKS.md'])
      assert.deepEqual(problemsOf(path, '# To do\n\n- [ ] Buy chart paper â€” two rolls\n'), []);
  });

  it('is nothing of a rule that is off in a kind of file, whatever the settings say', () => {
    const archived = task({ id, status: 'done', plan: null });
    const levels = { 'missing-plan': 'error', 'incomplete-archive-entry': 'off' } as const;
    assert.deepEqual(problemsOf('ARCHIVE.md', archived, { levels }), []);
    assert.deepEqual(
      problemsOf('TODO.md', archived, { levels: { ...levels, 'done-not-archived': 'off' } }).map(
        ({ code, severity }) => [code, severity],
      ),
      [['missing-plan', 'error']],
    );
  });

  it('is no less behind a suppression of the next line that is the last one', () => {
    const suppression = '<!-- agent-backlog-disable-next-line mojibake -->';
    const inFront = file('â€” of the port', group('dev', 'high', task({ id })), suppression).trimEnd();
    assert.deepEqual(codesIn('BACKLOG.md', inFront), ['mojibake', 'unused-suppression']);
    const behind = file(group('dev', 'high', task({ id })), `${suppression}\nof the port â€”`).trimEnd();
    assert.deepEqual(codesIn('BACKLOG.md', behind), []);
  });
});

describe('fixes in ARCHIVE.md', () => {
  const done = task({ id, status: 'done' }).replace(
    '## task_end',
    '**Completed:** 2026-02-10\n**Assignee:** pilot\n## task_end',
  );
  const lines = done.split('\n');
  const cases: readonly [string, string, string[]][] = [
    ['are offered in front of a task', `â€” of the port\n${done}`, ['Replace with —']],
    ['are offered behind a task', `${done}\nâ€” of the port`, ['Replace with —']],
    ['are offered for a begin marker', done.replace('task_begin', 'Task_Begin'), ['Write ## task_begin']],
    ['are offered for an end marker', done.replace('task_end', 'Task_End'), ['Write ## task_end']],
    ['are not offered in a task', done.replace('2 days', '2 days â€” or 3'), []],
    [
      'are not offered in a task that nothing ends, but for its end',
      lines.slice(0, -1).join('\n').replace('2 days', '2 days â€” or 3'),
      ['Insert ## task_end'],
    ],
    [
      'are offered for a header that is in no task block',
      lines.slice(1, -1).join('\n').replace('### #', '## #'),
      ['Write the header in the right form', 'Put it between ## task_begin and ## task_end'],
    ],
    [
      'are not offered where they change a task and more',
      file(group('docs', 'high', done), group('dev', 'high')),
      [],
    ],
  ];
  for (const [title, text, titles] of cases) {
    it(title, () => {
      const problems = problemsOf('ARCHIVE.md', text);
      assert.notDeepEqual(problems, []);
      assert.deepEqual(
        problems.flatMap((problem) => problem.fixes?.() ?? []).map((fix) => fix.title),
        titles,
      );
    });
  }
});

describe('a fix', () => {
  it('changes no more of a header than what is wrong', () => {
    const text = task({ id }).replace('[type:dev]', ' [type: dev]').replace('## task_end', '');
    const start = text.indexOf(' [type');
    const [problem] = problemsOf('TODO.md', text).filter(({ code }) => code === 'malformed-header');
    assert.deepEqual(
      problem?.fixes?.().map((fix) => 'edits' in fix && fix.edits),
      [
        [
          { range: { start, end: start + 1 }, newText: '' },
          { range: { start: start + 1, end: start + 1 + '[type: dev]'.length }, newText: '[type:dev]' },
        ],
      ],
    );
  });

  it('adds the steps of a short Plan at the end of a text without a line end', () => {
    const text = `## task_begin\n### # [id:${id}][type:dev][priority:high][component:server] Cache\n\nAll.\n**Plan:**\n1. Measure\n2. Cache`;
    const [problem] = problemsOf('TODO.md', text).filter(({ code }) => code === 'short-plan');
    const [fix] = problem?.fixes?.() ?? [];
    assert.ok(fix && 'edits' in fix);
    assert.equal(applyEdits(text, fix.edits), `${text}\n3. Step 3`);
  });
});

function problemsOf(path: string, text: string, options: Partial<CheckOptions> = {}): Problem[] {
  return check(parse(text, fileKind(path) ?? assert.fail()), { today, ...options });
}

function codesIn(path: string, text: string): string[] {
  return problemsOf(path, text).map(({ code }) => code);
}
