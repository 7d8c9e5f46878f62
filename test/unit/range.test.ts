import assert from 'node:assert/strict';
import { touches } from '#core';
// The small words of text are no part of the public face of core.
import { lineEnd } from '../../core/src/text/lines.ts';
import { firstEndingBehind, trimRange } from '../../core/src/text/range.ts';
import { isAlphanumeric, isDigit, UnitSet } from '../../core/src/text/unitSet.ts';

describe('ranges', () => {
  for (const [one, other, expected] of [
    [[0, 2], [1, 3], true],
    [[0, 2], [2, 3], true],
    [[0, 2], [3, 4], false],
    [[1, 1], [1, 1], true],
    [[1, 1], [0, 3], true],
  ] as const) {
    it(`${one.join('–')} and ${other.join('–')} ${expected ? 'touch' : 'do not touch'}`, () => {
      const [a, b] = [one, other].map(([start, end]) => ({ start, end }));
      assert.ok(a && b);
      assert.equal(touches(a, b), expected);
      assert.equal(touches(b, a), expected);
    });
  }

  it('in text order are searched for the first that ends behind an offset', () => {
    const ranges = [0, 3, 6].map((start) => ({ start, end: start + 2 }));
    const found = [0, 1, 2, 4, 5, 7, 8].map((offset) => firstEndingBehind(ranges, offset)?.start);
    assert.deepEqual(found, [0, 0, 3, 3, 6, 6, undefined]);
    assert.equal(firstEndingBehind([], 0), undefined);
  });

  it('are trimmed of white space at both ends, and never left', () => {
    const text = '  \t\r\na b\t\n  ';
    assert.deepEqual(trimRange(text, { start: 1, end: 11 }), { start: 5, end: 8 });
    assert.deepEqual(trimRange(text, { start: 2, end: 5 }), { start: 5, end: 5 });
    assert.deepEqual(trimRange(text, { start: 5, end: 8 }), { start: 5, end: 8 });
  });
});

it('the end of a line is never in front of the offset that asks for it', () => {
  assert.deepEqual(
    [0, 1, 2, 3].map((offset) => lineEnd('a\r\nb', offset)),
    [1, 1, 2, 4],
  );
});

describe('code units', () => {
  const units = Array.from({ length: 0x180 }, (_, unit) => unit);
  const written = (some: readonly number[]): string => String.fromCharCode(...some);

  it('are letters and digits of ASCII, or are not', () => {
    assert.equal(
      written(units.filter(isAlphanumeric)),
      '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
    );
    assert.equal(written(units.filter(isDigit)), '0123456789');
  });

  it('are in a set or not, ASCII or otherwise', () => {
    const set = new UnitSet('\u0000a~\u007f\u0080ä');
    assert.equal(written(units.filter((unit) => set.has(unit))), '\u0000a~\u007f\u0080ä');
  });
});
