import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, contains, type FileKind, parse, slice, type TextRange } from '#core';
import { format } from '../../core/src/format/format.ts';
import { Revision } from '../../core/src/format/revision.ts';
import { corpus, seeds } from '../realFiles.ts';
import { file, group, task } from '../sampleTasks.ts';
import { anyQueue, anyText } from './arbitraries.ts';
import { formatKeeps } from './invariants.ts';

const options = { today: '2026-03-01' };
const kinds = ['backlog', 'todo', 'archive', 'index', 'tasks'] as const;

function formatted(text: string, kind: FileKind = 'backlog', range?: TextRange): string {
  return applyEdits(text, format(parse(text, kind), options, range));
}

const [one, two, three, four] = [1, 2, 3, 4].map((at) => task({ id: `TASK-20260301-00${String(at)}` }));
assert.ok(one && two && three && four);

describe('formatting', () => {
  it('writes markers and headers as the dialect has them, and numbers the steps', () => {
    const good = file(group('dev', 'high', one));
    const bad = good
      .replace('## task_begin\n### # ', '##task-begin   \n## ')
      .replace('## task_end', '## Task_End\t')
      .replace('3. Measure again', '5. Measure again')
      .replace('## group_begin [', '## group_begin[');
    assert.notEqual(bad, good);
    assert.equal(formatted(bad), good);
  });

  it('puts what is glued to a marker on its own line, and that line into form', () => {
    const good = file(group('dev', 'high', one));
    assert.equal(formatted(good.replace('## task_begin\n### # ', '## task_begin#### ')), good);
  });

  it('takes blanks from the ends of markers and headers, and leaves hard line breaks', () => {
    const good = file(
      group('dev', 'high', one.replaceAll('todo\n', 'todo  \n').replace('Plan:**', 'Plan:**  ')),
    );
    assert.equal(
      formatted(
        good
          .replace('## task_end', '## task_end \t')
          .replace('tables\n', 'tables  \n')
          .replace('## group_end', '## group_end '),
      ),
      good,
    );
  });

  it('sets tasks apart as most of them are in the file', () => {
    const text = (gap: string): string =>
      file(group('dev', 'high', `${one}\n\n---\n\n${two}\n\n---\n\n${three}${gap}${four}`));
    assert.equal(formatted(text('\n')), text('\n\n---\n\n'));
    assert.equal(formatted(text('\n\n\n\n---\n---\n')), text('\n\n---\n\n'));
    const close = file(group('dev', 'high', `${one}\n${two}\n${three}\n\n${four}`));
    assert.equal(
      formatted(close),
      close.replace(
        '\n\n## task_begin\n### # [id:TASK-20260301-004',
        '\n## task_begin\n### # [id:TASK-20260301-004',
      ),
    );
  });

  it('sets groups and index entries apart likewise', () => {
    const groups = ['dev', 'docs', 'ops'].map((type) => group(type, 'high'));
    assert.equal(formatted(`${file(...groups)}${group('ci', 'low')}\n`), file(...groups, group('ci', 'low')));
    const entry = '## index_entry_begin\n[id:TASK-20260301-001]\nstatus: todo\n## index_entry_end';
    assert.equal(
      formatted(`${entry}\n\n${entry}\n\n${entry}\n\n\n\n\n${entry}\n`, 'index'),
      file(entry, entry, entry, entry),
    );
  });

  it('leaves a file without a manner of its own as it is, but for extremes', () => {
    const text = (gap: string): string => file(group('dev', 'high', one + gap + two));
    for (const gap of ['\n\n', '\n\n\n', '\n---\n', '\n\n---\n\n\n\n'])
      assert.equal(formatted(text(gap)), text(gap));
    assert.equal(formatted(text('\n')), text('\n\n'));
    assert.equal(formatted(text('\n\n\n\n\n\n')), text('\n\n'));
  });

  it('does not touch what stands between blocks besides blank lines and separators', () => {
    const text = file(group('dev', 'high', `${one}\n\n${two}\n\n${three}\n<!-- soon -->\n\n\n\n\n${four}`));
    assert.equal(formatted(text), text);
  });

  it('leaves gaps in the manner of the file as they are, with what blanks they have', () => {
    const blanks = file(group('dev', 'high', `${one}\n\n${two}\n  \n${three}\n\t\n${four}`));
    assert.equal(formatted(blanks), blanks);
  });

  it('sets the first task apart from the heading of its group, but not from what has no heading', () => {
    const headed = (gap: string): string =>
      file(
        ...[gap, '\n\n', '\n\n', '\n\n'].map(
          (each, at) =>
            `## group_begin [type:dev${String(at)}][priority:high]\n## Dev${each}${one}\n\n## group_end`,
        ),
      );
    assert.equal(formatted(headed('\n')), headed('\n\n'));
    const unheaded = headed('\n').replaceAll('## Dev', '');
    assert.equal(formatted(unheaded), unheaded);
  });

  it('looks at no gap that is longer than any person would leave', () => {
    const text = (length: number): string => file(group('dev', 'high', one + '\n'.repeat(length) + two));
    assert.equal(formatted(text(10_000)), text(2));
    assert.equal(formatted(text(10_001)), text(10_001));
  });

  it('applies no fix of a rule that settings have turned off', () => {
    const text = file(group('dev', 'high', one.replace('3. Measure again', '5. Measure again')));
    const levels = { 'plan-numbering': 'off' } as const;
    assert.deepEqual(format(parse(text, 'backlog'), { ...options, levels }), []);
    assert.notDeepEqual(format(parse(text, 'backlog'), options), []);
  });

  it('leaves words behind a marker that settings let stand', () => {
    const text = file(group('dev', 'high', one.replace('## task_end', '## task_end soon  ')));
    const levels = { 'malformed-marker': 'off' } as const;
    assert.deepEqual(format(parse(text, 'backlog'), { ...options, levels }), []);
  });

  it('does not correct words', () => {
    const text = file(
      group('dev', 'high', one.replace('[priority:high]', '[prioirty:high]').replace('**Plan', '**Plna')),
    );
    assert.equal(formatted(text), text);
  });

  it('touches neither fenced code nor comments', () => {
    const text = file(
      group('dev', 'high', one),
      '```markdown\n##task-begin\n## task_end   \n```',
      '<!--\n## group_end  \n-->',
    );
    assert.equal(formatted(text), text);
  });

  it('leaves archives, TASKS.md, files of other dialects and files with conflicts alone', () => {
    const bad = file(group('dev', 'high', one)).replace('## task_begin', '##task-begin   ');
    assert.notEqual(formatted(bad), bad);
    assert.equal(formatted(bad, 'archive'), bad);
    assert.equal(formatted(bad, 'tasks'), bad);
    assert.equal(formatted('# Groceries\n\n## Task end   \n'), '# Groceries\n\n## Task end   \n');
    assert.equal(formatted(`${bad}<<<<<<< HEAD\n`), `${bad}<<<<<<< HEAD\n`);
  });

  it('changes nothing outside a range', () => {
    const text = file(group('dev', 'high', one, two)).replaceAll('## task_end', '## task_end   ');
    const first = text.indexOf('## task_end');
    assert.equal(
      formatted(text, 'backlog', { start: 0, end: first + 20 }),
      text.replace('## task_end   ', '## task_end'),
    );
    assert.equal(formatted(text, 'backlog', { start: 0, end: first }), text);
  });

  it('keeps the line ending of the file', () => {
    const text = file(group('dev', 'high', `${one}\n\n---\n\n${two}\n\n---\n\n${three}\n${four}`)).replaceAll(
      '\n',
      '\r\n',
    );
    const after = formatted(text);
    assert.match(after, /task_end\r\n\r\n---\r\n\r\n## task_begin\r\n[^\n]*-004/);
    assert.doesNotMatch(after, /[^\r]\n/);
  });
});

describe('properties of formatting', () => {
  it('holds for any text', () => {
    fc.assert(fc.property(anyText, fc.constantFrom(...kinds), formatKeeps));
  });

  it('holds for any queue', () => {
    fc.assert(
      fc.property(anyQueue, (queue) => {
        for (const kind of ['backlog', 'todo', 'archive', 'index'] as const) formatKeeps(queue[kind], kind);
      }),
    );
  });

  it('of a range has edits of the whole, those inside it', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), (text, a, b) => {
        const [start = 0, end = 0] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y);
        const document = parse(text, 'backlog');
        const whole = format(document, options);
        assert.deepEqual(
          format(document, options, { start, end }),
          whole.filter(({ range }) => contains({ start, end }, range)),
        );
      }),
    );
  });

  for (const { name, text } of seeds()) {
    it(`leaves ${name} as it is, which is in form`, () => {
      assert.deepEqual(format(parse(text, 'backlog'), options), []);
    });
  }

  for (const { path, text } of corpus()) {
    const kind = path.endsWith('BACKLOG.md')
      ? 'backlog'
      : path.endsWith('TODO.md')
        ? 'todo'
        : path.endsWith('TASK_INDEX.md')
          ? 'index'
          : undefined;
    if (!kind) continue;
    it(`holds for ${path}, with few edits`, () => {
      formatKeeps(text, kind);
      const edits = format(parse(text, kind), options);
      assert.ok(edits.length <= (path.startsWith('other-dialects') ? 0 : 10));
      for (const { range, newText } of edits) assert.match(slice(text, range) + newText, /^[\s-]*$/);
    });
  }
});

