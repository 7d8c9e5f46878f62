import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  applyEdits,
  check,
  chooseBatch,
  defaultPolicy,
  type Document,
  findField,
  type Group,
  parse,
  type Policy,
  policyOf,
  shortcomings,
  slice,
} from '#core';
import { newTask, type NewTaskFields, type NewTaskOptions } from '../../core/src/workflow/newTask.ts';
import { corpus, seeds } from '../realFiles.ts';
import { blocksOf, moveOptions, queueOf } from '../sampleQueue.ts';
import { file, group, task } from '../sampleTasks.ts';
import { anyQueue, anyText } from './arbitraries.ts';

const options: NewTaskOptions = { ...moveOptions, otherTexts: [] };

function attempt(
  backlog: Document,
  place = 0,
  fields: NewTaskFields = { title: 'Print the tide tables' },
  rest: Partial<NewTaskOptions> = {},
  policy: Policy = policyOf(backlog),
): string | { readonly refused: string } {
  const [first] = backlog.groups;
  const edits = newTask(backlog, backlog.groups[place] ?? first ?? assert.fail('no group'), fields, policy, {
    ...options,
    ...rest,
  });
  if ('refused' in edits) return edits;
  return 'create' in edits.backlog ? edits.backlog.create : applyEdits(backlog.text, edits.backlog);
}

/** The block of the task that was added to a text. */
function blockAdded(
  text: string,
  ...rest: Parameters<typeof attempt> extends [Document, ...infer R] ? R : never
) {
  const after = attempt(parse(text, 'backlog'), ...rest);
  assert.ok(typeof after === 'string', JSON.stringify(after));
  const before = blocksOf(text, 'backlog');
  return blocksOf(after, 'backlog').find((block) => !before.includes(block));
}

const id = 'TASK-20260301-001';

