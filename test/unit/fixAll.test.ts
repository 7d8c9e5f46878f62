import assert from 'node:assert/strict';
import { applyEdits, fixAll, parse, type TextEdit } from '#core';
import { file, group, task } from '../sampleTasks.ts';
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

describe('fix-all', () => {
  const id = 'TASK-20260301-001';
  const sound = file(group('dev', 'high', task({ id })));

  it('changes nothing where nothing is wrong, or only what nobody but the writer can put right', () => {
    assert.deepEqual(editsOf(sound), []);
    assert.deepEqual(editsOf(sound.replace(`${id}]`, `${id}][type:docs]`)), []);
    assert.deepEqual(editsOf(sound.replace('**Plan:**', '**Paln:** as below\n**Plan:**')), []);
  });

  it('makes an edit for each place', () => {
    const text = sound.replace('### # ', '### ').replace('2. Cache', '7. Cache');
    assert.deepEqual(editsOf(text), [
      { range: { ...rangeIn(text, '### ['), end: text.indexOf('[id:') }, newText: '### # ' },
      { range: rangeIn(text, '7'), newText: '2' },
    ]);
  });

  it('can be for one rule', () => {
    const text = sound.replace('### # ', '### ').replace('2. Cache', '7. Cache');
    assert.deepEqual(editsOf(text, 'plan-numbering'), [{ range: rangeIn(text, '7'), newText: '2' }]);
    assert.deepEqual(editsOf(text, 'tag-typo'), []);
  });

  it('makes one edit of fixes that wait for each other, with nothing in it that stays', () => {
    const swapped = sound.replace(`[id:${id}][type:dev]`, `[tpye:dev][id:${id}]`);
    assert.deepEqual(editsOf(swapped), [
      { range: rangeIn(swapped, `tpye:dev][id:${id}`), newText: `id:${id}][type:dev` },
    ]);
    const twice = sound.replace(/(?<=### # .*)\[priority:high\]/, '[prioirty:high][priority:high]');
    assert.deepEqual(editsOf(twice), [{ range: rangeIn(twice, 'irty:high][prio'), newText: '' }]);
    assert.equal(applyEdits(twice, editsOf(twice)), sound);
  });
});

function editsOf(text: string, only?: string): readonly TextEdit[] {
  return fixAll(parse(text, 'backlog'), { today: '2026-03-01' }, only);
}

function rangeIn(text: string, part: string): TextEdit['range'] {
  const start = text.indexOf(part);
  return { start, end: start + part.length };
}

function fixedIndex(text: string, backlog: string): string {
  const own = queueFile('TASK_INDEX.md', text);
  const around = surroundings(own, [{ path: 'BACKLOG.md', text: backlog }]);
  return applyEdits(text, fixAll(own.document, { today: '2026-03-01', around }));
}