describe('a revision', () => {
  const anyEdits = fc.array(
    fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.constantFrom('', 'x', '\n', '\r\n', '🌊')),
    { maxLength: 5 },
  );

  it('gives in one go what edits give one after the other', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', '\r\n', '🌊') }),
        fc.array(anyEdits, { maxLength: 4 }),
        (text, rounds) => {
          const revision = new Revision(text);
          let current = text;
          for (const round of rounds) {
            let end = -1;
            const edits = round
              .map(([at, length, newText]) => {
                const start = at % (current.length + 1);
                return { range: { start, end: Math.min(current.length, start + length) }, newText };
              })
              .sort((a, b) => a.range.start - b.range.start)
              .filter(({ range }) => range.start > end && ((end = range.end), true));
            current = applyEdits(current, edits);
            revision.apply(edits);
          }
          assert.equal(revision.text, current);
          assert.equal(applyEdits(text, revision.edits), current);
        },
      ),
    );
  });

  it('never splits a CRLF or a character', () => {
    const cases = [
      ['a\r\nb', 1, 3, '\n'],
      ['a\r\nb', 1, 3, '\r'],
      ['a🌊b', 1, 3, '🌋'],
    ] as const;
    for (const [text, start, end, newText] of cases) {
      const revision = new Revision(text);
      revision.apply([{ range: { start, end }, newText }]);
      assert.deepEqual(revision.edits, [{ range: { start, end }, newText }]);
    }
  });

  for (const [what, text, now, range, newText] of [
    ['ends that are the same', 'tides', 'tidal waves', [3, 3], 'al wav'],
    ['one of two that are the same', 'aa', 'a', [1, 2], ''],
    ['a new one beside one that is the same', 'a', 'aa', [1, 1], 'a'],
    ['a line', 'a\nb\nc', 'a\nx\nc', [2, 3], 'x'],
    ['the end of a line', 'a\n', 'ab', [1, 2], 'b'],
    ['what stands behind a carriage return', 'a\rb', 'a\rc', [2, 3], 'c'],
    ['a line end behind another letter', 'x\r\n', 'y\n', [0, 3], 'y\n'],
    ['a line end that was none of Windows', 'x\n', 'y\r\n', [0, 2], 'y\r\n'],
    ['a character of which a half is the same', 'a🌊b', 'a🜊b', [1, 3], '🜊'],
    ['the first character of two units', '\u{10000}', '\u{10001}', [0, 2], '\u{10001}'],
    ['the last characters of two units', '\u{10fc00}', '\u{10fc01}', [0, 2], '\u{10fc01}'],
    ['what stands behind a private character', '\ue000a', '\ue000b', [1, 2], 'b'],
  ] as const) {
    it(`has edits no longer than they have to be: ${what}`, () => {
      const revision = new Revision(text);
      revision.apply([{ range: { start: 0, end: text.length }, newText: now }]);
      const [start, end] = range;
      assert.deepEqual(revision.edits, [{ range: { start, end }, newText }]);
    });
  }

  it('has one edit for what was edited side by side', () => {
    const revision = new Revision('tide');
    revision.apply([{ range: { start: 1, end: 2 }, newText: 'u' }]);
    revision.apply([{ range: { start: 0, end: 1 }, newText: 'n' }]);
    assert.equal(revision.text, 'nude');
    assert.deepEqual(revision.edits, [{ range: { start: 0, end: 2 }, newText: 'nu' }]);
  });

  it('has no edits where the last undoes the first', () => {
    const revision = new Revision('tides');
    revision.apply([{ range: { start: 0, end: 1 }, newText: 'T' }]);
    revision.apply([{ range: { start: 0, end: 1 }, newText: 't' }]);
    assert.deepEqual(revision.edits, []);
  });
});