describe('a new task', () => {
  it('leaves a remark beside the end of the last task', () => {
    const remark = '## task_end <!-- by night -->\n';
    for (const text of [
      file(group('dev', 'high', task({ id }))).replace('## task_end\n', remark),
      `${
        file(group('dev', 'high', task({ id })))
          .replace('## task_end\n', remark)
          .split('## group_end')[0] ?? ''
      }## group_end <!-- dev -->\n`,
    ]) {
      const after = attempt(parse(text, 'backlog'));
      assert.ok(typeof after === 'string', JSON.stringify(after));
      assert.ok(after.startsWith(text.slice(0, text.indexOf(remark) + remark.length)), after);
    }
  });

  it('has no title with letters that nobody sees, but for joiners within words', () => {
    const backlog = parse(file(group('dev', 'high', task({ id }))), 'backlog');
    for (const title of [
      '\u200b',
      'Print\u200b it',
      '\u202ePrint',
      'Print \u200d it',
      '\u200dPrint',
      'Print\u200c',
    ])
      assert.deepEqual(attempt(backlog, 0, { title }), {
        refused: 'The title must be one line without control or invisible characters.',
      });
    for (const title of [
      'می\u200cخواهم',
      'क\u094d\u200dष',
      'Ask \u{1f469}\u200d\u{1f4bb}',
      '\u{1f469}\u{1f3fd}\u200d\u{1f4bb}',
    ])
      assert.equal(typeof attempt(backlog, 0, { title }), 'string', title);
  });

  it('comes to the end of its group, with the fields of the others and template text in them', () => {
    const text = file(group('dev', 'high', task({ id: 'TASK-20260201-004' })), group('docs', 'low'));
    const after = attempt(parse(text, 'backlog'));
    assert.equal(
      after,
      text.replace(
        '## task_end\n',
        `## task_end

---

## task_begin
### # [id:${id}][type:dev][priority:high][component:server] Print the tide tables
**Status:** todo
**Relevant Documentation:** \`docs/section/file.md\`
**Plan:**
1. Step 1
2. Step 2
3. Step 3
**Estimated Effort:** X hours / Y days / Z weeks
## task_end
`,
      ),
    );
  });

  it('has the line breaks, the blank lines and the headings of the others', () => {
    const other = `## task_begin
### # [id:TASK-20260201-004][type:dev][priority:high][component:server] Cache

**Status:** todo  
**Created:** 2026-02-01  
**Assignee:** @agent

### Description
> Tides.

### Relevant Documentation
- \`docs/tides.md\`

### Plan
1. Measure

### Estimated Effort
2 days

### Notes & Summary
- [log] begun
## task_end`;
    assert.equal(
      blockAdded(file(group('dev', 'high', other)), 0, {
        title: 'New',
        component: 'web',
        description: 'All of it.',
      }),
      `## task_begin
### # [id:${id}][type:dev][priority:high][component:web] New

**Status:** todo  
**Created:** 2026-03-01

### Description
All of it.

### Relevant Documentation
- \`docs/section/file.md\`

### Plan
1. Step 1
2. Step 2
3. Step 3

### Estimated Effort
X hours / Y days / Z weeks
## task_end`,
    );
  });

  it('has the usual fields where there is no task to learn from', () => {
    assert.equal(
      blockAdded(file(group('dev', 'high'))),
      `## task_begin
### # [id:${id}][type:dev][priority:high][component:general] Print the tide tables
**Status:** todo  
**Description:** TBD  
**Acceptance Criteria:**  
- [ ] TBD
**Relevant Documentation:** \`docs/section/file.md\`  
**Plan:**  
1. Step 1
2. Step 2
3. Step 3
**Estimated Effort:** X hours / Y days / Z weeks
## task_end`,
    );
  });

  it('is complete where all that is required is given, with lists on lines of their own', () => {
    const text = file(group('dev', 'high', task({ id: 'TASK-20260201-004' })));
    const block = blockAdded(text, 0, {
      title: 'Print the tide tables',
      description: 'On paper.',
      plan: ['Choose a font', 'Print'],
      effort: '3 hours',
      documentation: ['docs/tides.md', 'docs/paper.md'],
      acceptanceCriteria: ['It fits one page'],
      dependencies: ['TASK-20260201-004'],
    });
    assert.equal(
      block,
      `## task_begin
### # [id:${id}][type:dev][priority:high][component:server] Print the tide tables
**Status:** todo
**Description:** On paper.
**Acceptance Criteria:**
- [ ] It fits one page
**Relevant Documentation:** \`docs/tides.md\`, \`docs/paper.md\`
**Dependencies:** TASK-20260201-004
**Plan:**
1. Choose a font
2. Print
**Estimated Effort:** 3 hours
## task_end`,
    );
  });

  it('has no white space around its values, and none that are blank', () => {
    const text = file(group('dev', 'high', task({ id: 'TASK-20260201-004' })));
    const padded: NewTaskFields = {
      title: ' Print the tide tables\n',
      component: '\tweb ',
      description: ' On paper.\n',
      plan: ['', ' Choose a font ', ' ', 'Print\n'],
      effort: ' 3 hours ',
      documentation: [' docs/tides.md ', ''],
      acceptanceCriteria: [' ', ' It fits one page'],
      dependencies: ['TASK-20260201-004 ', ' TASK-20260201-005', ''],
    };
    assert.equal(
      blockAdded(text, 0, padded),
      blockAdded(text, 0, {
        title: 'Print the tide tables',
        component: 'web',
        description: 'On paper.',
        plan: ['Choose a font', 'Print'],
        effort: '3 hours',
        documentation: ['docs/tides.md'],
        acceptanceCriteria: ['It fits one page'],
        dependencies: ['TASK-20260201-004', 'TASK-20260201-005'],
      }),
    );
    assert.match(
      blockAdded(text, 0, padded) ?? '',
      /^\*\*Dependencies:\*\* TASK-20260201-004, TASK-20260201-005$/m,
    );
  });

  it('has its documents in a list where the others have them so', () => {
    const other = task({ id: 'TASK-20260201-004' }).replace(' `docs/', '\n- `docs/');
    assert.match(
      blockAdded(file(group('dev', 'high', other)), 0, { title: 'New', documentation: ['docs/paper.md'] }) ??
        '',
      /^\*\*Relevant Documentation:\*\*\n- `docs\/paper\.md`$/m,
    );
  });

  it('is refused with a value that would break its field, whichever it is', () => {
    const backlog = parse(file(group('dev', 'high', task({ id: 'TASK-20260201-004' }))), 'backlog');
    const refusal = (fields: Omit<NewTaskFields, 'title'>): string => {
      const after = attempt(backlog, 0, { title: 'New', ...fields });
      return typeof after === 'string' ? assert.fail(after) : after.refused;
    };
    assert.equal(
      refusal({ plan: ['a', 'b\n## task_end'] }),
      'The step of the plan must be one line without control or invisible characters.',
    );
    assert.equal(refusal({ dependencies: ['-->'] }), 'The id of a dependency must not contain a comment.');
    for (const documentation of [['a`b'], ['docs/a.md', 'a`b']])
      assert.equal(refusal({ documentation }), 'The path of a document must not contain a backtick.');
    assert.match(refusal({ effort: '2 days ## task_end' }), /would be read as something else/);
    assert.match(refusal({ acceptanceCriteria: ['## task_begin'] }), /would be read as something else/);
  });

  it('has a level where the others of its group have one', () => {
    const other = task({ id: 'TASK-20260201-004' }).replace('[component', '[p_level:P1][component');
    assert.match(
      blockAdded(file(group('dev', 'high', other))) ?? '',
      /\[priority:high\]\[p_level:P1\]\[component:server\]/,
    );
  });

  it('has every field that the instructions require, and as many steps', () => {
    const policy: Policy = {
      ...defaultPolicy,
      requiredFields: ['Relevant Files', 'Plan', 'Final Summary'],
      minimumPlanSteps: 4,
    };
    const text = file(group('dev', 'high', task({ id: 'TASK-20260201-004' })));
    const block = blockAdded(text, 0, { title: 'New' }, {}, policy) ?? '';
    assert.match(block, /\*\*Relevant Files:\*\* TBD/);
    assert.match(block, /\*\*Final Summary:\*\* TBD/);
    assert.match(block, /4\. Step 4/);
  });

  it('gets an id that no queue of the workspace has used', () => {
    const text = file(group('dev', 'high', task({ id: 'TASK-20260301-002' })));
    const index = parse('# Index\n\nTASK-20260301-008 was dropped.\n', 'index');
    assert.match(blockAdded(text) ?? '', /id:TASK-20260301-003\]/);
    assert.match(
      blockAdded(text, 0, undefined, { otherTexts: ['TASK-20260301-007'] }) ?? '',
      /id:TASK-20260301-008\]/,
    );
    assert.match(
      blockAdded(text, 0, undefined, { otherTexts: ['TASK-20260301-007'], index }) ?? '',
      /id:TASK-20260301-009\]/,
    );
  });

  it('gets an id of the form that the queue has', () => {
    const text = file(
      group('dev', 'high', ...['FEAT-7', 'FEAT-8', 'FEAT-9'].map((one) => task({ id: one }))),
    );
    assert.match(blockAdded(text, 0, undefined, { otherTexts: ['FEAT-11 elsewhere'] }) ?? '', /id:FEAT-12\]/);
  });

  it('has no entry in an index that does not take one', () => {
    const entry = '## index_entry_begin\n[id:TASK-20260201-001]\nlocation: ARCHIVE.md\n## index_entry_end\n';
    const backlog = parse(file(group('dev', 'high')), 'backlog');
    const [place = assert.fail()] = backlog.groups;
    for (const text of [undefined, '# Ours\n', `${entry}<<<<<<< ours\n`]) {
      const index = text === undefined ? undefined : parse(text, 'index');
      const edits = newTask(backlog, place, { title: 'New' }, defaultPolicy, { ...options, index });
      assert.ok(!('refused' in edits));
      assert.deepEqual(edits.index, []);
    }
  });

  it('has an entry in the index', () => {
    const queue = queueOf({
      backlog: file(group('dev', 'high')),
      index:
        '# Index\n\n## index_entry_begin\n[id:TASK-20260201-001]\nstatus: done\nlocation: ARCHIVE.md\ntitle: Old\n## index_entry_end\n',
    });
    const [place] = queue.backlog.groups;
    assert.ok(place && queue.index);
    const edits = newTask(queue.backlog, place, { title: 'New' }, defaultPolicy, {
      ...options,
      index: queue.index,
    });
    assert.ok(!('refused' in edits) && !('create' in edits.index));
    assert.equal(edits.id, id);
    assert.equal(
      applyEdits(queue.index.text, edits.index),
      `${queue.index.text}\n## index_entry_begin\n[id:${id}]\nstatus: todo\nlocation: BACKLOG.md\ntitle: New\n## index_entry_end\n`,
    );
  });
});

