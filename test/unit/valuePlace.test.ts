import assert from 'node:assert/strict';
import { parse, slice, valuePlaceAt } from '#core';

/** Where the cursor is in the texts of these tests. */
const cursor = '‸';

/** The kind of value that is written in the fields of a task, what of it is there, and whether a space is due. */
function place(fields: string): readonly string[] | undefined {
  const marked = `## task_begin\n### # [id:x][type:dev] Title\n${fields}\n## task_end\n`;
  const document = parse(marked.replace(cursor, ''), 'backlog');
  const found = valuePlaceAt(document, marked.indexOf(cursor));
  if (!found) return undefined;
  return [found.kind, slice(document.text, found.range), ...(found.isGlued ? ['glued'] : [])];
}

const found: readonly (readonly [fields: string, ...expected: string[]])[] = [
  ['**Status:**‸', 'status', '', 'glued'],
  ['**Status:** ‸', 'status', ''],
  ['**Status:** to‸do, at last', 'status', 'todo'],
  ['### Status\nto‸', 'status', 'to'],
  ['### Status\n\n  in‸-progress', 'status', 'in-progress'],
  ['**Estimated Effort:** 2‸', 'effort unit', '', 'glued'],
  ['**Estimated Effort:** 2 ‸', 'effort unit', ''],
  ['**Estimated Effort:** 2  ho‸urs at most', 'effort unit', 'hours'],
  ['**Estimated Effort:** 2h‸, or so', 'effort unit', 'h', 'glued'],
  ['### Estimated Effort\n- Build: 2 ‸days', 'effort unit', 'days'],
  ['**Dependencies:**‸', 'dependency', '', 'glued'],
  ['### Dependencies\nTA‸SK-1, TASK-2', 'dependency', 'TASK-1'],
  ['**Dependencies:** (TA‸SK_1)', 'dependency', 'TASK_1'],
  ['**Relevant Files:**‸', 'path', '', 'glued'],
  ['**Relevant Files:** ‸', 'path', ''],
  ['**Relevant Files:** src/‸(shop)', 'path', 'src/'],
  ['**Relevant Files:** in src/ch‸art.ts, and more', 'path', 'src/chart.ts'],
  ['**Relevant Files:**\n‸', 'path', ''],
  ['**Relevant Files:** the‸', 'path', 'the'],
  ['**Relevant Files:**\n- ‸', 'path', ''],
  ['**Relevant Files:**\n  -  sr‸c', 'path', 'src'],
  ['**Relevant Files:**\n* ‸', 'path', ''],
  ['**Relevant Files:**\n1. ‸', 'path', ''],
  ['**Relevant Files:**\n12) ‸', 'path', ''],
  ['**Relevant Files:** `a.ts`,  ‸', 'path', ''],
  ['**Relevant Files:** src/,‸', 'path', ''],
  ['**Relevant Files:** [A](a.ts); b‸', 'path', 'b'],
  ['**Relevant Files:** a.html, b‸', 'path', 'b'],
  ['**Relevant Files:** `a.ts` and `b‸', 'path', 'b'],
  ['**Relevant Files:** see [the page](‸', 'path', ''],
];

const none: readonly string[] = [
  '**Status:**\n‸',
  '### Status\ntodo\n‸',
  '**Estimated Effort:** two d‸',
  '**Estimated Effort:** 2 days, at‸',
  '**Relevant Files:**\n- the page‸',
  '**Relevant Files:**\nx. ‸',
  '**Relevant Files:** the page, a‸',
  '**Relevant Files:** `a.ts`, and b‸',
  '**Relevant Files:** `a.ts` ‸',
  '**Relevant Files:** `a.ts`‸',
  '**Relevant Files:** `a.ts, b‸',
  '**Relevant Files:** `a/b, c‸',
  '**Relevant Files:** https://example.org/a‸',
  '**Created:** 2026-‸',
];

describe('valuePlaceAt', () => {
  for (const [fields, ...expected] of found) {
    it(`finds what is written in ${JSON.stringify(fields)}`, () => {
      assert.deepEqual(place(fields), expected);
    });
  }

  for (const fields of none) {
    it(`finds nothing in ${JSON.stringify(fields)}`, () => {
      assert.equal(place(fields), undefined);
    });
  }

  it('ends a value where a marker is glued to it', () => {
    const text = '## task_begin\n### # [id:x]\n### Relevant Files\n- src/chart## task_end\n';
    const range = valuePlaceAt(parse(text, 'backlog'), text.indexOf('## task_end'))?.range;
    assert.equal(range && slice(text, range), 'src/chart');
  });

  it('finds nothing on the line of a heading', () => {
    assert.equal(place('**Relevant Files:** `a.ts`\n# No‸tes'), undefined);
    assert.equal(place('**Relevant Files:** `a.ts`\n‸# Notes'), undefined);
  });

  it('finds a value wherever in a long file its task stands', () => {
    assert.deepEqual(place(`**Description:** ${'Tides. '.repeat(500)}\n**Status:** to‸`), ['status', 'to']);
  });

  it('looks back a thousand characters and no farther', () => {
    assert.deepEqual(place(`**Dependencies:**${' '.repeat(1000)}‸`), ['dependency', '']);
    assert.equal(place(`**Dependencies:**${' '.repeat(1001)}‸`), undefined);
    assert.deepEqual(place(`### Status${'\n'.repeat(999)}‸`), ['status', '']);
    assert.equal(place(`### Status${'\n'.repeat(1000)}‸`), undefined);
  });
});
