import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, LiveCheck, parse, TaskEdits } from '#core';
import { file, group, task } from '../sampleTasks.ts';
import { anyBacklog, anyQueue, anyText } from './arbitraries.ts';
import { assertSame, followEdits } from './followEdits.ts';

const today = '2026-03-01';

/** What is typed: words, and what makes and breaks fields, steps, blocks, comments and fences. */
const typed = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('x', ' ', 'word', '', '', '\n', '4. Four\n', 'â€”', 'TBD') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '**Plan:**\n',
      '**Status:** done\n',
      '\n**Dependencies:** TASK-20260301-010\n',
      '## task_end\n',
      '\n## task_begin\n',
      '## group_end',
      '<!--',
      '-->',
      '```\n',
      '## ',
      '### # [id:TASK-20260301-011]',
      '<!-- agent-backlog-disable-next-line mojibake -->\n',
      '\n<<<<<<< HEAD\n',
      '\r',
      '\n---\n',
    ),
  },
  { weight: 1, arbitrary: fc.string() },
);

/** Places in thousandths of a text's length, which is known only when the edit is made. */
const anyEdits = fc.array(
  fc.record({ at: fc.nat({ max: 1000 }), length: fc.nat({ max: 12 }), newText: typed }),
  { minLength: 1, maxLength: 12 },
);

describe('a check while somebody types', () => {
  it('finds what a check of the whole finds, in a sound backlog', () => {
    let live = 0;
    fc.assert(
      fc.property(anyBacklog, anyEdits, (text, all) => {
        live += followEdits('BACKLOG.md', text, all);
      }),
    );
    assert.ok(live > 0, 'No edit was of one task alone.');
  });

  it('does so in any text', () => {
    fc.assert(
      fc.property(anyText, anyEdits, (text, all) => {
        followEdits('BACKLOG.md', text, all);
        followEdits('TODO.md', text, all);
        followEdits('ARCHIVE.md', text, all);
      }),
    );
  });

  it('does so among the other files of a queue', () => {
    let live = 0;
    fc.assert(
      fc.property(anyQueue, anyEdits, ({ backlog, todo, archive, index }, all) => {
        const texts = {
          'BACKLOG.md': backlog,
          'TODO.md': todo,
          'ARCHIVE.md': archive,
          'TASK_INDEX.md': index,
        };
        for (const path of ['BACKLOG.md', 'TODO.md', 'ARCHIVE.md'] as const)
          live += followEdits(path, texts[path], all, texts);
      }),
    );
    assert.ok(live > 0, 'No edit was of one task alone.');
  });

  it('follows a word that is typed letter by letter in several tasks', () => {
    const tasks = ['001', '002', '003'].map((number) => task({ id: `TASK-20260301-${number}` }));
    const text = file('# Backlog', group('dev', 'high', ...tasks));
    const document = parse(text, 'backlog');
    const live = LiveCheck.of(document, { today }) ?? assert.fail();
    let edits = TaskEdits.of(document);
    let now = text;
    for (const number of ['002', '001', '003', '002']) {
      for (const letter of 'and more') {
        const at = now.indexOf('Measure', now.indexOf(`TASK-20260301-${number}`));
        const edit = { range: { start: at, end: at }, newText: letter };
        edits = edits.with(edit) ?? assert.fail(`after ${now.slice(0, at)}`);
        now = applyEdits(now, [edit]);
      }
    }
    assert.equal(edits.tasks.length, 3);
    assertSame(edits, live.after(edits) ?? assert.fail(), now, 'BACKLOG.md');
  });

  it('leaves to the whole what others look at', () => {
    const text = file('# Backlog', group('dev', 'high', task({ id: 'TASK-20260301-001' })));
    const document = parse(text, 'backlog');
    const live = LiveCheck.of(document, { today }) ?? assert.fail();
    for (const word of ['[id:', '[priority:', '**Status:** ', '## task_end', '# Backlog', 'docs/']) {
      const start = text.indexOf(word) + word.length;
      const edits = TaskEdits.of(document).with({ range: { start, end: start }, newText: 'x' });
      assert.equal(edits && live.after(edits), undefined, word);
    }
  });
});
