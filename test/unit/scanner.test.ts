import assert from 'node:assert/strict';
import { parse } from '#core';

describe('scanner', () => {
  it('reads what is glued behind a marker as lines of their own', () => {
    const { markers, tasks } = parse('## task_begin### # [id:A][type:dev] First## task_end\n', 'backlog');
    assert.deepEqual(
      [markers.length, tasks[0]?.header?.tags.length, tasks[0]?.header?.title],
      [2, 2, 'First'],
    );
    assert.equal(parse('## task_end ## task_begin ## task_end\n', 'backlog').markers.length, 3);
  });

  it('reads a line of very many glued markers', () => {
    assert.ok(parse('## task_end## task_begin'.repeat(20_000), 'backlog').markers.length > 0);
  });

  describe('keeps closed what shows an end marker as an example', () => {
    const example = (hidden: string): string =>
      `## task_begin\n### # [id:A][type:dev] First\n${hidden}\nbehind\n## task_end\n`;
    for (const hidden of [
      '```md\n## task_end\n```',
      '~~~\n## task_end\n~~~',
      '````\n```\n## task_end\n```\n````',
      '<!-- so:\n## task_end\n-->',
    ]) {
      it(JSON.stringify(hidden), () => {
        const { tasks, unexpectedEnds, fences, comments } = parse(example(hidden), 'backlog');
        assert.deepEqual([tasks.length, unexpectedEnds.length], [1, 0]);
        assert.ok([...fences, ...comments].every(({ closed }) => closed));
        assert.equal(tasks[0]?.range.end, example(hidden).trimEnd().length);
      });
    }

    it('but not one whose close is that of a later fence', () => {
      const open = example('```ts\nconst a = 1;') + example('```ts\nconst b = 2;\n```');
      const { tasks, fences } = parse(open, 'backlog');
      assert.deepEqual([tasks.length, fences.map(({ closed }) => closed)], [2, [false, true]]);
    });
  });

  it('leaves a marker in a quotation or a sentence alone', () => {
    const text = '## task_begin\n> ## task_end\nEvery block ends with ## task_end\n## task_end\n';
    assert.equal(parse(text, 'backlog').markers.length, 2);
  });
});
