import assert from 'node:assert/strict';
import { applyEdits } from '#core';
// What the rules and moves use of edits is no part of the public face of core.
import { insert, overlap, remove, replace } from '../../core/src/text/edits.ts';

const text = 'high tide';

describe('edits', () => {
  it('are applied at once, and those at one place in the order given', () => {
    assert.equal(
      applyEdits(text, [
        insert(9, '?'),
        replace({ start: 0, end: 4 }, 'low'),
        insert(9, '!'),
        insert(4, 'er'),
      ]),
      'lower tide?!',
    );
  });

  for (const [what, edits, refused] of [
    ['overlap', [remove({ start: 0, end: 5 }), remove({ start: 4, end: 9 })], '4–9'],
    ['leave the text', [remove({ start: 5, end: 10 })], '5–10'],
    ['end before they begin', [remove({ start: 5, end: 4 })], '5–4'],
  ] as const) {
    it(`are refused when they ${what}`, () => {
      assert.throws(() => applyEdits(text, edits), {
        name: 'RangeError',
        message: `Edit ${refused} overlaps another one or leaves the text.`,
      });
    });
  }

  for (const [one, other, expected] of [
    [[0, 2], [1, 3], true],
    [[0, 2], [2, 3], false],
    [[1, 4], [2, 3], true],
    [[1, 1], [0, 2], true],
    [[1, 1], [1, 2], false],
    [[1, 1], [0, 1], false],
    [[1, 1], [1, 1], true],
    [[1, 1], [2, 2], false],
  ] as const) {
    it(`of ${one.join('–')} and ${other.join('–')} ${expected ? 'overlap' : 'do not overlap'}`, () => {
      const [a, b] = [one, other].map(([start, end]) => remove({ start, end }));
      assert.ok(a && b);
      const apart = remove({ start: 7, end: 9 });
      assert.equal(overlap([a], [b]), expected);
      assert.equal(overlap([b], [a]), expected);
      assert.equal(overlap([apart, a], [b]), expected);
      assert.equal(overlap([a], [apart, b]), expected);
    });
  }
});
