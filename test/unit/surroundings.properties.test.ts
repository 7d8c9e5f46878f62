import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, check, contains, fixAll, type Problem, type QueueFile } from '#core';
import { anyQueue, anyText } from './arbitraries.ts';
import { queueFile, surroundings } from './surroundings.ts';

const today = '2026-03-01';
const paths = ['BACKLOG.md', 'TODO.md', 'ARCHIVE.md', 'TASK_INDEX.md', '../other/BACKLOG.md'] as const;
const anyTexts = fc.tuple(anyText, anyText, anyText, anyText, anyText);
const exists = fc.constantFrom(undefined, ['docs/tide.md', 'docs/api/tides.md']);
const indexPath = 'TASK_INDEX.md';

describe('properties of any queue', () => {
  it('checking a file among others never throws, and all that a problem names lies inside its file', () => {
    fc.assert(
      fc.property(anyTexts, exists, (texts, existing) => {
        for (const path of paths) {
          const { own, problems } = checked(path, texts, existing);
          for (const { code, range, related = [], fixes } of problems) {
            assert.ok(contains(whole(own), range), code);
            for (const place of related) assert.ok(contains(whole(place.file ?? own), place.range), code);
            for (const fix of fixes?.() ?? []) if ('edits' in fix) applyEdits(own.document.text, fix.edits);
          }
        }
      }),
    );
  });

  it('LF and CRLF give the same problems', () => {
    fc.assert(
      fc.property(anyTexts, (texts) => {
        const lf = texts.map((text) => text.replaceAll('\r', ''));
        const crlf = lf.map((text) => text.replaceAll('\n', '\r\n'));
        for (const path of paths) assert.deepEqual(summary(path, crlf), summary(path, lf));
      }),
    );
  });

  it('fix-all of an index leaves nothing to fix, and applying it twice changes nothing more', () => {
    fc.assert(
      fc.property(anyTexts, (texts) => {
        const fixed = fixedIndex(texts);
        const after = texts.with(paths.indexOf(indexPath), fixed);
        assert.equal(fixedIndex(after), fixed);
        const left = checked(indexPath, after).problems.flatMap((problem) => problem.fixes?.() ?? []);
        assert.deepEqual(
          left.filter((fix) => fix.safe),
          [],
        );
        assert.deepEqual(codes(indexPath, after, 'index-missing'), []);
      }),
    );
  });

  it('an index that is behind in any way agrees with its queue after fix-all', () => {
    const damage = fc.array(fc.constantFrom('none', 'dropped', 'status', 'location'), {
      minLength: 20,
      maxLength: 20,
    });
    fc.assert(
      fc.property(anyQueue, damage, (queue, damages) => {
        const index = damaged(queue.index, damages);
        const texts = [queue.backlog, queue.todo, queue.archive, index, ''];
        const fixed = texts.with(3, fixedIndex(texts));
        assert.deepEqual(codes(indexPath, fixed, 'index-'), []);
      }),
    );
  });
});

/** A file of a queue and its problems among the others. */
function checked(
  path: string,
  texts: readonly string[],
  existing?: readonly string[],
): { own: QueueFile; problems: Problem[] } {
  const own = queueFile(path, texts[(paths as readonly string[]).indexOf(path)] ?? '');
  const beside = paths.flatMap((other, at) =>
    other === path ? [] : [{ path: other, text: texts[at] ?? '' }],
  );
  const around = surroundings(own, beside, { exists: existing });
  return { own, problems: check(own.document, { today, around }) };
}

function codes(path: string, texts: readonly string[], start: string): string[] {
  return checked(path, texts)
    .problems.map(({ code }) => code)
    .filter((code) => code.startsWith(start));
}

function fixedIndex(texts: readonly string[]): string {
  const own = queueFile(indexPath, texts[3] ?? '');
  const beside = paths.flatMap((path, at) => (path === indexPath ? [] : [{ path, text: texts[at] ?? '' }]));
  const around = surroundings(own, beside);
  return applyEdits(own.document.text, fixAll(own.document, { today, around }));
}

/** Problems by code, message and line. */
function summary(path: string, texts: readonly string[]): unknown[] {
  const { own, problems } = checked(path, texts);
  return problems.map(({ code, range, message }) => {
    const before = own.document.text.slice(0, range.start);
    const column = before.length - before.lastIndexOf('\n');
    return [code, before.split('\n').length, column, message.replaceAll('\r\n', '\n')];
  });
}

/** An index in which each entry is left as it is, dropped, or given a wrong value. */
function damaged(index: string, damages: readonly string[]): string {
  let at = 0;
  const entries = /## index_entry_begin[\s\S]*?## index_entry_end\s*/g;
  const result = index.replace(entries, (entry) => {
    const damage = damages[at++ % damages.length];
    if (damage === 'dropped') return '';
    if (damage === 'status') return entry.replace(/status: [\w-]+/, 'status: blocked');
    if (damage === 'location') return entry.replace(/location: \w+\.md/, 'location: other/TODO.md');
    return entry;
  });
  // What has no entry left speaks the dialect by its instructions.
  return `${result.startsWith('\ufeff') ? '\ufeff' : ''}<!-- SYSTEM INSTRUCTIONS: index_entry_begin -->\n\n${result.replace('\ufeff', '')}`;
}

function whole({ document: { text } }: QueueFile): { start: number; end: number } {
  return { start: 0, end: text.length };
}
