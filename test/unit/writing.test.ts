import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  attributePlaceAt,
  canonicalMarker,
  check,
  type Document,
  type FileKind,
  fileKind,
  fittingBlocks,
  holdsTasks,
  isBetweenFields,
  isHidden,
  missingFields,
  newField,
  newGroupBlock,
  newTaskBlock,
  parse,
  policyOf,
  slice,
  tagPlaceAt,
  unfinishedLine,
  valuePlaceAt,
} from '#core';
import { corpus, seeds } from '../realFiles.ts';
import { file, group, task } from '../sampleTasks.ts';
import { anyBacklog, anyText } from './arbitraries.ts';

const [first, second] = ['TASK-20260301-001', 'TASK-20260301-002'];
const today = '2026-03-05';
/** Where the cursor is in the texts of these tests. */
const cursor = '‸';

/** A document and the offset of the cursor in it. */
function at(textWithCursor: string, kind: FileKind = 'backlog'): { document: Document; offset: number } {
  const offset = textWithCursor.indexOf(cursor);
  return { document: parse(textWithCursor.replace(cursor, ''), kind), offset };
}

describe('the tag that is written', () => {
  const place = (line: string): [string | undefined, string, readonly string[], boolean] | undefined => {
    const { document, offset } = at(`## task_begin\n${line}\n## task_end\n`);
    const found = tagPlaceAt(document, offset);
    return found && [found.name, slice(document.text, found.range), found.fitting, found.closed];
  };

  it('is one of a header, and knows which ones can stand there', () => {
    assert.deepEqual(place(`### # [${cursor}`), [
      undefined,
      '',
      ['id', 'type', 'priority', 'p_level', 'component'],
      false,
    ]);
    assert.deepEqual(place(`### # [id:x][ty${cursor}]`), [
      undefined,
      'ty',
      ['type', 'priority', 'p_level', 'component'],
      true,
    ]);
    assert.deepEqual(place(`### # [id:x][${cursor}][component:y] Title`), [
      undefined,
      '',
      ['type', 'priority', 'p_level'],
      true,
    ]);
    assert.deepEqual(place(`## 3. # [id:x][type:de${cursor}v][priority:high]`)?.slice(0, 2), ['type', 'dev']);
    assert.deepEqual(place(`### # [id:x][type: ${cursor}`)?.slice(0, 2), ['type', '']);
  });

  it('is none in a title, in prose, behind the bracket, and with a key that nobody knows', () => {
    for (const line of [
      `### # [id:x] On [${cursor}`,
      `Some [${cursor}`,
      `### # [id:x]${cursor}`,
      `### # [mood:${cursor}`,
      `- [${cursor}] Box`,
      `[${cursor}`,
    ])
      assert.equal(place(line), undefined, line);
  });
});

describe('the value that is written', () => {
  const place = (lines: string): [string, string] | undefined => {
    const { document, offset } = at(`## task_begin\n### # [id:x][type:dev] Title\n${lines}\n## task_end\n`);
    const found = valuePlaceAt(document, offset);
    return found && [found.kind, slice(document.text, found.range)];
  };

  it('is a status, a unit behind a number, an id, a path', () => {
    assert.deepEqual(place(`**Status:** in-${cursor}progress`), ['status', 'in-progress']);
    assert.deepEqual(place(`**Estimated Effort:** 1-2 ho${cursor}`), ['effort unit', 'ho']);
    assert.deepEqual(place(`### Dependencies\n- ${cursor}`), ['dependency', '']);
    assert.deepEqual(place(`**Dependencies:** ${first}, TA${cursor}`), ['dependency', 'TA']);
    assert.deepEqual(place(`**Relevant Files:** \`src/ch${cursor}art.ts\``), ['path', 'src/chart.ts']);
    assert.deepEqual(place(`**Relevant Files:** \`a.ts\`, ${cursor}`), ['path', '']);
    assert.deepEqual(place(`### Relevant Documentation\n- [Charts](do${cursor})`), ['path', 'do']);
  });

  it('is none in prose and in other fields', () => {
    for (const line of [
      `**Description:** in${cursor}`,
      `**Status:** done, at last${cursor}`,
      `**Status:** todo\n${cursor}`,
      `**Estimated Effort:** two d${cursor}`,
      `**Relevant Files:** \`a.ts\` — the curve, and${cursor}`,
      `**Relevant Files:** see https://example.org/${cursor}`,
      `**Plan:**\n1. ${cursor}`,
      `**Dependencies:**\n*${cursor}`,
    ])
      assert.equal(place(line), undefined, line);
  });
});

