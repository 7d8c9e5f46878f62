import assert from 'node:assert/strict';
import { type Field, findField, parse, slice, type Task } from '#core';
import {
  documentPaths,
  firstLine,
  isEmptyValue,
  namesAmountOfTime,
  readStatus,
} from '../../core/src/policy/fieldValues.ts';
import { placeholders } from '../../core/src/policy/placeholders.ts';
import { planSteps } from '../../core/src/policy/planSteps.ts';

function taskOf(fields: string): { text: string; task: Task } {
  const text = `## task_begin\n### # [id:TASK-20260301-001][type:dev] Title\n${fields}\n## task_end\n`;
  return { text, task: parse(text, 'todo').tasks[0] ?? assert.fail('no task') };
}

function fieldOf(name: Parameters<typeof findField>[1], value: string): { text: string; field: Field } {
  const { text, task } = taskOf(`**${name}:** ${value}`);
  return { text, field: findField(task, name) ?? assert.fail('no field') };
}

describe('findField', () => {
  for (const [what, fields, value] of [
    ['the first', '**Plan:** a\n**Plan:** b', 'a'],
    ['one with a value before an empty one', '**Plan:**\n### Plan\nb', 'b'],
    ['one that is spelt right before one a slip away', '**Plans:** a\n**plan:** b', 'b'],
    ['an empty one that is spelt right before one a slip away', '**Plans:** a\n**Plan:**', ''],
    ['one a slip away where there is no other', '**Paln:** a', 'a'],
  ] as const) {
    it(`takes ${what}`, () => {
      const { text, task } = taskOf(fields);
      const field = findField(task, 'Plan') ?? assert.fail('no field');
      assert.equal(slice(text, field.value), value);
    });
  }
});

describe('documentPaths', () => {
  for (const [value, ...paths] of [
    ['`docs/a.md`, `docs/b/c.md` — both', 'docs/a.md', 'docs/b/c.md'],
    ['`docs/my notes.md`, <docs/b c.md>', 'docs/my notes.md', 'docs/b c.md'],
    ['`docs/a.md of 2026.md`, `docs/api for all`, `docs/b', 'docs/a.md', 'docs/api', 'docs/b'],
    ['see docs/a.md.', 'docs/a.md'],
    ['[docs/b.md](docs/b.md)', 'docs/b.md'],
    ['`docs/a,docs/b.md`', 'docs/a', 'docs/b.md'],
    ['`docs/b c.mdx', 'docs/b'],
    ['`docs/b c`\n`d.md`', 'docs/b'],
    ['- `docs/my notes.md`\n- `docs/b.md`', 'docs/my notes.md', 'docs/b.md'],
    ['`docs/v1.2-plan of all.md`', 'docs/v1.2-plan of all.md'],
    ['<!-- docs/a.md --> docs/b.md --> docs/c.md', 'docs/b.md', 'docs/c.md'],
    ['<!-- docs/a.md --><!-- docs/b.md --> docs/c.md', 'docs/c.md'],
    ['(docs/a.md), docs/b.md; docs/c.md: all', 'docs/a.md', 'docs/b.md', 'docs/c.md'],
    ['[the page](../docs/a.md#top), [docs/b.md](docs/b.md)', '../docs/a.md', 'docs/b.md'],
    ['[docs/b.md](https://example.org/b)', 'docs/b.md'],
    ['./docs/a.md /docs/b.md apps/web/docs/c.md', './docs/a.md', '/docs/b.md', 'apps/web/docs/c.md'],
    ['docs/a.md:12, docs/b.md?plain=1', 'docs/a.md', 'docs/b.md'],
    ['**docs/a.md** and <docs/b.md>', 'docs/a.md', 'docs/b.md'],
    ['“docs/a.md”—docs/b.md—both', 'docs/a.md', 'docs/b.md'],
    ['docs/docs/a.md', 'docs/docs/a.md'],
    ['- `docs/a.md`\n- `docs/b.md`', 'docs/a.md', 'docs/b.md'],
    ['docs/api/*.md, docs/, docs/api/', 'docs/api/*.md', 'docs/', 'docs/api/'],
    ['<!-- docs/a.md --> docs/b.md', 'docs/b.md'],
    ['my_docs/a.md, mydocs/b.md, documents/c.md, docs, docs.md'],
    ['https://example.org/docs/a.md, //docs/docs/b.md'],
  ] as const) {
    it(`of ${JSON.stringify(value)}`, () => {
      const { text, field } = fieldOf('Relevant Documentation', value);
      const found = documentPaths(text, field);
      assert.deepEqual(
        found.map(({ path }) => path),
        paths,
      );
      for (const { range, path } of found) assert.equal(slice(text, range), path);
    });
  }
});

