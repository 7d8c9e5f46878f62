import assert from 'node:assert/strict';
import { defaultPolicy, type FieldName, parse } from '#core';
import { inline, list, type TemplateValue } from '../../core/src/policy/fieldTemplate.ts';
import { taskTemplate } from '../../core/src/policy/taskTemplate.ts';

const header = '### # [id:new] New';
const step = { Plan: list(['1. Print']) };

/** What stands between the markers of a new task, in the last group of a file if it has one. */
function fieldsOf(
  text: string,
  given: Partial<Record<FieldName, TemplateValue>> = {},
  requiredFields: readonly FieldName[] = [],
): string {
  const document = parse(text, 'backlog');
  const values = new Map(Object.entries(given) as [FieldName, TemplateValue][]);
  const policy = { ...defaultPolicy, requiredFields };
  const block = taskTemplate(document, document.groups.at(-1) ?? document, header, values, policy);
  const [begin, end] = [`## task_begin${document.lineEnding}${header}`, '## task_end'];
  assert.ok(block.startsWith(begin) && block.endsWith(end), block);
  return block.slice(begin.length, -end.length);
}

/** A task of some lines. */
function task(...lines: readonly string[]): string {
  return ['## task_begin', '### # [id:x][type:dev] Title', ...lines, '## task_end', ''].join('\n');
}

function group(...blocks: readonly string[]): string {
  return ['## group_begin [type:dev][priority:high]\n', ...blocks, '## group_end\n'].join('\n');
}

const bold = task('**Status:** todo', '**Assignee:** me', '**Description:** Tides.');
const headings = task('', '### Status', 'todo', '', '### Description', 'Tides.');
const [inBold, underHeadings] = [
  '\n**Status:** todo\n**Description:** TBD\n',
  '\n\n### Status\ntodo\n\n### Description\nTBD\n',
];

describe('the tasks that a new one is written like', () => {
  it('are those of its group, else those of the file', () => {
    assert.equal(fieldsOf(group(headings) + group(bold)), inBold);
    assert.equal(fieldsOf(group(bold) + group(headings)), underHeadings);
    assert.equal(fieldsOf(group(headings) + group()), underHeadings);
    assert.equal(fieldsOf(group(headings) + bold), underHeadings);
  });

  it('are the last ones first', () => {
    assert.equal(fieldsOf(group(headings, bold)), inBold);
    assert.equal(fieldsOf(group(bold, headings)), underHeadings);
  });

  it('are no more than forty', () => {
    const many = (count: number): string[] => Array<string>(count).fill(task('**Status:** todo'));
    const first = task('### Status', 'todo', '### Description', 'Tides.');
    const like = (count: number): string =>
      fieldsOf(group(first, ...many(count)), { Description: inline('All.') });
    assert.equal(like(39), '\n### Status\ntodo\n### Description\nAll.\n');
    assert.equal(like(40), '\n**Status:** todo\n**Description:** All.\n');
  });

  it('are those whose blocks are whole', () => {
    for (const broken of [
      headings.replace('## task_begin', '## Task_begin'),
      headings.replace('## task_end', '## Task_end'),
      headings.replace('## task_end', ''),
      headings.replace('## task_begin\n', ''),
      headings.replace('### # [id:x][type:dev] Title\n', ''),
      headings.replace('Tides.', '<!-- never closed'),
      task('Nothing but prose.'),
    ]) {
      assert.equal(fieldsOf(group(bold, broken)), inBold, broken);
      assert.equal(fieldsOf(group(bold) + group(broken)), inBold, broken);
      assert.match(
        fieldsOf(group(broken)),
        /^\n\*\*Status:\*\* todo {2}\n\*\*Description:\*\* TBD {2}\n/,
        broken,
      );
    }
  });
});

