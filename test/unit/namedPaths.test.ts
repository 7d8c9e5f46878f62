import assert from 'node:assert/strict';
import { type FileKind, namedPaths, parse } from '#core';

const id = 'TASK-20260301-001';

describe('namedPaths', () => {
  const paths = (text: string, kind: FileKind = 'backlog'): readonly string[] =>
    namedPaths(parse(text, kind));
  const task = `## task_begin
### # [id:${id}][type:dev] Title
**Relevant Documentation:** \`docs/tides.md\`, docs/moon.md
**Relevant Files:** docs/sun.md
**Description:** See docs/stars.md.
### Relevant Documentation
docs/moon.md, docs/ebb.md
## task_end
`;

  it('are those of the documentation of tasks, each once', () => {
    assert.deepEqual(paths(task), ['docs/tides.md', 'docs/moon.md', 'docs/ebb.md']);
  });

  it('are the locations of an index', () => {
    const entry = (lines: string): string =>
      `## index_entry_begin\n[id:${id}]\n${lines}\n## index_entry_end\n`;
    const index =
      entry('location: x/BACKLOG.md') + entry('location: x/BACKLOG.md') + entry('location:') + entry('');
    assert.deepEqual(paths(index, 'index'), ['x/BACKLOG.md']);
  });

  it('are none in files that hold no tasks', () => {
    assert.deepEqual(paths(task, 'tasks'), []);
  });
});
