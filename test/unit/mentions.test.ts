import assert from 'node:assert/strict';
import { idAt, idFormOf, idsIn, mentionsOf, parse } from '#core';
import { file, group, task } from '../sampleTasks.ts';

const id = 'TASK-20260301-015';
const isFeature = (word: string): boolean => /^FEAT-\d+(?:\.\d+)?$/.test(word);

/** The id at the `|` of a text. */
function at(marked: string, kind: 'todo' | 'index' | 'tasks' = 'todo'): string | undefined {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const found = idAt(parse(text, kind), offset, isFeature);
  if (found) assert.equal(text.slice(found.range.start, found.range.end), found.id);
  return found?.id;
}

describe('idAt', () => {
  for (const [marked, expected] of [
    [`see |${id}.`, id],
    [`see ${id}|.`, id],
    [`see TASK-2026|0301-015, then`, id],
    [`<!-- Tasks ${id}|, TASK-20260301-016 moved to TODO.md -->`, id],
    [`<!-- Tasks ${id}, |TASK-20260301-016 moved to TODO.md -->`, 'TASK-20260301-016'],
    [`${id}-|A`, `${id}-A`],
    [`${id}-A|`, `${id}-A`],
    [`**${id}|**`, id],
    [`docs/${id}|.md`, id],
    [`_Moved with ${id}|_`, id],
    [`__|${id}__`, id],
    [`_as in FEAT-1|2_`, 'FEAT-12'],
    [`${id}_|`, undefined],
    [`${id}|_draft`, undefined],
    [`${id}|/TASK-20260301-016`, id],
    ['as in FEAT-01|2: more', 'FEAT-012'],
    ['as in FEAT-1.|2.', 'FEAT-1.2'],
    ['as in FE|AT-1.2', 'FEAT-1.2'],
    [`### # [id:${id}|][type:dev] A`, id],
    ['### # [id:any| thing][type:dev][priority:high] A', 'any thing'],
    [`see |(${id})`, undefined],
    [`see  | ${id}`, undefined],
    [`${id}-draft|`, undefined],
    [`SUB${id}|`, undefined],
    ['as in SPEC-01|2', undefined],
    ['TASK-YYYYMMDD|-NNN', undefined],
    ['TASK-2026|', undefined],
    ['|', undefined],
    [`${'tide '.repeat(50)}${id}|, ${id}`, id],
    [`${'tide '.repeat(50)}|${id}, ${id}`, id],
  ] as const) {
    it(`of ${JSON.stringify(marked)}`, () => {
      assert.equal(at(marked), expected);
    });
  }

  it('is that of an index entry, whatever its form', () => {
    assert.equal(at('## index_entry_begin\n[id:no| 7]\nstatus: todo\n## index_entry_end', 'index'), 'no 7');
  });

  it('is no part of a word that is longer than any id', () => {
    const long = `FEAT-${'1'.repeat(95)}`;
    assert.equal(at(`${long}|`), long);
    assert.equal(at(`|${long}`), long);
    for (const marked of [`X${long}|`, `|${long}1`, `${long}1|`]) assert.equal(at(marked), undefined);
  });

  it('is found in TASKS.md', () => {
    assert.equal(at(`1. Take |${id}\n`, 'tasks'), id);
  });
});

it('idsIn finds every id of a part', () => {
  const text = `- ${id}-A, FEAT-12. (FEAT-1.2), SPEC-1 --${id}- and FEAT-3/FEAT-4; docs/${id}.md, _FEAT-5_`;
  const document = parse(text, 'todo');
  const found = idsIn(document, { start: 2, end: text.length }, isFeature);
  assert.deepEqual(
    found.map((one) => one.id),
    [`${id}-A`, 'FEAT-12', 'FEAT-1.2', id, 'FEAT-3', 'FEAT-4', id, 'FEAT-5'],
  );
  for (const one of found) assert.equal(text.slice(one.range.start, one.range.end), one.id);
  for (const part of ['.', '-', 'a', 'a-', `${id} `])
    idsIn(parse(part.repeat(100_000 / part.length), 'todo'), { start: 0, end: 100_000 }, isFeature);
});

it('idsIn finds ids in front of full stops and in words of their length, and none in longer ones', () => {
  const word = (length: number): string => `${id}.${'x'.repeat(length - id.length - 1)}`;
  const found = (text: string): string[] =>
    idsIn(parse(text, 'todo'), { start: 0, end: text.length }, isFeature).map((one) => one.id);
  assert.deepEqual(found('see FEAT-1.2... - and FEAT-3.4.--_'), ['FEAT-1.2', 'FEAT-3.4']);
  assert.deepEqual(found(word(100)), [id]);
  assert.deepEqual(found(word(101)), []);
});

it('the ids of a form are found between underscores that emphasise them', () => {
  for (const [one, another] of [
    [id, 'TASK-20260301-016'],
    ['FEAT-012', 'FEAT-013'],
  ] as const) {
    const text = file(...[one, another, 'FEAT-014'].map((own) => task({ id: own })));
    const { pattern } = idFormOf(parse(text, 'todo'));
    const found = `_${one}_, __${another}__; ${one}_draft, draft_${one}, ${one}1_a`.matchAll(pattern);
    assert.deepEqual(
      Array.from(found, ([match]) => match),
      [one, another],
    );
  }
});