describe('the fields of a new task', () => {
  it('are those that more than half of the others have, and a Status', () => {
    const [plain, described] = [task('**Plan:** Later'), task('**Plan:** Later', '**Description:** Tides.')];
    assert.equal(fieldsOf(group(described, plain), step), '\n**Status:** todo  \n**Plan:**  \n1. Print\n');
    assert.match(fieldsOf(group(described, described, plain), step), /Description/);
  });

  it('have none of what comes with time, unless it is required', () => {
    const later = task(
      '**Status:** todo',
      '**Completed:** 2026-03-01',
      '**Assignee:** me',
      '**Final Summary:** Done.',
    );
    assert.equal(fieldsOf(group(later)), '\n**Status:** todo\n');
    assert.equal(
      fieldsOf(group(later), {}, ['Final Summary', 'Completed']),
      '\n**Status:** todo\n**Completed:** YYYY-MM-DD\n**Final Summary:** TBD\n',
    );
  });

  it('are those that are given, but for the day where the others have none', () => {
    const given = { Created: inline('2026-03-05'), Dependencies: inline('x') };
    assert.equal(
      fieldsOf(group(task('**Status:** todo')), given),
      '\n**Status:** todo\n**Dependencies:** x\n',
    );
    const created = group(task('**Status:** todo', '**Created:** 2026-03-01'));
    assert.equal(
      fieldsOf(created, given),
      '\n**Status:** todo\n**Created:** 2026-03-05\n**Dependencies:** x\n',
    );
  });

  it('end with a line break in front of others where there is no task to learn from', () => {
    assert.equal(
      fieldsOf('', {}, [
        'Relevant Files',
        'Relevant Documentation',
        'Plan',
        'Notes & Summary',
        'Final Summary',
      ]),
      `
**Status:** todo${'  '}
**Description:** TBD${'  '}
**Acceptance Criteria:**${'  '}
- [ ] TBD
**Relevant Files:** TBD${'  '}
**Relevant Documentation:** \`docs/section/file.md\`${'  '}
**Plan:**${'  '}
1. Step 1
2. Step 2
3. Step 3
**Notes & Summary:** TBD${'  '}
**Final Summary:** TBD
`,
    );
  });
});

