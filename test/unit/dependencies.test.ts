import assert from 'node:assert/strict';
import { dependencyReader, parse, slice } from '#core';
import { file, group, task } from '../sampleTasks.ts';

const [own, one, two, three] = [1, 2, 3, 4].map((at) => `TASK-20260301-00${String(at)}`);
assert.ok(own && one && two && three);

describe('the dependencies of a task', () => {
  for (const [what, written, expected] of [
    ['are the ids that it names, in their order', `${two}, ${one}`, [two, one]],
    ['are those of a list', `\n- ${one}\n- ${two} (the tables)`, [one, two]],
    ['do not repeat themselves', `${one}, ${two}, ${one}`, [one, two]],
    ['are not the task itself', `${own}, ${one}`, [one]],
    ['are none where none is said', 'None', []],
    ['are none where none is said with a remark', `None (${one} is done)`, []],
    ['are none where an indented line says none', `\n   none, since ${one}`, []],
    [
      'are none where an item says none',
      `\n- none, since ${one}\n*  None, since ${two}\n+ none: ${three}`,
      [],
    ],
    ['are those of the line above one that says none', `${one}\n   none, since ${two}`, [one]],
    ['are those of the lines that do not say none', `none of late\n- ${one}`, [one]],
    ['are named where none stands later on the line', `${one}, and none else`, [one]],
    ['are named where none is a part of a word', `nonetheless ${one}`, [one]],
    ['are not what it blocks', `${one}; blocks ${two}, ${three}`, [one]],
    ['are named behind what it blocks, in another sentence', `Blocks ${one}. Needs ${two}`, [two]],
    ['are named behind what it blocks, in parentheses', `${one} (blocks ${two}) ${three}`, [one, three]],
    ['are not parted by a full stop inside of a word', `Blocks v1.2 of ${one}`, []],
  ] as const) {
    it(what, () => {
      const document = parse(
        file(
          group('dev', 'high', task({ id: own, dependencies: written, plan: `1. See ${three}\n2. B\n3. C` })),
        ),
        'backlog',
      );
      const [only] = document.tasks;
      assert.ok(only);
      const reader = dependencyReader(document);
      assert.deepEqual(reader.ids(only), expected);
      const named = reader.named(only);
      assert.deepEqual(
        named.map(({ id }) => id).filter((id) => id !== own),
        expected,
      );
      for (const { id, range } of named) {
        assert.equal(slice(document.text, range), id);
        const field = document.text.indexOf('**Dependencies');
        assert.ok(!document.text.slice(field, range.start).includes(id), 'where it stands first');
      }
    });
  }
});
