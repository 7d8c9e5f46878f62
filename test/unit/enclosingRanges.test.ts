import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contains, enclosingRanges, parse, slice } from '#core';
import { file, group, task } from '../sampleTasks.ts';
import { anyBacklog, anyText } from './arbitraries.ts';

const id = 'TASK-20260301-001';

describe('enclosingRanges', () => {
  const around = (text: string, at: string, kind: 'backlog' | 'index' = 'backlog'): string[] =>
    enclosingRanges(parse(text, kind))(text.indexOf(at)).map((range) => slice(text, range));

  it('grows from a word of a value over the line, the value and the field', () => {
    const text = file(group('dev', 'high', task({ id, plan: '1. Measure the tides\n2. Draw\n3. Look' })));
    assert.deepEqual(around(text, 'the tides').slice(0, 4), [
      'the',
      '1. Measure the tides',
      '1. Measure the tides\n2. Draw\n3. Look',
      '**Plan:**\n1. Measure the tides\n2. Draw\n3. Look',
    ]);
  });

  it('takes an id as one word, then the tag, the tags, the header', () => {
    const text = file(group('dev', 'high', task({ id })));
    assert.deepEqual(around(text, id).slice(0, 3), [
      id,
      `[id:${id}]`,
      `[id:${id}][type:dev][priority:high][component:server]`,
    ]);
  });

  it('keeps inside a value that begins behind its label', () => {
    const text = file(group('dev', 'high', task({ id, status: 'todo at\nlast, and no sooner than that' })));
    assert.deepEqual(around(text, 'at\n').slice(0, 4), [
      'at',
      'todo at',
      'todo at\nlast, and no sooner than that',
      '**Status:** todo at\nlast, and no sooner than that',
    ]);
  });

  it('knows comments, and the entries of an index', () => {
    const comment = '<!-- a\ncomment -->';
    assert.deepEqual(around(file(comment, group('dev', 'high')), 'comment').slice(0, 3), [
      'comment',
      'comment -->',
      comment,
    ]);
    const index = `## index_entry_begin\n[id:${id}]\nlocation: docs/TODO.md\n## index_entry_end\n`;
    assert.deepEqual(around(index, 'docs', 'index').slice(0, 4), [
      'docs',
      'docs/TODO.md',
      'location: docs/TODO.md',
      `[id:${id}]\nlocation: docs/TODO.md`,
    ]);
  });

  it('grows strictly, around the offset, up to the whole text, in any text', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, anyBacklog), fc.nat(), (text, place) => {
        const offset = place % (text.length + 1);
        const ranges = enclosingRanges(parse(text, 'backlog'))(offset);
        assert.ok(ranges.every(({ start, end }) => start <= offset && offset <= end));
        for (const [at, range] of ranges.entries()) {
          const larger = ranges[at + 1];
          if (!larger) break;
          assert.ok(contains(larger, range) && larger.end - larger.start > range.end - range.start);
        }
        assert.deepEqual(ranges.at(-1), { start: 0, end: text.length });
      }),
    );
  });
});