describe('a new task is refused', () => {
  const good = file(group('dev', 'high', task({ id: 'TASK-20260201-004' })));
  const refusalOf = (text: string, fields?: NewTaskFields): string => {
    const result = attempt(parse(text, 'backlog'), 0, fields);
    return typeof result === 'string' ? 'not refused' : result.refused;
  };

  it('in a group that is broken', () => {
    assert.equal(refusalOf(good.replace('## group_end\n', '')), 'The group has no group_end.');
    assert.equal(
      refusalOf(good.replace('## group_begin', '## Group-begin')),
      'The group_begin marker is malformed.',
    );
    assert.equal(refusalOf(good.replace('[type:dev]', '')), 'The group has no type.');
    assert.equal(refusalOf(good.replace('[priority:high]', '')), 'The group has no priority.');
    assert.equal(
      refusalOf(good.replace('## task_end\n', '')),
      'The last task of the group is not enclosed in task_begin and task_end: TASK-20260201-004.',
    );
    assert.equal(
      refusalOf(good.replace('## task_end\n', '').replace('[id:TASK-20260201-004]', '')),
      'The last task of the group is not enclosed in task_begin and task_end: one without an id.',
    );
    assert.equal(refusalOf(`${good}<<<<<<< ours\n`), 'The backlog has a merge conflict. Resolve it first.');
  });

  it('in a group of another file, and in a file that has none', () => {
    const [other] = parse(good, 'backlog').groups;
    assert.ok(other);
    const refusal = (text: string): unknown =>
      newTask(parse(text, 'backlog'), other, { title: 'New' }, defaultPolicy, options);
    assert.deepEqual(refusal(good), { refused: 'The backlog does not have this group.' });
    for (const text of ['', '\n']) assert.deepEqual(refusal(text), { refused: 'The backlog has no groups.' });
    assert.deepEqual(refusal('# Groceries\n'), { refused: 'The backlog is not a task file of this kind.' });
  });

  it('when a value would be read as something else', () => {
    const misread =
      'The title, component or another value would be read as something else, such as a tag, a field or a marker.';
    const cases: [Partial<NewTaskFields>, string][] = [
      [{ title: ' ' }, 'A new task needs a title.'],
      [{ title: 'Two\nlines' }, 'The title must be one line without control or invisible characters.'],
      [{ title: 'Two\u2028lines' }, 'The title must be one line without control or invisible characters.'],
      [{ component: '' }, 'The component is empty.'],
      [{ component: ' ' }, 'The component is empty.'],
      [{ component: 'a]b' }, 'The component must not contain brackets.'],
      [{ component: 'a[b' }, 'The component must not contain brackets.'],
      [{ component: 'a\r\nb' }, 'The component must be one line without control or invisible characters.'],
      [{ title: 'Hide <!-- this' }, 'The title must not contain a comment.'],
      [{ description: 'Show --> that' }, 'The description must not contain a comment.'],
      [{ title: '[priority:low] Tides' }, misread],
      [{ title: 'Tides ## task_end' }, misread],
      [{ description: 'Tides ## group_end' }, misread],
    ];
    for (const [fields, reason] of cases) assert.equal(refusalOf(good, { title: 'New', ...fields }), reason);
  });

  it('when a description on its own line would be a field or a fence', () => {
    const other = task({ id: 'TASK-20260201-004' }).replace(
      '**Plan',
      '### Description\nTides.\n\n### Plan\n1. x\n\n**Plan',
    );
    for (const description of ['```', '**Status:** done', '## task_end', '### Plan'])
      assert.match(
        refusalOf(file(group('dev', 'high', other)), { title: 'New', description }),
        /read as something else/,
      );
  });

  it('when an effort in the last line would be a fence', () => {
    const other = task({ id: 'TASK-20260201-004' }).replace(
      '**Estimated Effort:** ',
      '### Estimated Effort\n',
    );
    assert.match(
      refusalOf(file(group('dev', 'high', other)), { title: 'New', effort: '```' }),
      /read as something else/,
    );
  });

  it('where it would be hidden', () => {
    const hiding = file(group('dev', 'high', '<!-- open'), '-->');
    assert.equal(refusalOf(hiding), 'A task at the end of this group would not be read as one.');
  });

  it('where it would let what stands beside it hide the next group', () => {
    const begin = '## group_begin [type:dev][priority:high]';
    assert.equal(
      refusalOf(`${begin}\n## task_begin## task_end~~~## group_end${begin}\n`),
      'A task at the end of this group would not be read as one.',
    );
  });
});