describe('a line that begins something else', () => {
  const documentation = '**Relevant Documentation:** `docs/tides.md`';
  /** Where on the line behind a field whose value is a path something is offered. */
  const places = (line: string, label = documentation): number[] => {
    const text = `## task_begin\n### # [id:x][type:dev] Title\n${label}\n${line}\n## task_end\n`;
    const document = parse(text, 'backlog');
    const start = text.indexOf(label) + label.length + 1;
    return Array.from({ length: line.length + 1 }, (_, at) => at).filter((at) =>
      valuePlaceAt(document, start + at),
    );
  };

  it('has no value of the field above it', () => {
    for (const line of [
      '## task_end',
      '  ## task_end',
      '**Plan:**',
      '**Assigne:**',
      '### Plan',
      '### Risks',
      '## group_end',
      '### # [id:y][type:dev] Other',
      '---',
      '<!-- a comment -->',
      '```',
    ])
      for (const ahead of [documentation, '**Dependencies:** None', '### Dependencies', '### Relevant Files'])
        assert.deepEqual(places(line, ahead), [], `${line} below ${ahead}`);
    assert.deepEqual(places('**Status:** todo'), [11, 12, 13, 14, 15, 16], 'its own values');
  });

  it('can be glued to a value', () => {
    const text = '## task_begin\n### # [id:x]\n### Relevant Files\n- src/chart## task_end\n';
    const found = valuePlaceAt(parse(text, 'backlog'), text.indexOf('art##'));
    assert.equal(found && slice(text, found.range), 'src/chart');
    assert.equal(valuePlaceAt(parse(text, 'backlog'), text.indexOf('k_end')), undefined);
  });

  const assertSilent = (text: string, kind: FileKind): void => {
    const document = parse(text, kind);
    const own = document.tasks.flatMap((task) => task.fields.map((field) => field.label));
    const signs = [
      ...document.markers.filter(({ line, range }) => text.slice(line.start, range.start).trim() === ''),
      ...document.tasks.flatMap(({ header }) => header ?? []),
    ];
    for (const { range } of signs)
      for (const at of [text.lastIndexOf('\n', range.start - 1) + 1, range.start, range.start + 2, range.end])
        assert.equal(valuePlaceAt(document, at), undefined, text.slice(range.start, range.end));
    for (const { start, end } of own)
      for (let at = start; at < end; at++)
        assert.equal(valuePlaceAt(document, at), undefined, text.slice(start, end));
  };

  it('has none in any text', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, anyBacklog), (text) => {
        assertSilent(text, 'backlog');
      }),
    );
    for (const { text } of seeds()) assertSilent(text, 'backlog');
  });
});

describe('the attribute that is written', () => {
  const place = (line: string): [string, string] | undefined => {
    const { document, offset } = at(
      `## index_entry_begin\n[id:x]\n${line}\n## index_entry_end\n${line}`,
      'index',
    );
    const found = attributePlaceAt(document, offset);
    return found && [found.key, slice(document.text, found.range)];
  };

  it('is one of an index entry', () => {
    assert.deepEqual(place(`status: in-${cursor}progress  `), ['status', 'in-progress']);
    assert.deepEqual(place(`Location:${cursor}`), ['location', '']);
    assert.equal(place(`title: Draw the ${cursor}`), undefined);
    assert.equal(place(`sta${cursor}tus: todo`), undefined);
    const { document } = at(`status: ${cursor}`, 'index');
    assert.equal(attributePlaceAt(document, document.text.length), undefined, 'outside of an entry');
  });
});

