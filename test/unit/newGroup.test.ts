import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, newGroupBlock, newQueue, newTaskInNewGroup, parse, policyOf } from '#core';
import { blocksOf, moveOptions } from '../sampleQueue.ts';
import { file, group, task } from '../sampleTasks.ts';
import { anyQueue, anyText } from './arbitraries.ts';

const tags = { type: 'feature', priority: 'low' };

function attempt(
  text: string,
  { type, priority } = tags,
  title = 'Print the tables',
): string | { refused: string } {
  const backlog = parse(text, 'backlog');
  const options = { ...moveOptions, otherTexts: [] };
  const changes = newTaskInNewGroup(backlog, { type, priority }, { title }, policyOf(backlog), options);
  if ('refused' in changes) return changes;
  assert.ok(!('create' in changes.backlog));
  assert.equal(changes.backlog.length, 1, 'one insertion');
  return applyEdits(text, changes.backlog);
}

it('a new group has places for its type, its priority and its first task', () => {
  const { text, places } = newGroupBlock(parse('', 'backlog'), 0);
  assert.equal(text, '## group_begin [type:dev][priority:high]\n\n## group_end');
  assert.deepEqual(
    places.map(({ start, end }) => `${text.slice(0, start)}«${text.slice(start, end)}»`),
    [
      '## group_begin [type:«dev»',
      '## group_begin [type:dev][priority:«high»',
      '## group_begin [type:dev][priority:high]\n«»',
    ],
  );
});

describe('a new task in a new group', () => {
  const before = file('# Backlog', group('dev', 'high', task({ id: 'TASK-20260201-004' })));

  it('comes behind the last group, written like the tasks of the others', () => {
    assert.equal(
      attempt(`${before}\nThe end.\n`),
      `${before}
## group_begin [type:feature][priority:low]

## task_begin
### # [id:TASK-20260301-001][type:feature][priority:low][component:server] Print the tables
**Status:** todo
**Relevant Documentation:** \`docs/section/file.md\`
**Plan:**
1. Step 1
2. Step 2
3. Step 3
**Estimated Effort:** X hours / Y days / Z weeks
## task_end

## group_end

The end.
`,
    );
  });

  it('leaves a remark beside the end of the last group', () => {
    const text = `${before.trimEnd()} <!-- the last one -->\n`;
    const after = attempt(text);
    assert.ok(typeof after === 'string', JSON.stringify(after));
    assert.ok(after.startsWith(`${text}\n## group_begin`), after);
  });

  it('is the first of a backlog without groups, or without any text', () => {
    const { backlog } = newQueue();
    const head = backlog.slice(0, backlog.indexOf('\n\n## group_begin'));
    for (const [text, above, below] of [
      ['', '', '\n'],
      ['\n', '', '\n'],
      ['\ufeff', '\ufeff', '\n'],
      ['\ufeff\n', '\ufeff', '\n'],
      [head, `${head}\n\n`, '\n'],
      [`${head}\n`, `${head}\n\n`, '\n'],
      [`${head}  \n`, `${head}\n\n`, '\n  \n'],
      [`\n${head}`, `\n${head}\n\n`, '\n'],
      [head.replaceAll('\n', '\r\n'), `${head}\n\n`.replaceAll('\n', '\r\n'), '\r\n'],
    ] as const) {
      const after = attempt(text);
      assert.ok(typeof after === 'string', JSON.stringify(after));
      assert.ok(
        after.startsWith(`${above}## group_begin [type:feature][priority:low]`),
        JSON.stringify(after),
      );
      assert.ok(after.endsWith(`## group_end${below}`), JSON.stringify(after));
      const { groups, tasks } = parse(after, 'backlog');
      assert.deepEqual([groups.length, tasks.length, groups[0]?.tasks.length], [1, 1, 1]);
    }
  });

  it('says why there can be none', () => {
    const hiding = before.replace(
      '## group_end\n',
      '## group_end## task_begin\n### # [id:TASK-20260201-005] Swim\n',
    );
    const refusals: [string, Partial<typeof tags>, RegExp][] = [
      [before, { priority: 'soon' }, /^A priority is one of critical, high, medium, low\.$/],
      [before, { type: ' ' }, /needs a type/],
      [before, { type: '-x' }, /^The type of a group is one word of letters, digits and hyphens\.$/],
      [before, { type: 'a][b' }, /one word/],
      [before, { type: '-->' }, /one word/],
      ['# Shopping\n\n- milk\n', {}, /not a task file/],
      [`${before}<<<<<<< ours\n`, {}, /^The backlog has a merge conflict\. Resolve it first\.$/],
      [`${before.replace('## group_end\n', '')}<<<<<<< ours\n`, {}, /^The backlog has a merge conflict/],
      [hiding, {}, /^A group at the end of the backlog would not be read as one\.$/],
      [before.replace('## group_end\n', ''), {}, /no group_end/],
    ];
    for (const [text, values, reason] of refusals) {
      const answer = attempt(text, { ...tags, ...values });
      assert.ok(typeof answer === 'object' && reason.test(answer.refused), JSON.stringify(answer));
    }
  });

  it('is none without a title', () => {
    assert.deepEqual(attempt(before, tags, ' '), { refused: 'A new task needs a title.' });
  });

  it('can have a type that begins with a digit, or in any script', () => {
    for (const type of ['2fa', 'größe', 'a_b-c']) {
      const after = attempt(before, { type, priority: 'low' });
      assert.ok(typeof after === 'string', JSON.stringify(after));
      assert.ok(after.includes(`## group_begin [type:${type}][priority:low]\n`), after);
    }
  });

  it('leaves every other block of any backlog as it is', () => {
    const check = (text: string): void => {
      const after = attempt(text, { type: 'zeta', priority: 'low' });
      if (typeof after !== 'string') return;
      const left = blocksOf(after, 'backlog').filter((block) => !block.includes('[type:zeta]'));
      assert.deepEqual(left, blocksOf(text, 'backlog'));
    };
    fc.assert(
      fc.property(anyQueue, ({ backlog }) => {
        check(backlog);
      }),
    );
    fc.assert(fc.property(anyText, check));
  });
});