describe('the manner of a new task', () => {
  it('is that of the task with the most of its fields, the nearest of several', () => {
    const nearer = task(
      '**Status:** todo',
      '### Notes & Summary',
      '- a',
      '### Assignee',
      'me',
      '**Mood:** calm',
    );
    assert.equal(fieldsOf(group(headings, headings, nearer)), underHeadings);
    const apart = task('', '**Status:** todo', '', '**Description:** Tides.');
    assert.equal(fieldsOf(group(headings, apart, nearer)), '\n\n**Status:** todo\n\n**Description:** TBD\n');
  });

  it('of a field that it lacks is that of another task', () => {
    const effort = task('### Estimated Effort', '2 days');
    const fields = fieldsOf(group(effort, bold, bold), {}, ['Estimated Effort']);
    assert.equal(
      fields,
      '\n**Status:** todo\n**Description:** TBD\n\n### Estimated Effort\nX hours / Y days / Z weeks\n',
    );
  });

  it('keeps blank lines and line breaks between fields, and leaves out what else stands there', () => {
    const broken = task('', '**Status:** todo  ', '', '**Description:** Tides.  ', '');
    assert.equal(fieldsOf(group(broken)), '\n\n**Status:** todo  \n\n**Description:** TBD  \n\n');
    const indented = task('### Status', '  todo', '### Description', 'Tides.');
    assert.equal(fieldsOf(group(indented)), '\n### Status\n  todo\n### Description\nTBD\n');
    const spaced = task('**Status:** todo', '**Description:** Tides.').replace('Title\n', 'Title  \n');
    assert.equal(fieldsOf(group(spaced)), inBold);
    const three = ['**Status:** todo  ', '**Assignee:** me', '', '**Description:** Tides.'];
    assert.equal(fieldsOf(group(task(...three))), '\n**Status:** todo\n\n**Description:** TBD\n');
    const near = ['**Status:** todo', '', '**Assignee:** me  ', '**Description:** Tides.'];
    assert.equal(fieldsOf(group(task(...near))), inBold);
    const hard = ['**Status:** todo  ', '**Assignee:** me', '**Description:** Tides.'];
    assert.equal(fieldsOf(group(task(...hard))), '\n**Status:** todo  \n**Description:** TBD\n');
  });

  it('takes a very long gap for no habit', () => {
    const apart = (lines: number): string =>
      fieldsOf(group(task(`**Status:** todo${'\n'.repeat(lines - 1)}`, '**Description:** Tides.')));
    assert.equal(apart(200), `\n**Status:** todo${'\n'.repeat(200)}**Description:** TBD\n`);
    assert.equal(apart(201), inBold);
  });

  it('takes text around fields for no gap', () => {
    const [above, below] = [
      task('Some prose.', '', '**Status:** todo', '**Description:** Tides.'),
      task('**Description:** Tides.').replace('[type:dev] Title', '[type:dev] Title\n\n**Status:** todo\n'),
    ];
    assert.equal(fieldsOf(group(above)), inBold);
    assert.equal(fieldsOf(group(below)), '\n\n**Status:** todo\n\n**Description:** TBD\n');
  });

  it('has the line ending of most lines', () => {
    const mixed = group(headings).replaceAll('\n', '\r\n').replace('todo\r\n\r\n', 'todo\n\n');
    const hard = group(task('**Status:** todo  ', '**Assignee:** me', '**Description:** Tides.'));
    assert.equal(fieldsOf(hard.replaceAll('\n', '\r\n')), fieldsOf(hard).replaceAll('\n', '\r\n'));
    assert.equal(fieldsOf(mixed), underHeadings.replaceAll('\n', '\r\n'));
    assert.equal(fieldsOf(group(headings).replace('todo\n\n', 'todo\r\n\r\n')), underHeadings);
  });

  it('keeps the label, the blank line under it and the bullet in front of a value', () => {
    const apart = task('### Status  ', '', 'todo', '', '## Description:', '', '- Tides.');
    assert.equal(fieldsOf(group(apart)), '\n### Status\n\ntodo\n\n## Description:\n\n- TBD\n');
    const remark = task('### Status', 'todo - for now', '### Description', '- [ ] Tides.');
    assert.equal(fieldsOf(group(remark)), '\n### Status\ntodo\n### Description\nTBD\n');
    const onLine = task('**Status:** todo', '**Description:** - Tides.');
    assert.equal(fieldsOf(group(onLine)), inBold);
    const belowBold = task('**Status:** todo', '**Description:**  ', '- Tides.');
    assert.equal(fieldsOf(group(belowBold)), '\n**Status:** todo\n**Description:**  \n- TBD\n');
  });

  it('has a list below its label, with its own signs', () => {
    const bullets = task('**Status:** todo', '**Plan:**', '- Measure');
    assert.equal(fieldsOf(group(bullets), step), '\n**Status:** todo\n**Plan:**\n1. Print\n');
    const onLine = task('**Status:** todo', '**Plan:** 1. Measure');
    assert.equal(fieldsOf(group(onLine), step), '\n**Status:** todo\n**Plan:**  \n1. Print\n');
    assert.equal(fieldsOf(group(task('### Plan', '- Measure')), step).includes('### Plan\n1. Print\n'), true);
  });

  it('gives a label its colon, and keeps one in another case', () => {
    const bare = task('**Status**', 'todo', '**DESCRIPTION:** Tides.');
    assert.equal(fieldsOf(group(bare)), '\n**Status:**\ntodo\n**DESCRIPTION:** TBD\n');
  });

  it('has a field once, and none that is spelt wrong', () => {
    const twice = task('**Status:** todo', '**Status:** done', '**Descripton:** Tides.');
    assert.equal(fieldsOf(group(twice)), inBold);
  });
});