describe('properties of new tasks', () => {
  /** What holds of a task that is added to any group of any backlog. */
  const holds = (text: string, place: number, title: string): void => {
    const backlog = parse(text, 'backlog');
    const target = backlog.groups[place];
    const policy = policyOf(backlog);
    const after = attempt(backlog, place, { title });
    if (typeof after !== 'string') return assert.fail(after.refused);
    assert.ok(target);
    const result = parse(after, 'backlog');
    const before = blocksOf(text, 'backlog');
    const added = result.groups[place]?.tasks.at(-1);
    assert.ok(added);
    const blocks = blocksOf(after, 'backlog');
    assert.deepEqual(
      blocks.filter((_, at) => result.tasks[at] !== added),
      before,
    );
    assert.equal(added.header?.title, title.trim());
    assert.equal(
      findField(added, 'Status') && slice(after, findField(added, 'Status')?.value ?? added.range),
      'todo',
    );
    assert.notDeepEqual(shortcomings(after, added, policy), []);
    const own = check(result, { today: options.today }).filter(
      ({ range }) => range.start >= added.range.start && range.end <= added.range.end,
    );
    assert.deepEqual(
      own
        .filter(
          ({ code }) =>
            ![
              'placeholder-text',
              'unreadable-effort',
              'documentation-outside-docs',
              'group-mismatch',
            ].includes(code),
        )
        .map(({ message }) => message),
      [],
    );
    const batch = chooseBatch(
      { backlog: result, todo: undefined, archive: undefined, index: undefined },
      result.groups[place] ?? target,
      policy,
    );
    if (!('refused' in batch)) assert.ok(!batch.moved.includes(added));
  };

  const anyTitle = fc.constantFrom(
    'Print the tide tables',
    'Draw – “tides” 🌊',
    'C# & F#',
    '`/tides` (v2) [RFC: caching]',
    '  **Bold:** ',
  );

  it('it is read as meant, incomplete, and nothing else changes', () => {
    fc.assert(
      fc.property(anyQueue, fc.nat({ max: 1 }), anyTitle, ({ backlog }, place, title) => {
        holds(backlog, place, title);
      }),
    );
    fc.assert(
      fc.property(anyText, fc.nat({ max: 3 }), (text, place) => {
        const backlog = parse(text, 'backlog');
        if (!backlog.groups[place]) return;
        const after = attempt(backlog, place);
        if (typeof after === 'string')
          assert.equal(blocksOf(after, 'backlog').length, backlog.tasks.length + 1);
      }),
    );
  });

  for (const { name, text } of [
    ...seeds(),
    ...corpus()
      .filter(({ path }) => path.endsWith('BACKLOG.md'))
      .map(({ path, text }) => ({ name: path, text })),
  ]) {
    it(`holds in groups of ${name}, with tasks and without`, () => {
      const { groups } = parse(text, 'backlog');
      const isEmpty = ({ tasks }: Group): boolean => tasks.length === 0;
      const places = new Set([groups.findIndex((one) => !isEmpty(one)), groups.findIndex(isEmpty)]);
      assert.ok(groups.length > 0);
      for (const place of places) if (place !== -1) holds(text, place, 'Print the tide tables');
    });
  }
});
