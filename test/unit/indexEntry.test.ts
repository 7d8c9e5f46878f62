import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, entryLocation, namedPaths, parse, slice } from '#core';
import { appendEntry, type NewEntry } from '../../core/src/queue/indexEntry.ts';
import { corpus } from '../realFiles.ts';
import { anyQueue } from './arbitraries.ts';

const entry: NewEntry = {
  id: 'TASK-20260301-002',
  type: 'dev',
  priority: 'high',
  component: 'server',
  status: 'todo',
  location: 'BACKLOG.md',
  created: '2026-03-01',
  title: 'Cache the tide tables',
};

function appended(text: string, ...entries: readonly NewEntry[]): string {
  const index = parse(text, 'index');
  return applyEdits(
    text,
    entries.map((one) => appendEntry(index, one)),
  );
}

const first = `# Index

## index_entry_begin
[id:TASK-20260301-001]  
status: todo  
location: TODO.md  
title: First  
## index_entry_end
`;

/** What `entry` becomes where it is written like that one. */
const likeFirst = `## index_entry_begin
[id:TASK-20260301-002]  
status: todo  
location: BACKLOG.md  
title: Cache the tide tables  
## index_entry_end
`;

describe('an entry that is appended to the index', () => {
  it('has the keys, their order and the line breaks of those that are there', () => {
    assert.equal(
      appended(first, entry),
      `${first}
${likeFirst}`,
    );
  });

  it('has no line breaks where those that are there have none', () => {
    const text = first.replaceAll('  \n', '\n');
    assert.equal(
      appended(text, entry).slice(text.length),
      '\n## index_entry_begin\n[id:TASK-20260301-002]\nstatus: todo\nlocation: BACKLOG.md\ntitle: Cache the tide tables\n## index_entry_end\n',
    );
  });

  it('has a day of completion where others have one, else below its location', () => {
    const done = { ...entry, status: 'done', completed: '2026-03-02' };
    assert.match(appended(first, done), /location: BACKLOG\.md {2}\ncompleted: 2026-03-02 {2}\ntitle: Cache/);
    const dated = first.replace('title: First  ', 'title: First  \ncompleted: 2026-02-01');
    assert.match(appended(dated, done), /title: Cache the tide tables {2}\ncompleted: 2026-03-02\n##/);
    assert.doesNotMatch(appended(dated, entry).slice(dated.length), /completed/);
  });

  it('has all that is known in an index without entries, behind its other text', () => {
    assert.equal(
      appended('# Index\n\n---\n', entry),
      `# Index

---

## index_entry_begin
[id:TASK-20260301-002]  
type: dev  
priority: high  
component: server  
status: todo  
location: BACKLOG.md  
created: 2026-03-01  
title: Cache the tide tables  
## index_entry_end
`,
    );
  });

  it('comes behind the last entry, not behind the text that follows it', () => {
    const text = `${first}\n---\n\n<!-- the end -->\n`;
    const after = appended(text, entry);
    assert.ok(after.endsWith('## index_entry_end\n\n---\n\n<!-- the end -->\n'));
    assert.equal(parse(after, 'index').indexEntries.length, 2);
  });

  it('stands apart from the others as they stand from one another', () => {
    const second = first.slice(first.indexOf('##')).replace('-001', '-009');
    const text = `${first}---\n${second}`;
    assert.ok(
      appended(text, entry).includes('## index_entry_end\n---\n## index_entry_begin\n[id:TASK-20260301-002]'),
    );
  });

  const lines = (one: NewEntry): string =>
    `## index_entry_begin\n[id:${one.id}]  \ntype: dev  \npriority: high  \ncomponent: server  \nstatus: todo  \nlocation: BACKLOG.md  \ncreated: 2026-03-01  \ntitle: Cache the tide tables  \n## index_entry_end`;

  for (const [what, text, expected] of [
    ['an empty text', '', `${lines(entry)}\n`],
    ['a byte order mark', '\ufeff', `\ufeff${lines(entry)}\n`],
    ['blank lines', '\n\n', `${lines(entry)}\n\n\n`],
    ['a byte order mark and blank lines', '\ufeff\n\n', `\ufeff${lines(entry)}\n\n\n`],
    ['a line that does not end', 'A', `A\n\n${lines(entry)}`],
    ['a line and blanks', '# Index  \n\n', `# Index  \n\n${lines(entry)}\n\n`],
  ] as const) {
    it(`comes behind ${what}`, () => {
      assert.equal(appended(text, entry), expected);
    });
  }

  for (const [what, broken] of [
    ['has nothing but an id', '## index_entry_begin\n[id:TASK-20260301-009]\n## index_entry_end'],
    ['has no id', '## index_entry_begin\ntitle: Last\nstatus: todo\n## index_entry_end'],
    ['is not ended', '## index_entry_begin\n[id:TASK-20260301-009]\ntitle: Last\nstatus: todo'],
  ] as const) {
    it(`is not written like one that ${what}`, () => {
      const text = `${first}\n${broken}\n`;
      assert.equal(
        appended(text, entry),
        `${text}
${likeFirst}`,
      );
    });
  }

  it('is written like the last one that was completed where it was', () => {
    const dated =
      '## index_entry_begin\n[id:TASK-20260301-009]\ntitle: A\ncompleted: 2026-02-01\n## index_entry_end';
    const text = `${dated}\n\n${first.slice(first.indexOf('##'))}`;
    const done = { ...entry, status: 'done', completed: '2026-03-02' };
    assert.equal(
      appended(text, entry, done).slice(text.length),
      `
${likeFirst}
## index_entry_begin
[id:TASK-20260301-002]
title: Cache the tide tables
completed: 2026-03-02
## index_entry_end
`,
    );
  });

  it('has its day of completion below that of creation', () => {
    const text = first.replace('title: First', 'created: 2026-02-01  \ntitle: First');
    assert.match(
      appended(text, { ...entry, completed: '2026-03-02' }),
      /location: BACKLOG\.md {2}\ncreated: 2026-03-01 {2}\ncompleted: 2026-03-02 {2}\ntitle: Cache/,
    );
  });

  it('has the blank lines of the others, and neither their remarks nor lines of what is not known of it', () => {
    const text = first
      .trimEnd()
      .replace('status: todo', '\n<!-- soon -->\ncomponent: web  \ntype: dev\nowner: agent  \nstatus: todo');
    assert.equal(
      appended(text, { ...entry, component: '', type: undefined }).slice(text.length),
      `

## index_entry_begin
[id:TASK-20260301-002]  

status: todo  
location: BACKLOG.md  
title: Cache the tide tables  
## index_entry_end`,
    );
  });

  for (const [what, gaps, expected] of [
    ['the most frequent of several gaps', ['\n', '\n\n---\n\n', '\n\n---\n\n'], '\n\n---\n\n'],
    ['the first of several that are as frequent', ['\n', '\n\n\n'], '\n'],
    ['no blanks', ['\n \t\n'], '\n\n'],
    ['no text that stands between others', ['\n\n## More\n\n'], '\n\n'],
    ['the longest gap that can be meant', ['\n'.repeat(200)], '\n'.repeat(200)],
    ['no longer one', ['\n'.repeat(201)], '\n\n'],
  ] as const) {
    it(`stands apart by ${what}`, () => {
      const plain = '## index_entry_begin\n[id:TASK-20260301-009]\ntitle: A\n## index_entry_end';
      const text = gaps.map((gap) => plain + gap).join('') + plain;
      assert.equal(
        appended(text, entry).slice(text.length),
        `${expected}## index_entry_begin\n[id:TASK-20260301-002]\ntitle: Cache the tide tables\n## index_entry_end`,
      );
    });
  }

  it('comes in the order of the edits, whatever the index holds, and leaves the rest as it was', () => {
    const starts = fc.oneof(
      anyQueue.map(({ index }) => index),
      fc.constantFrom('', '\ufeff', '# Index', '# Index\r\n', '\n\n', `${first.trimEnd()} <!-- glued -->`),
    );
    fc.assert(
      fc.property(starts, (text) => {
        const others = [entry, { ...entry, id: 'TASK-20260301-003', completed: '2026-03-01' }];
        const after = appended(text, ...others);
        const before = parse(text, 'index').indexEntries;
        const entries = parse(after, 'index').indexEntries;
        assert.deepEqual(
          entries.map(({ id }) => id?.value),
          [...before.map(({ id }) => id?.value), 'TASK-20260301-002', 'TASK-20260301-003'],
        );
        assert.ok(entries.every(({ begin, end }) => begin.canonical && end?.canonical));
        for (const added of entries.slice(-2)) {
          const location = added.attributes.find(({ key }) => key === 'location');
          assert.equal(location && slice(after, location.value), 'BACKLOG.md');
        }
        const lines = after.split('\n').length - text.split('\n').length;
        const returns = after.split('\r\n').length - text.split('\r\n').length;
        const { lineEnding } = parse(text, 'index');
        if (!text.includes('<!--')) assert.equal(returns, lineEnding === '\r\n' ? lines : 0);
      }),
    );
  });

  for (const { path, text } of corpus().filter(({ path }) => path.endsWith('TASK_INDEX.md'))) {
    it(`looks like the others in ${path}`, () => {
      const after = appended(text, entry);
      const before = parse(text, 'index');
      const entries = parse(after, 'index').indexEntries;
      assert.equal(entries.length, before.indexEntries.length + 1);
      const keys = (at: number): string[] => entries.at(at)?.attributes.map(({ key }) => key) ?? [];
      if (entries.length > 1)
        assert.deepEqual(
          keys(-1),
          keys(-2).filter((key) => key !== 'completed'),
        );
    });
  }
});

describe('the location of an index entry', () => {
  const paths = (line: string): (string | undefined)[] => {
    const index = parse(
      `## index_entry_begin\n[id:TASK-20260301-001]\n${line}\n## index_entry_end\n`,
      'index',
    );
    const [only] = index.indexEntries;
    const location = only && entryLocation(index, only);
    assert.equal(location && slice(index.text, location.range), location?.path);
    assert.deepEqual(namedPaths(index), location?.path ? [location.path] : []);
    return [location?.path];
  };

  for (const [line, path] of [
    ['location: x/TODO.md  ', 'x/TODO.md'],
    ['Location : x/TODO.md', 'x/TODO.md'],
    ['location: `x/TODO.md`  ', 'x/TODO.md'],
    ['location: ./x/TODO.md', 'x/TODO.md'],
    ['location: ``./x/TODO.md``', 'x/TODO.md'],
    ['location: ../TODO.md', '../TODO.md'],
    ['location:', ''],
    ['location: ``', ''],
    ['status: todo', undefined],
  ] as const) {
    it(`of ${JSON.stringify(line)} is ${JSON.stringify(path)}`, () => {
      assert.deepEqual(paths(line), [path]);
    });
  }
});
