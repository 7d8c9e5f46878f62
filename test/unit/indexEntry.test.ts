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

describe('an entry that is appended to the index', () => {
  it('has the keys, their order and the line breaks of those that are there', () => {
    assert.equal(
      appended(first, entry),
      `${first}
## index_entry_begin
[id:TASK-20260301-002]  
status: todo  
location: BACKLOG.md  
title: Cache the tide tables  
## index_entry_end
`,
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
