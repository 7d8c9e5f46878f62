import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, check, contains, fixAll, parse, type Problem, type TextRange } from '#core';
import { anyText } from './arbitraries.ts';

const today = '2026-03-01';
const kinds = ['backlog', 'todo', 'archive', 'index', 'tasks'] as const;
const kind = fc.constantFrom(...kinds);

describe('properties of any text', () => {
  it('every range lies inside its parent, in text order', () => {
    fc.assert(
      fc.property(anyText, kind, (text, file) => {
        const document = parse(text, file);
        const whole: TextRange = { start: 0, end: text.length };
        const inside = (outer: TextRange, inner: TextRange, what: string): void => {
          assert.ok(contains(outer, inner), `${what} ${JSON.stringify(inner)} in ${JSON.stringify(outer)}`);
        };
        let last = 0;
        for (const marker of document.markers) {
          inside(whole, marker.line, 'line');
          inside(marker.line, marker.range, 'marker');
          for (const tag of marker.tags) inside(marker.range, tag.range, 'tag');
          assert.ok(marker.range.start >= last);
          last = marker.range.start;
        }
        for (const group of document.groups) {
          inside(whole, group.range, 'group');
          if (group.heading) inside(group.range, group.heading, 'heading');
          for (const task of group.tasks) inside(group.range, task.range, 'task');
        }
        for (const task of document.tasks) {
          inside(whole, task.range, 'task');
          const { header } = task;
          if (header) {
            inside(task.range, header.range, 'header');
            inside(header.range, header.titleRange, 'title');
            for (const tag of header.tags) {
              inside(header.range, tag.range, 'tag');
              inside(tag.range, tag.keyRange, 'key');
              inside(tag.range, tag.valueRange, 'value');
            }
          }
          for (const field of task.fields) {
            inside(task.range, field.range, 'field');
            inside(field.range, field.label, 'label');
            inside(field.label, field.nameRange, 'name');
            inside(field.range, field.value, 'value');
          }
        }
        for (const { range } of [...document.comments, ...document.fences, ...document.indexEntries])
          inside(whole, range, 'block');
      }),
    );
  });

  it('a problem and all edits of its fixes lie inside the text, and applying one never throws', () => {
    fc.assert(
      fc.property(anyText, kind, (text, file) => {
        for (const problem of check(parse(text, file), { today })) {
          assert.ok(contains({ start: 0, end: text.length }, problem.range), problem.code);
          for (const fix of problem.fixes?.() ?? []) if ('edits' in fix) applyEdits(text, fix.edits);
        }
      }),
    );
  });

  it('LF and CRLF give the same problems', () => {
    fc.assert(
      fc.property(anyText, kind, (text, file) => {
        const lf = text.replaceAll('\r\n', '\n').replaceAll('\r', '');
        const crlf = lf.replaceAll('\n', '\r\n');
        assert.deepEqual(
          summary(lf, check(parse(lf, file), { today })),
          summary(crlf, check(parse(crlf, file), { today })),
        );
      }),
    );
  });

  it('a byte order mark changes nothing', () => {
    fc.assert(
      fc.property(anyText, kind, (text, file) => {
        const bare = text.replace(/^\ufeff+/, '');
        const marked = `\ufeff${bare}`;
        assert.deepEqual(
          summary(bare, check(parse(bare, file), { today })),
          summary(marked, check(parse(marked, file), { today }), 1),
        );
      }),
    );
  });

  it('fix-all leaves no safe fix, and applying it twice changes nothing more', () => {
    fc.assert(
      fc.property(anyText, kind, (text, file) => {
        const fixed = applyEdits(text, fixAll(parse(text, file), { today }));
        assert.equal(applyEdits(fixed, fixAll(parse(fixed, file), { today })), fixed);
        const left = check(parse(fixed, file), { today }).flatMap((problem) => problem.fixes?.() ?? []);
        assert.deepEqual(
          left.filter((fix) => fix.safe),
          [],
        );
      }),
    );
  });
});

/** Problems by code, line and message, so that texts with other line ends can be compared. */
function summary(text: string, problems: readonly Problem[], shift = 0): unknown[] {
  return problems.map(({ code, range, message }) => {
    const before = text.slice(shift, range.start);
    const line = before.split('\n').length;
    return [code, line, before.length - before.lastIndexOf('\n'), message.replaceAll('\r\n', '\n')];
  });
}
