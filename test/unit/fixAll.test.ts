import assert from 'node:assert/strict';
import { applyEdits, fixAll } from '#core';
import { task } from '../sampleTasks.ts';
import { queueFile, surroundings } from './surroundings.ts';

describe('fix-all of an index', () => {
  it('appends every missing entry, in the order of the ids', () => {
    const ids = Array.from({ length: 25 }, (_, at) => `TASK-20260301-${String(at + 1).padStart(3, '0')}`);
    const backlog = [...ids]
      .reverse()
      .map((id) => task({ id }))
      .join('\n\n');
    const fixed = fixedIndex('# Index\n\n<!-- SYSTEM INSTRUCTIONS: index_entry_begin -->\n', backlog);
    assert.deepEqual(
      [...fixed.matchAll(/\[id:(.*?)\]/g)].map(([, id]) => id),
      ids,
    );
  });

  it('mends a value again for which another fix made room', () => {
    const index =
      '## index_entry_begin\n[id:TASK-20260301-001]\ncomponent: â€” web\nlocation: BACKLOG.md\n## index_entry_end\n';
    const backlog = task({ id: 'TASK-20260301-001' });
    assert.match(fixedIndex(index, backlog), /^component: server$/m);
  });
});

function fixedIndex(text: string, backlog: string): string {
  const own = queueFile('TASK_INDEX.md', text);
  const around = surroundings(own, [{ path: 'BACKLOG.md', text: backlog }]);
  return applyEdits(text, fixAll(own.document, { today: '2026-03-01', around }));
}
