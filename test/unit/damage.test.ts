import assert from 'node:assert/strict';
import { applyEdits, archive, check, fixAll, parse, slice, statusOf } from '#core';
import { applied, moveOptions, queueOf } from '../sampleQueue.ts';
import { file, task } from '../sampleTasks.ts';
import { holdsForAnyText } from './invariants.ts';

/** What damaged texts have shown to be wrong, once for all. */
describe('a text that is damaged', () => {
  for (const [what, text] of Object.entries({
    'hashes in front of a marker':
      '## task_begin\n### ## group_begin [type:dev][priority:high]\n# [id:A-1]\n',
    'a header of nothing but its sign': '## task_begin\n### # ## group_begin [type:dev][priority:high]\n',
    'a heading with spaces at its end': '## group_begin [type:dev][priority:high]\n## Development  \n',
    'an empty heading': '## group_begin [type:dev][priority:high]\n## \n\n---\n',
    'a header without a title and a space at its end':
      '## task_begin\n### # [id:A-1][type:dev] \n## group_end\n',
    'carriage returns behind a header': '## task_begin\n### # [id:A-1][type:dev] Draw\r\r',
    'tags without a header’s sign': '[id:A-1][type:dev][priority:.## group_begin [type:dev][priority:high]\n',
    'a label in front of a marker':
      '## task_begin\n### # [id:A-1]\n### Re## group_begin [type:dev]\nlevant\n',
  })) {
    it(`is read within its bounds: ${what}`, () => {
      for (const holds of Object.values(holdsForAnyText)) holds(text, 'backlog');
    });
  }

  it('has the ids of its entries on one line', () => {
    const text = '## index_entry_begin\n[id:TASK\nstatus: todo]\n## index_entry_end\n';
    assert.equal(parse(text, 'index').indexEntries[0]?.id?.value, 'TASK');
  });

  it('gets no space more each time that it is fixed', () => {
    const text = '## task_begin\n### # [id:A-1][type:dev][priority:   \rcomponent:data] Draw\n## task_end\n';
    const options = { today: moveOptions.today };
    const fixed = applyEdits(text, fixAll(parse(text, 'backlog'), options));
    assert.equal(applyEdits(fixed, fixAll(parse(fixed, 'backlog'), options)), fixed);
  });

  it('has a tag that nothing closes end where its line is cut off by a marker', () => {
    const text = '### # [id:A-1][priority:h## task_end [x]\n';
    const headers = parse(text, 'backlog').tasks.map(({ header }) =>
      header?.tags.map((tag) => [slice(text, tag.range), tag.value]),
    );
    assert.deepEqual(headers, [
      [
        ['[id:A-1]', 'A-1'],
        ['[priority:h', 'h'],
      ],
    ]);
  });

  it('is archived where a carriage return joins two lines of its entry', () => {
    const id = 'TASK-20260301-001';
    const queue = queueOf({
      backlog: '# Later\n',
      todo: file('# Active', task({ id, status: 'done' })),
      archive: file('# Archive', '<!-- SYSTEM INSTRUCTIONS: append the task block. -->'),
      index: `## index_entry_begin\n[id:${id}]\nstatus: done  \rlocation: TODO.md\n## index_entry_end\n`,
    });
    const after = applied(queue, archive(queue, queue.todo?.tasks ?? [], moveOptions));
    assert.ok(after.archive?.includes(id));
    assert.ok(!after.todo?.includes(id));
  });

  it('is archived where a carriage return stands behind a separator', () => {
    const ids = ['TASK-20260301-001', 'TASK-20260301-002'];
    const done = ids.map((id) => task({ id, status: 'done' }).replaceAll('\n', '\r\n'));
    const queue = queueOf({
      backlog: '# Later\n',
      todo: `# Active\r\n\r\n${done.join('\r\n\r\n---\r\r\n')}\r\n`,
      archive: file('# Archive', '<!-- SYSTEM INSTRUCTIONS: append the task block. -->'),
    });
    const after = applied(queue, archive(queue, queue.todo?.tasks ?? [], moveOptions));
    for (const id of ids) assert.ok(after.archive?.includes(id) && !after.todo?.includes(id));
  });

  it('has no status of which letters go on behind it', () => {
    const text = task({ id: 'TASK-20260301-001', status: 'doneⰀ' });
    const [one] = parse(text, 'todo').tasks;
    assert.equal(one && statusOf(text, one), undefined);
    assert.ok(
      check(parse(text, 'todo'), { today: moveOptions.today }).some(({ code }) => code === 'invalid-status'),
    );
  });

  for (const fence of ['```', '~~~~', '<!--']) {
    it(`has no task hidden by ${fence} behind a marker`, () => {
      const ids = ['A-1', 'A-2', 'A-3'];
      const [one = '', ...others] = ids.map(
        (id) => `## task_begin\n### # [id:${id}][type:dev]\n**Plan:** x\n`,
      );
      const text = `${one}## task_end${fence}\n${others.join('```js\ncode\n```\n## task_end\n')}## task_end\n`;
      const { tasks } = parse(text, 'backlog');
      assert.deepEqual(
        tasks.map(({ header }) => header?.tags[0]?.value),
        ids,
      );
    });
  }

  it('has markers put on lines of their own, but for what would hide or show text there', () => {
    const fixed = (line: string): string => {
      const document = parse(`## task_begin\n### # [id:A-1]\n${line}\n`, 'backlog');
      return applyEdits(document.text, fixAll(document, { today: moveOptions.today }));
    };
    assert.match(fixed('## task_end <!-- done -->'), /^## task_end\n<!-- done -->$/m);
    for (const line of ['## task_end```', '## task_end <!-- open', '## task_end -->'])
      assert.ok(fixed(line).includes(line), line);
  });

  it('keeps the tags behind one that is empty and open', () => {
    const [task] = parse('### # [id:A-1][priority: [owner:me][component:a] Draw\n', 'backlog').tasks;
    assert.deepEqual(
      task?.header?.tags.map(({ key, value }) => `${key}:${value}`),
      ['id:A-1', 'priority:', 'owner:me', 'component:a'],
    );
    const text = '## task_begin\n### # [id:A-1] [type ## task_end]\n';
    assert.deepEqual(
      parse(text, 'backlog').tasks[0]?.header?.tags.map(({ key }) => key),
      ['id'],
    );
  });
});
