import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, type Document, type FileKind, type Group, parse } from '#core';
import { blockText, insertionInto, removalOf, taskSeparator } from '../../core/src/document/blockText.ts';

/** A short task block; its letter tells one from the other. */
function block(letter: string, eol = '\n'): string {
  return [
    '## task_begin',
    `### # [id:${letter}][type:dev][priority:low][component:web] ${letter}`,
    '## task_end',
  ].join(eol);
}

/** A text in which `(A)` stands for the block A. */
function expand(text: string, eol = '\n'): string {
  return text.replaceAll('\n', eol).replace(/\(([A-Z])\)/g, (_, letter: string) => block(letter, eol));
}

function group(inside: string): string {
  return `# Backlog\n\n## group_begin [type:dev][priority:low]\n## Later\n${inside}## group_end\n`;
}

function without(document: Document, letters: string): string {
  const tasks = document.tasks.filter((task) => letters.includes(task.header?.title ?? '-'));
  return applyEdits(document.text, removalOf(document, tasks));
}

function withBlocks(document: Document, place: Group | 'end', blocks: readonly string[]): string {
  return applyEdits(document.text, insertionInto(document, place, blocks));
}

function onlyGroup({ groups }: Document): Group {
  return groups[0] ?? assert.fail('no group');
}

const lineEndings: readonly [string, string][] = [
  ['LF', '\n'],
  ['CRLF', '\r\n'],
];