describe('mentionsOf', () => {
  const places = (text: string, of: string = id): string[] =>
    mentionsOf(parse(text, 'todo'), of).map(
      ({ range: { start, end }, isInPath }) =>
        `${text.slice(Math.max(0, start - 1), end + 1)}${isInPath ? ' (path)' : ''}`,
    );

  it('are all places of an id, in whatever they stand', () => {
    const text = file(
      `<!-- ${id} -->`,
      group('dev', 'high', task({ id, dependencies: `${id}, TASK-20260301-016` })),
      '```\n' + id + '\n```',
    );
    assert.deepEqual(places(text), [` ${id} `, `:${id}]`, ` ${id},`, `\n${id}\n`]);
  });

  it('are none of longer ids and words', () => {
    assert.deepEqual(places(`${id}-A ${id}6 X${id} ${id}_x ${id}-draft pre-${id} ${id}- -${id}`), [
      ` ${id}-`,
      `-${id}`,
    ]);
    assert.deepEqual(places(`${id} ${id}-A`, `${id}-A`), [` ${id}-A`]);
  });

  it('in paths are told apart', () => {
    assert.deepEqual(places(`docs/${id}.md \`feature/${id}\` ${id}/notes ${id}/TASK-20260301-016 ${id}.`), [
      `/${id}. (path)`,
      `/${id}\` (path)`,
      ` ${id}/ (path)`,
      ` ${id}/`,
      ` ${id}.`,
    ]);
  });

  it('are set apart by what emphasises them', () => {
    for (const text of [`_Moved with ${id}_`, `_${id}_`, `__${id}__.`, `**_${id}_**`])
      assert.equal(places(text).length, 1, text);
    for (const text of [`${id}_draft`, `draft_${id}`, `_${id}-draft_`])
      assert.deepEqual(places(text), [], text);
  });

  it('with a slash beside them are paths if they look like one', () => {
    const isInPath = (text: string): boolean => {
      const [mention, ...others] = mentionsOf(parse(text, 'todo'), id);
      assert.ok(mention && others.length === 0, text);
      return mention.isInPath;
    };
    for (const text of [
      `done/${id}`,
      `either/${id}.`,
      `${id}/002 and 003`,
      `${id}/002/003.`,
      `${id}/-002`,
      `${id}/B`,
      `${id}/`,
      `_done/${id}_`,
      `FEAT-1/${id}`,
      `${id}/TASK-20260301-016/TASK-20260301-017`,
      `\`code\` done/${id}`,
      `(done/${id})`,
      `/${id}`,
      `1/2/${id}`,
      `__1/part/${id}__`,
      `either/${id}/TASK-20260301-016/or`,
      `${id}/...`,
      `\`${id}\``,
      `\`FEAT-1/${id}\``,
      `\`${id}/TASK-20260301-016\``,
      `\`${id}/TASK-20260301-016.\``,
      `${'tide '.repeat(60)}\`\ndone/${id}`,
    ])
      assert.equal(isInPath(text), false, text);
    for (const text of [
      `docs/${id}.md`,
      `${id}.md`,
      `docs/plans/${id}`,
      `./${id}`,
      `../${id}`,
      `/srv/${id}`,
      `https://example.org/${id}`,
      `${id}/notes`,
      `${id}/002/notes`,
      `${id}/002.md`,
      `\`feature/${id}\``,
      `\`git switch feature/${id}\``,
      `[branch](feature/${id})`,
      `docs\\plans\\${id}`,
      `\`${id}/002\``,
      `~/${id}`,
      `${id}/ab`,
      `part/_/${id}`,
      `1_2/part/${id}`,
      `${'tide '.repeat(60)}docs/plans/${id}`,
      `${'tide '.repeat(60)}${id}/notes`,
    ])
      assert.equal(isInPath(text), true, text);
  });

  it('of an id that is no word of its own are in tags alone', () => {
    const text = '## task_begin\n### # [id:login][type:dev] Login and login\n## task_end\n';
    assert.deepEqual(places(text, 'login'), [':login]']);
    assert.deepEqual(places('FEAT-1 FEAT-12 FEAT-1.', 'FEAT-1'), ['FEAT-1 ', ' FEAT-1.']);
    for (const own of ['login', '1A-2', 'FEAT-1 b2', 'FEAT-1!', 'FEAT-one', `FEAT-${'1'.repeat(96)}`]) {
      const tagged = `## task_begin\n### # [id:${own}][type:dev] A\n${own}\n## task_end\n`;
      assert.deepEqual(places(tagged + tagged.replace(own, 'logout'), own), [`:${own}]`]);
    }
    const longest = `FEAT-${'1'.repeat(95)}`;
    assert.deepEqual(places(` ${longest} `, longest), [` ${longest} `]);
  });

  it('come in the order of the text', () => {
    const entry = '## index_entry_begin\n[id:login]\n## index_entry_end\n';
    const text = `${entry}\n## task_begin\n### # [id:login][type:dev] A\n## task_end\n\n${entry}`;
    const starts = mentionsOf(parse(text, 'index'), 'login').map(({ range }) => range.start);
    assert.equal(starts.length, 3);
    assert.deepEqual(
      starts,
      starts.toSorted((a, b) => a - b),
    );
  });
});