describe('namesAmountOfTime', () => {
  for (const value of [
    '2 days',
    '1-2 hours',
    '2–3 weeks',
    '3.75 hours',
    '30 minutes',
    '40 hours (1 week)',
    '2 weeks (planning) + vendor execution',
    '90min',
    '~2d',
    '1h',
    'PT4H',
    '5 person-days',
    'half a day',
    'a couple of weeks',
    'one sprint',
    'TBD, a week?',
    'by Friday:\n1 afternoon',
  ]) {
    it(`does: ${value}`, () => {
      assert.ok(namesAmountOfTime(value));
    });
  }

  for (const value of [
    'small',
    'M',
    '5 points',
    '3',
    'days',
    'X hours / Y days / Z weeks',
    'TBD',
    '2 developers',
    'v2',
  ]) {
    it(`does not: ${value}`, () => {
      assert.ok(!namesAmountOfTime(value));
    });
  }
});

describe('planSteps', () => {
  for (const [what, value, ...steps] of [
    ['a list', '\n1. a\n2. b', '1/1 a', '2/2 b'],
    ['on the label’s line', '1. a\n2. b', '1/1 a', '2/2 b'],
    ['with parentheses and trailing spaces', '\n1) a  \n2) b  ', '1/1 a', '2/2 b'],
    ['indented as a whole', '\n    1. a\n    2. b', '1/1 a', '2/2 b'],
    ['indented by tabs', '\n\t1. a\n\t\t1. b\n\t2. c', '1/1 a', '2/2 c'],
    ['below bullets', '\n- a\n  1. b\n  2. c', '1/1 b', '2/2 c'],
    ['lists nested in a step left out', '\n1. a\n   1. b\n   2. c\n2. d', '1/1 a', '2/2 d'],
    ['ragged', '\n1. a\n  2. b\n 3. c', '1/1 a', '2/2 b', '3/3 c'],
    ['all ones', '\n1. a\n1. b', '1/1 a', '1/2 b'],
    ['numbered with several digits', '\n12. a\n123456789. b', '12/1 a', '123456789/2 b'],
    ['on the label’s line, with a list nested in it', '1. a\n   1. b\n2. c', '1/1 a', '2/2 c'],
    ['from zero, with a gap', '\n0. a\n07. b', '0/1 a', '7/2 b'],
    ['anew under a heading', '\n1. a\n#### Then\n1. b\n2. c', '1/1 a', '1/1 b', '2/2 c'],
    ['anew under bold text', '\n1. a\n**Then**\n1. b', '1/1 a', '1/1 b'],
    ['anew behind a blank line and a sentence', '\n1. a\n\nThen\n1. b', '1/1 a', '1/1 b'],
    ['anew below a colon', '\n1. a\nThen:\n1. b', '1/1 a', '1/1 b'],
    ['counted on under a heading', '\n1. a\n#### Then\n2. b', '1/1 a', '2/2 b'],
    ['not anew behind a long step', '\n1. a\nand more\n1. b', '1/1 a', '1/2 b'],
    ['not anew behind several lines', '\n1. a\nand more\nand so on\n1. b', '1/1 a', '1/2 b'],
    ['not anew behind a line with bold text', '\n1. a\nand **more**\n1. b', '1/1 a', '1/2 b'],
    ['anew behind fenced code and a sentence', '\n1. a\n```\nx\n```\nThen\n1. b', '1/1 a', '1/1 b'],
    ['not anew behind an indented paragraph', '\n1. a\n\n   and more:\n\n1. b', '1/1 a', '1/2 b'],
    ['not in comments', '\n1. a\n<!--\n2. b\n-->\n2. c', '1/1 a', '2/2 c'],
    ['not in fenced code', '\n1. a\n```sh\n2. b\n```\n2. c\n~~~\n3. d', '1/1 a', '2/2 c'],
    ['nor anything like one', '\n1.a\n2 b\n3.\n1.5 c\n- 4. d\n1234567890. e\n. f\n) g\n2: h\n3. \n4.  \ni'],
  ] as const) {
    it(what, () => {
      const { text, field } = fieldOf('Plan', value);
      const found = planSteps(text, field);
      assert.deepEqual(
        found.map((step) => `${String(step.number)}/${String(step.due)} ${slice(text, step.text)}`),
        steps,
      );
      for (const step of found) assert.equal(Number(slice(text, step.digits)), step.number);
    });
  }
});

