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
});