describe('blocks to begin with', () => {
  const policy = policyOf(parse('', 'backlog'));
  const fitting = (text: string, kind: FileKind = 'backlog'): string[] => {
    const { document, offset } = at(text, kind);
    const { markers, blocks } = fittingBlocks(document, offset, policy);
    return [...markers.map(({ block, edge }) => canonicalMarker(block, edge)), ...blocks];
  };

  it('fit in where they make sense', () => {
    assert.deepEqual(fitting(file(cursor, group('dev', 'high'))), ['group']);
    assert.deepEqual(fitting(file(group('dev', 'high', cursor))), ['task']);
    assert.deepEqual(fitting(file(group('dev', 'high', task({ id: first, status: `todo\n${cursor}` })))), []);
    assert.deepEqual(fitting(file(group('dev', 'high', `## task_begin\n${cursor}`))), ['## task_end']);
    assert.deepEqual(fitting(file(cursor, task({ id: first })), 'todo'), ['task']);
    assert.deepEqual(fitting(file('**Batch Type:** (none)', cursor), 'todo'), []);
    assert.deepEqual(fitting(file(cursor, ...Array<string>(5).fill(task({ id: first }))), 'todo'), []);
    assert.deepEqual(fitting(file(cursor, task({ id: first })), 'archive'), []);
    assert.deepEqual(fitting(`## index_entry_begin\n${cursor}\n`, 'index'), ['## index_entry_end']);
  });

  it('are not taken in by half a marker', () => {
    const { document, offset } = at(
      `## group_begin [type:dev][priority:high]\n## task_en${cursor}\n## group_end\n`,
    );
    assert.equal(document.markers.length, 3);
    const line = unfinishedLine(document, offset);
    assert.equal(line.document.markers.length, 2);
    assert.deepEqual([line.before, line.behind], ['## task_en', '']);
  });

  it('are in the manner of the file', () => {
    const { document, offset } = at(
      file(group('docs', 'low', task({ id: first, type: 'docs', priority: 'low' }), cursor)),
    );
    const options = { today, otherTexts: ['TASK-20260305-041'], policy };
    const { text, places } = newTaskBlock(document, document.groups[0], options);
    assert.match(
      text,
      /^## task_begin\n### # \[id:TASK-20260305-042\]\[type:docs\]\[priority:low\]\[component:server\] Title\n/,
    );
    assert.deepEqual(
      places.map((range) => slice(text, range)),
      ['Title', 'todo', 'docs/section/file.md', 'Step 1', 'Step 2', 'Step 3', 'X hours / Y days / Z weeks'],
    );
    const level = file(
      group('dev', 'high', task({ id: first }).replace('[component', '[p_level:P1][component')),
    );
    const leveled = parse(level, 'backlog');
    assert.match(
      newTaskBlock(leveled, leveled.groups[0], options).text,
      /\[priority:high\]\[p_level:P1\]\[component/,
    );
    assert.match(
      newGroupBlock(document, offset).text,
      /^## group_begin \[type:docs\]\[priority:critical\]\n\n## group_end$/,
    );
  });

  it('have the type of the batch in TODO.md', () => {
    const { document } = at(file('**Batch Type:** [type:docs]', cursor), 'todo');
    const { text } = newTaskBlock(document, undefined, { today, otherTexts: [], policy });
    assert.match(text, /\[type:docs\]/);
  });
});

describe('what completion offers at the start of a line', () => {
  /** Every text that could be offered on an empty line, and what the file then is. */
  function* offers(document: Document, empty: number): Iterable<[offer: string, text: string]> {
    const line = unfinishedLine(document, empty);
    const policy = policyOf(document);
    const { markers, blocks, around } = fittingBlocks(line.document, line.range.start, policy);
    const written = (text: string): string =>
      document.text.slice(0, line.range.start) + text + document.text.slice(line.range.end);
    for (const { block, edge } of markers) yield [`${block} ${edge}`, written(canonicalMarker(block, edge))];
    const options = { today, otherTexts: [], policy };
    if (blocks.includes('task'))
      yield ['task', written(newTaskBlock(line.document, around.group, options).text)];
    if (blocks.includes('group'))
      yield ['group', written(newGroupBlock(line.document, line.range.start).text)];
    const { task: open } = around;
    if (!open || !isBetweenFields(open, line.range.start)) return;
    for (const name of missingFields(open, policy)) {
      for (const style of [undefined, 'bold', 'heading'] as const)
        yield [
          `${name} ${style ?? ''}`,
          written(newField(line.document, open, name, style, policy, today).text),
        ];
    }
  }

  const counts = (document: Document): Map<string, number> => {
    const codes = new Map<string, number>();
    for (const { code } of check(document, { today })) codes.set(code, (codes.get(code) ?? 0) + 1);
    return codes;
  };

  /** Fails when an offer brings a problem that was not there, but for fields that are still to be filled in. */
  function assertNoWorse(name: string, text: string, kind: FileKind, most: number): void {
    const document = parse(text, kind);
    if (!holdsTasks(document)) return;
    const before = counts(document);
    const empties = [...text.matchAll(/(?<!\r)^[ \t]*$/gm)].map(({ index }) => index);
    const step = Math.max(1, Math.floor(empties.length / most));
    for (const empty of empties.filter((_, index) => index % step === 0)) {
      if (isHidden(document, empty)) continue;
      for (const [offer, after] of offers(document, empty)) {
        for (const [code, count] of counts(parse(after, kind)))
          if (code !== 'placeholder-text')
            assert.ok(
              count <= (before.get(code) ?? 0),
              `${name}: ${offer} at ${String(empty)} gives ${code}`,
            );
      }
    }
  }

  it('makes no file worse', () => {
    const text = file(
      '',
      group('dev', 'high', '', task({ id: first }), '', task({ id: second, plan: '1. A\n\n2. B\n3. C' })),
      group('docs', 'low', ''),
    );
    for (const one of [text, text.replaceAll('\n', '\r\n'), `\ufeff${text}`])
      assertNoWorse('sample', one, 'backlog', 100);
  });

  (seeds().length + corpus().length > 0 ? it : it.skip)('makes no real file worse', () => {
    for (const { name, text } of seeds()) assertNoWorse(name, text, 'backlog', 6);
    for (const { path, text } of corpus()) {
      const kind = fileKind(path);
      if (kind && text.length < 100_000) assertNoWorse(path, text, kind, 3);
    }
  });

  it('is found in any text', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), (text, place) => {
        const document = parse(text, 'backlog');
        const offset = place % (text.length + 1);
        tagPlaceAt(document, offset);
        valuePlaceAt(document, offset);
        for (const [, after] of offers(document, offset)) assert.ok(after.length > 0);
      }),
    );
  });
});
