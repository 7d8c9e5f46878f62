import assert from 'node:assert/strict';
import {
  check,
  findField,
  parse,
  type PolicyOverrides,
  policyOf,
  rules,
  shortcomings,
  type Task,
} from '#core';

const complete = {
  Status: 'todo',
  'Relevant Documentation': '`docs/tides.md`',
  Plan: '\n1. Measure the slow pages\n2. Cache the tables\n3. Measure again',
  'Estimated Effort': '2 days',
};

/** What a task's fields are, where they differ from a complete task's; null: the field is absent. */
type Fields = Readonly<Record<string, string | null>>;

/** A task's fields, and for each field that does not count, why. */
const table: readonly (readonly [
  what: string,
  Fields,
  Readonly<Record<string, string>>,
  PolicyOverrides?,
])[] = [
  ['all there', {}, {}],
  ['no Plan', { Plan: null }, { Plan: 'missing' }],
  ['an empty Plan', { Plan: '' }, { Plan: 'missing' }],
  ['a Plan of a comment', { Plan: '<!-- 1. a\n2. b\n3. c -->' }, { Plan: 'missing' }],
  ['a Plan of steps without text', { Plan: '\n1.\n2.\n3.' }, { Plan: 'missing' }],
  ['a short Plan', { Plan: '\n1. a\n2. b' }, { Plan: 'short plan' }],
  ['a Plan of bullets', { Plan: '\n- a\n- b\n- c' }, { Plan: 'short plan' }],
  ['nested steps', { Plan: '\n1. a\n   1. b\n   2. c\n2. d' }, { Plan: 'short plan' }],
  ['a short Plan that is enough', { Plan: '\n1. a\n2. b' }, {}, { minimumPlanSteps: 2 }],
  ['a template Plan', { Plan: '\n1. Step 1\n2. Step 2' }, { Plan: 'placeholder' }],
  ['no Effort', { 'Estimated Effort': null }, { 'Estimated Effort': 'missing' }],
  ['an Effort of a dash', { 'Estimated Effort': '-' }, { 'Estimated Effort': 'missing' }],
  ['an Effort without time', { 'Estimated Effort': 'small' }, { 'Estimated Effort': 'no amount of time' }],
  [
    'a template Effort',
    { 'Estimated Effort': 'X hours / Y days / Z weeks' },
    { 'Estimated Effort': 'placeholder' },
  ],
  ['no Documentation', { 'Relevant Documentation': null }, { 'Relevant Documentation': 'missing' }],
  [
    'Documentation elsewhere',
    { 'Relevant Documentation': '`README.md`' },
    { 'Relevant Documentation': 'no document' },
  ],
  ['a folder as Documentation', { 'Relevant Documentation': '`docs/`' }, {}],
  ['a Plan under a name a slip away', { Plan: null, Paln: '\n1. a\n2. b' }, { Plan: 'short plan' }],
  ['a Plan and another field a slip away', { Plans: 'one for each port' }, {}],
  ['an empty Plan and a second one', { Plan: '', '### Plan': '1. a\n2. b\n3. c' }, {}],
  [
    'nothing at all',
    { Status: null, Plan: null, 'Estimated Effort': null, 'Relevant Documentation': null },
    { Plan: 'missing', 'Estimated Effort': 'missing', 'Relevant Documentation': 'missing' },
  ],
  ['nothing that is required', { Plan: null, 'Estimated Effort': 'small' }, {}, { requiredFields: [] }],
  [
    'other required fields',
    { Plan: null, Assignee: 'TBD', Created: 'YYYY-MM-DD' },
    { Assignee: 'placeholder', Created: 'placeholder', Description: 'missing' },
    { requiredFields: ['Assignee', 'Created', 'Description', 'Estimated Effort'] },
  ],
  ['a required Status, absent', { Status: null }, {}, { requiredFields: ['Status', 'Plan'] }],
  ['a required Status, a template', { Status: 'TBD' }, {}, { requiredFields: ['Status', 'Plan'] }],
];

const blocking = new Set(rules.filter((rule) => rule.makesIncomplete).map((rule) => rule.code));

describe('shortcomings', () => {
  for (const [what, fields, expected, overrides = {}] of table) {
    it(`of a task with ${what}: the reasons, and a rule that speaks about each`, () => {
      const text = textOf(fields);
      const document = parse(text, 'backlog');
      const policy = policyOf(document, overrides);
      const [task = assert.fail('no task')] = document.tasks;
      const lacks = shortcomings(text, task, policy);
      assert.deepEqual(Object.fromEntries(lacks.map(({ field, lack }) => [field, lack])), expected);
      const problems = check(document, { today: '2026-03-01', policy: overrides });
      const spokenOf = problems
        .filter(({ code }) => blocking.has(code))
        .map(({ range, message }) =>
          policy.requiredFields.find((name) => concerns(task, name, range.start, message)),
        );
      assert.deepEqual([...new Set(spokenOf)].sort(), Object.keys(expected).sort());
    });
  }
});

function textOf(fields: Fields): string {
  const all: Fields = { ...complete, ...fields };
  const lines = Object.entries(all).flatMap(([name, value]) => {
    if (value === null) return [];
    return [name.startsWith('#') ? `${name}\n${value}` : `**${name}:** ${value}`];
  });
  const header =
    '### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables';
  return [
    '## group_begin [type:dev][priority:high]',
    '## task_begin',
    header,
    ...lines,
    '## task_end',
    '## group_end',
    '',
  ].join('\n');
}

/** Whether a problem is about a field: it stands in the field, or says that the task has no such field. */
function concerns(task: Task, name: Parameters<typeof findField>[1], at: number, message: string): boolean {
  const field = findField(task, name);
  return field
    ? field.range.start <= at && at <= field.range.end
    : message.endsWith(` has no ${name}. Add it.`);
}