describe('placeholders', () => {
  for (const [name, value, ...found] of [
    ['Plan', '\n1. Step 1\n2. Measure\n3. TBD.\n4. `…`', 'Step 1', 'TBD.', '`…`'],
    ['Plan', '\n- [ ] todo\n- [x] ???\n* <what to do>', 'todo', '???', '<what to do>'],
    ['Plan', '\n1. Step 1: measure\n2. TODO list as a page\n3. Use <canvas> for the curve'],
    ['Plan', 'TBD', 'TBD'],
    ['Plan', `\n1. ${'Measure the tide. '.repeat(20)}\n2. TBD`, 'TBD'],
    ['Plan', '\n. TBD\n) TBD\nTBD'],
    ['Plan', 'TBD\nand more'],
    ['Plan', '\n-TBD\n1.TBD\n-\tTBD\n- [y] TBD', 'TBD'],
    ['Estimated Effort', '\n- X hours, or so\n- TBD\n- Y days at most', 'X hours', 'TBD', 'Y days'],
    ['Description', `{${'a'.repeat(198)}}`, `{${'a'.repeat(198)}}`],
    ['Description', `{${'a'.repeat(199)}}`],
    ['Assignee', '`...`', '`...`'],
    ['Assignee', '...', '...'],
    ['Assignee', '..'],
    ['Description', 'All is said.\nTBD\nor nearly all.'],
    ['Description', 'Step 1'],
    ['Description', 'One paragraph about this.', 'One paragraph about this.'],
    ['Estimated Effort', 'X hours / Y days / Z weeks', 'X hours / Y days / Z weeks'],
    ['Estimated Effort', '2 days, else X hours', 'X hours'],
    ['Estimated Effort', '2 days'],
    ['Relevant Documentation', '`docs/a.md`, `docs/section2/file2.md` — why', 'docs/section2/file2.md'],
    ['Relevant Documentation', '<docs/a.md>'],
    ['Relevant Documentation', '<https://example.org/docs>'],
    ['Relevant Files', '`path/one`, `src/a.ts`', 'path/one'],
    ['Created', 'YYYY-MM-DD', 'YYYY-MM-DD'],
    ['Assignee', 'to be decided', 'to be decided'],
    ['Assignee', '<!-- TBD --> @pilot'],
  ] as const) {
    it(`in ${name}: ${JSON.stringify(value)}`, () => {
      const { text, field } = fieldOf(name, value);
      assert.deepEqual(
        placeholders(text, field).map((range) => slice(text, range)),
        found,
      );
    });
  }
});

describe('firstLine', () => {
  it('has no white space at its ends, and no comment in front of it', () => {
    for (const value of ['todo  \nmore', '<!-- a -->  todo\t\nmore', '\n\n<!--\na\n-->\n todo ']) {
      const { text, field } = fieldOf('Status', value);
      assert.equal(slice(text, firstLine(text, field)), 'todo', value);
    }
  });
});

describe('isEmptyValue', () => {
  for (const [value, expected] of [
    ['', true],
    ['<!-- a -->', true],
    ['\n<!-- a -->\n<!--\nb\n-->', true],
    ['-', true],
    ['\n1.\n2.\n- [ ]', true],
    ['\n1.\n2. a', false],
    ['<!-- a --> b', false],
    ['<!-- never closed', false],
    ['—', false],
    ['None', false],
    ['2', false],
  ] as const) {
    it(`${JSON.stringify(value)}: ${String(expected)}`, () => {
      const { text, field } = fieldOf('Plan', value);
      assert.equal(isEmptyValue(text, field), expected);
    });
  }
});

describe('readStatus', () => {
  for (const [value, expected] of [
    ['todo', 'todo'],
    ['in-progress (since Monday)', 'in-progress'],
    ['<!-- asked --> blocked: waits', 'blocked'],
    ['done, 2026-02-03', 'done'],
    ['Done', undefined],
    ['1 todo', undefined],
    ['todo2', undefined],
    ['todo-later', undefined],
    ['todo/done', undefined],
    ['todo | done', undefined],
    ['', undefined],
  ] as const) {
    it(`${JSON.stringify(value)}: ${String(expected)}`, () => {
      const { text, field } = fieldOf('Status', value);
      assert.equal(readStatus(text, field), expected);
    });
  }
});
