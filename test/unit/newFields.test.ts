import assert from 'node:assert/strict';
import {
  defaultPolicy,
  type Document,
  type FieldName,
  isBetweenFields,
  missingFields,
  newField,
  parse,
  slice,
  type Task,
} from '#core';

const today = '2026-03-05';
const header = '### # [id:TASK-20260301-001][type:dev] Title';

function lastTaskOf(text: string): { document: Document; task: Task } {
  const document = parse(text, 'backlog');
  return { document, task: document.tasks.at(-1) ?? assert.fail('no task') };
}

describe('isBetweenFields', () => {
  /** The lines of a task on which a field can begin, and the offsets within its first field. */
  const isBetween = (text: string): ((at: number) => boolean) => {
    const { task } = lastTaskOf(text);
    return (at) => isBetweenFields(task, at);
  };

  it('is so behind the header, in front of a field and behind one, and not within one', () => {
    const text = `## task_begin\n${header}\n\n**Status:** todo\n**Plan:** 1. Measure\n## task_end\n`;
    const at = isBetween(text);
    const headerEnd = text.indexOf('Title') + 'Title'.length;
    assert.deepEqual([at(text.indexOf('Title')), at(headerEnd), at(headerEnd + 1)], [false, false, true]);
    const status = text.indexOf('**Status');
    const statusEnd = text.indexOf('todo') + 'todo'.length;
    assert.deepEqual(
      [at(status), at(status + 1), at(statusEnd - 1), at(statusEnd)],
      [true, false, false, true],
    );
    assert.deepEqual([at(text.indexOf('Measure')), at(text.indexOf('## task_end'))], [false, true]);
  });

  it('is nowhere so in a task without a header', () => {
    const text = '## task_begin\n\n## task_end\n';
    assert.equal(isBetween(text)(text.indexOf('\n') + 1), false);
  });
});

describe('missingFields', () => {
  it('are the required ones first, each part in the order of the template', () => {
    const { task } = lastTaskOf(
      `## task_begin\n${header}\n**Descripton:** Tides.\n**Status:** todo\n**Mood:** calm\n## task_end\n`,
    );
    assert.deepEqual(
      missingFields(task, { ...defaultPolicy, requiredFields: ['Plan', 'Created', 'Status'] }),
      [
        'Created',
        'Plan',
        'Completed',
        'Assignee',
        'Acceptance Criteria',
        'Definition of Done',
        'Relevant Files',
        'Relevant Documentation',
        'Dependencies',
        'Estimated Effort',
        'Notes & Summary',
        'Final Summary',
      ],
    );
  });
});

describe('newField', () => {
  const bold = `## task_begin\n${header}\n**Status:** todo  \n**Description:** Tides.\n## task_end\n`;
  const headings = `## task_begin\n${header}\n\n### Description\nTides.\n\n### Notes & Summary\n- begun\n## task_end\n`;
  /** The new field in a style, with «what is to be written in it» marked, and the style that it has. */
  const fieldIn = (
    text: string,
    name: FieldName,
    style?: 'bold' | 'heading',
  ): readonly [text: string, style: string] => {
    const { document, task } = lastTaskOf(text);
    const field = newField(document, task, name, style, { ...defaultPolicy, minimumPlanSteps: 2 }, today);
    let marked = field.text;
    for (const range of field.places.toReversed())
      marked = `${marked.slice(0, range.start)}«${slice(marked, range)}»${marked.slice(range.end)}`;
    return [marked, field.style];
  };

  for (const [name, inBold, asHeading] of [
    ['Created', '**Created:** «2026-03-05»', '### Created\n«2026-03-05»'],
    ['Completed', '**Completed:** «2026-03-05»', '### Completed\n«2026-03-05»'],
    ['Assignee', '**Assignee:** «TBD»', '### Assignee\n«TBD»'],
    ['Dependencies', '**Dependencies:** «None»', '### Dependencies\n«None»'],
    [
      'Estimated Effort',
      '**Estimated Effort:** «X hours / Y days / Z weeks»',
      '### Estimated Effort\n«X hours / Y days / Z weeks»',
    ],
  ] as const) {
    it(`of ${name} is as long as a line, or stands under its heading`, () => {
      assert.deepEqual(fieldIn(headings, name, 'bold'), [inBold, 'bold']);
      assert.deepEqual(fieldIn(bold, name, 'heading'), [asHeading, 'heading']);
      assert.deepEqual(fieldIn(headings, name, 'heading'), [asHeading, 'heading']);
    });
  }

  it('keeps the line break of the fields around it, and leaves out the blank lines', () => {
    assert.deepEqual(fieldIn(bold, 'Created'), ['**Created:** «2026-03-05»  ', 'bold']);
    assert.deepEqual(fieldIn(bold, 'Created', 'bold'), ['**Created:** «2026-03-05»  ', 'bold']);
    assert.deepEqual(fieldIn(bold, 'Assignee'), ['**Assignee:** «TBD»  ', 'bold']);
    const between = headings.replace('\n\n### Notes', '\n### Notes');
    assert.deepEqual(fieldIn(headings, 'Assignee'), ['**Assignee:** «TBD»', 'bold']);
    assert.deepEqual(fieldIn(headings, 'Estimated Effort'), [
      '### Estimated Effort\n«X hours / Y days / Z weeks»',
      'heading',
    ]);
    assert.deepEqual(
      fieldIn(between, 'Estimated Effort')[0],
      '### Estimated Effort\n«X hours / Y days / Z weeks»',
    );
  });

  it('of a list has its lines below the label', () => {
    assert.deepEqual(fieldIn(bold, 'Plan'), ['**Plan:**  \n1. «Step 1»\n2. «Step 2»', 'bold']);
    assert.deepEqual(fieldIn(headings, 'Plan', 'bold'), ['**Plan:**\n1. «Step 1»\n2. «Step 2»', 'bold']);
    assert.deepEqual(fieldIn(bold, 'Plan', 'heading'), ['### Plan\n1. «Step 1»\n2. «Step 2»', 'heading']);
    assert.deepEqual(fieldIn(headings, 'Acceptance Criteria', 'bold'), [
      '**Acceptance Criteria:**\n- [ ] «TBD»',
      'bold',
    ]);
  });

  it('has the line ending of the file', () => {
    for (const style of [undefined, 'bold', 'heading'] as const) {
      const [expected] = fieldIn(headings, 'Plan', style);
      assert.equal(
        fieldIn(headings.replaceAll('\n', '\r\n'), 'Plan', style)[0],
        expected.replaceAll('\n', '\r\n'),
      );
    }
  });
});