describe('blockText', () => {
  for (const [name, eol] of lineEndings) {
    const cases: readonly [string, FileKind, string, string, string][] = [
      [
        'the first task leaves',
        'backlog',
        group('\n(A)\n\n---\n\n(B)\n\n---\n'),
        'A',
        group('\n(B)\n\n---\n'),
      ],
      [
        'a middle task leaves',
        'backlog',
        group('\n(A)\n\n---\n\n(B)\n\n(C)\n\n'),
        'B',
        group('\n(A)\n\n(C)\n\n'),
      ],
      [
        'the last task leaves',
        'backlog',
        group('\n(A)\n\n---\n\n(B)\n\n---\n'),
        'B',
        group('\n(A)\n\n---\n'),
      ],
      ['all tasks leave', 'backlog', group('\n(A)\n\n---\n\n(B)\n\n---\n'), 'AB', group('\n---\n')],
      ['the only task leaves', 'backlog', group('\n(A)\n\n'), 'A', group('\n')],
      [
        'two in a row leave',
        'backlog',
        group('\n(A)\n\n---\n\n(B)\n\n---\n\n(C)\n\n'),
        'AB',
        group('\n(C)\n\n'),
      ],
      ['two apart leave', 'backlog', group('\n(A)\n\n---\n\n(B)\n\n\n(C)\n\n'), 'AC', group('\n(B)\n\n')],
      ['tasks are not separated by lines', 'backlog', group('(A)\n(B)\n(C)\n'), 'B', group('(A)\n(C)\n')],
      [
        'separators were piled up',
        'backlog',
        group('\n(A)\n\n\n---\n\n\n---\n\n(B)\n\n---\n'),
        'A',
        group('\n(B)\n\n---\n'),
      ],
      ['a comment is above', 'backlog', group('\n<!-- x -->\n\n(A)\n\n'), 'A', group('\n<!-- x -->\n\n')],
      [
        'comments stand between',
        'backlog',
        group('\n(A)\n\n---\n\n<!-- x -->\n\n(B)\n\n---\n'),
        'AB',
        group('\n<!-- x -->\n\n---\n'),
      ],
      [
        'a task is in no group',
        'backlog',
        `${group('')}\n(A)\n\n${group('')}`,
        'A',
        `${group('')}\n${group('')}`,
      ],
      [
        'the file ends behind it',
        'todo',
        'Focus\n\n---\n\n(A)\n\n---\n\n(B)\n',
        'B',
        'Focus\n\n---\n\n(A)\n',
      ],
      [
        'the file has no final newline',
        'todo',
        'Focus\n\n---\n\n(A)\n\n---\n\n(B)',
        'B',
        'Focus\n\n---\n\n(A)',
      ],
      ["the separator is the head's", 'todo', 'Focus\n\n---\n\n(A)\n\n---\n\n(B)\n', 'AB', 'Focus\n\n---\n'],
      ['there is no head', 'archive', '(A)\n\n---\n\n(B)\n\n---\n', 'A', '(B)\n\n---\n'],
      ['lines end in spaces', 'todo', '(A)  \n\n---  \n\n(B)  \n', 'B', '(A)  \n'],
      ['text is glued above', 'todo', 'Focus\n\nWord(A)\n\n(B)\n', 'A', 'Focus\n\nWord\n\n(B)\n'],
      ['text is glued below', 'todo', 'Focus\n\n(A)**Word**\n\n(B)\n', 'A', 'Focus\n\n**Word**\n\n(B)\n'],
    ];
    for (const [what, file, text, letters, expected] of cases) {
      it(`removes where ${what} (${name})`, () => {
        assert.equal(without(parse(expand(text, eol), file), letters), expand(expected, eol));
      });
    }

    const insertions: readonly [string, FileKind, string, string][] = [
      [
        'there are tasks',
        'backlog',
        group('\n(A)\n\n(B)\n\n---\n'),
        group('\n(A)\n\n(B)\n\n(X)\n\n(Y)\n\n---\n'),
      ],
      ['a task tells nothing', 'backlog', group('\n(A)\n\n'), group('\n(A)\n\n---\n\n(X)\n\n---\n\n(Y)\n\n')],
      ['there is a heading only', 'backlog', group('\n'), group('\n(X)\n\n---\n\n(Y)\n\n')],
      [
        'the group is one shelf',
        'backlog',
        group('\n\n---\n\n\n---\n\n'),
        group('\n(X)\n\n---\n\n(Y)\n\n\n---\n\n\n---\n\n'),
      ],
      [
        'there is a comment',
        'backlog',
        group('\n<!-- x -->\n'),
        group('\n<!-- x -->\n\n(X)\n\n---\n\n(Y)\n'),
      ],
      [
        'others begin at once',
        'backlog',
        group('') + group('(A)\n'),
        group('(X)\n\n---\n\n(Y)\n') + group('(A)\n'),
      ],
      [
        'the end is glued',
        'backlog',
        group('(A)').trimEnd(),
        group('(A)\n\n---\n\n(X)\n\n---\n\n(Y)\n').trimEnd(),
      ],
      [
        'the file has tasks',
        'todo',
        '(A)\n\n---\n\n(B)\n\n---\n',
        '(A)\n\n---\n\n(B)\n\n---\n\n(X)\n\n---\n\n(Y)\n\n---\n',
      ],
      ['the file has no final newline', 'todo', '(A)\n\n(B)', '(A)\n\n(B)\n\n(X)\n\n(Y)'],
      ['the file has no tasks', 'todo', 'Focus\n\n---\n', 'Focus\n\n---\n\n(X)\n\n---\n\n(Y)\n'],
      ['the file has a head without newline', 'todo', 'Focus', 'Focus\n\n(X)\n\n---\n\n(Y)'],
      ['the file is empty', 'todo', '', '(X)\n\n---\n\n(Y)\n'],
      ['the file is a byte order mark', 'todo', '\ufeff', '\ufeff(X)\n\n---\n\n(Y)\n'],
    ];
    for (const [what, file, text, expected] of insertions) {
      it(`inserts where ${what} (${name})`, () => {
        // One line does not tell the file's line ending.
        if (eol !== '\n' && !text.includes('\n')) return;
        const document = parse(expand(text, eol), file);
        const place = file === 'backlog' ? onlyGroup(document) : 'end';
        assert.equal(withBlocks(document, place, [block('X', eol), block('Y', eol)]), expand(expected, eol));
      });
    }
  }

  for (const [what, text, expected] of [
    ['in front of the first task', group('\n(A)\n\n(B)\n\n'), group('\n(X)\n\n(A)\n\n(B)\n\n')],
    [
      'behind the task above, whose gap moves down',
      group('\n(B)\n\n---\n\n(A)\n\n(C)\n\n(D)\n\n(E)\n\n'),
      group('\n(B)\n\n(X)\n\n---\n\n(A)\n\n(C)\n\n(D)\n\n(E)\n\n'),
    ],
    [
      'below a comment',
      group('\n(B)\n\n<!-- x -->\n\n(A)\n\n'),
      group('\n(B)\n\n<!-- x -->\n\n(X)\n\n---\n\n(A)\n\n'),
    ],
  ] as const) {
    it(`inserts before a task: ${what}`, () => {
      const document = parse(expand(text), 'backlog');
      const before = document.tasks.find(({ header }) => header?.title === 'A') ?? assert.fail();
      assert.equal(
        applyEdits(document.text, insertionInto(document, { before }, [block('X')])),
        expand(expected),
      );
    });
  }

  it('keeps the bytes of blocks, and writes gaps in the line ending that most lines have', () => {
    const document = parse(
      expand('Focus\r\n\r\n(A)\r\n\r\n---\r\n\n(B)\r\n').replaceAll('task_end\n', 'task_end\r\n'),
      'todo',
    );
    assert.equal(document.lineEnding, '\r\n');
    const text = withBlocks(document, 'end', [block('X')]);
    assert.equal(text, `${document.text.trimEnd()}\r\n\r\n---\r\n\r\n${block('X')}\r\n`);
  });

  it('takes the most frequent separator, piles aside', () => {
    const gaps = [
      '\n\n',
      '\n\n---\n\n',
      '\n\n---\n\n',
      '\n\n---\n\n---\n\n',
      '\n\n---\n\n---\n\n',
      '\n\n---\n\n---\n\n',
    ];
    const text = gaps.reduce(
      (before, gap, index) => `${before}${gap}(${String.fromCharCode(66 + index)})`,
      '(A)',
    );
    assert.equal(taskSeparator(parse(expand(text), 'todo')), '\n\n---\n\n');
  });

  const gap = fc.constantFrom('\n', '\n\n', '\n\n---\n\n', '\n\n\n---\n\n\n---\n\n', '\n\n<!-- x -->\n\n');
  const file = fc.record({
    head: fc.constantFrom('Focus\n\n', 'Focus\n\n---\n\n', '', '\ufeff'),
    gaps: fc.array(gap, { maxLength: 6 }),
    tail: fc.constantFrom('', '\n', '\n\n---\n', '\n\n\n'),
    eol: fc.constantFrom('\n', '\r\n'),
    grouped: fc.boolean(),
  });

  function textOf({
    head,
    gaps,
    tail,
    eol,
    grouped,
  }: {
    head: string;
    gaps: string[];
    tail: string;
    eol: string;
    grouped: boolean;
  }): string {
    const tasks = gaps.reduce(
      (before, one, index) => `${before}${one}(${String.fromCharCode(66 + index)})`,
      '(A)',
    );
    return expand(grouped ? `${head}${group(`\n${tasks}\n${tail.slice(1)}`)}` : head + tasks + tail, eol);
  }

  it('removes exactly the chosen blocks and leaves all other text', () => {
    fc.assert(
      fc.property(file, fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }), (shape, choice) => {
        const document = parse(textOf(shape), shape.grouped ? 'backlog' : 'todo');
        const leaving = document.tasks.filter((_, index) => choice[index]);
        const staying = document.tasks.filter((_, index) => !choice[index]);
        const text = applyEdits(document.text, removalOf(document, leaving));
        const after = parse(text, document.file);
        assert.deepEqual(
          after.tasks.map((task) => blockText(after, task)),
          staying.map((task) => blockText(document, task)),
        );
        assert.equal(after.comments.length, document.comments.length);
        assert.equal(after.groups.length, document.groups.length);
        const solid = (whole: string): string => whole.replace(/^-{3,}\r?$/gm, '').replace(/\s+/g, '');
        let rest = document.text;
        for (const task of leaving) rest = rest.replace(blockText(document, task), '');
        assert.equal(solid(text), solid(rest));
      }),
    );
  });

  it('gives back the bytes when blocks come in and leave again', () => {
    fc.assert(
      fc.property(file, (shape) => {
        const document = parse(textOf(shape), shape.grouped ? 'backlog' : 'todo');
        const place = shape.grouped ? onlyGroup(document) : 'end';
        const text = withBlocks(document, place, [block('X'), block('Y')]);
        const changed = parse(text, document.file);
        assert.equal(changed.tasks.length, document.tasks.length + 2);
        assert.equal(without(changed, 'XY'), document.text);
      }),
    );
  });

  it('gives back the bytes when all tasks of a group leave and come back', () => {
    const tasks = expand(group('\n(A)\n\n---\n\n(B)\n\n---\n'));
    const document = parse(tasks, 'backlog');
    const emptied = parse(without(document, 'AB'), 'backlog');
    assert.equal(withBlocks(emptied, onlyGroup(emptied), [block('A'), block('B')]), tasks);
  });
});
