import assert from 'node:assert/strict';
import { isOneSlip } from '#core';
// The only near one of several words is asked for by rules alone.
import { oneSlipAway } from '../../core/src/text/spelling.ts';

describe('a slip of the keyboard', () => {
  for (const [what, one, other] of [
    ['a letter left out', 'status', 'staus'],
    ['the first letter left out', 'status', 'tatus'],
    ['the last letter left out', 'status', 'statu'],
    ['a letter twice', 'plan', 'plaan'],
    ['a letter replaced', 'plan', 'plun'],
    ['the last letter replaced', 'plan', 'plam'],
    ['two letters swapped', 'high', 'hihg'],
    ['the first two letters swapped', 'plan', 'lpan'],
    ['two letters swapped in the middle', 'notes', 'ntoes'],
    ['the only letter', 'a', ''],
  ] as const) {
    it(`is ${what}`, () => {
      assert.equal(isOneSlip(one, other), true);
      assert.equal(isOneSlip(other, one), true);
    });
  }

  for (const [what, one, other] of [
    ['the same word', 'plan', 'plan'],
    ['no word twice', '', ''],
    ['two letters left out', 'status', 'stus'],
    ['the last two letters left out', 'status', 'stat'],
    ['two letters replaced', 'abx', 'cdx'],
    ['two letters of which one has moved up', 'abx', 'cax'],
    ['two letters of which one has moved down', 'abx', 'bcx'],
    ['two letters swapped and one replaced', 'abx', 'bay'],
    ['a letter swapped with the next but one', 'abc', 'cba'],
    ['a letter left out and another one replaced', 'plan', 'pun'],
    ['another case', 'pLAN', 'plan'],
  ] as const) {
    it(`is not ${what}`, () => {
      assert.equal(isOneSlip(one, other), false);
      assert.equal(isOneSlip(other, one), false);
    });
  }

  it('has one meaning, case aside, or none', () => {
    assert.equal(oneSlipAway('HIHG', ['low', 'High', 'medium']), 'High');
    assert.equal(oneSlipAway('bore', ['core', 'bone', 'other']), undefined);
    assert.equal(oneSlipAway('chore', ['chore']), undefined);
  });
});
