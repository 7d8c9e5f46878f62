import assert from 'node:assert/strict';
import { parse } from '#core';
import { effortOf, formatEffort, readEffort } from '../../core/src/policy/effort.ts';

describe('readEffort', () => {
  for (const [value, minHours, maxHours = minHours] of [
    ['2 days', 16],
    ['30 minutes', 0.5],
    ['3.75 hours', 3.75],
    ['1,5 days', 12],
    ['1,000 hours', 1000],
    ['1-2 hours', 1, 2],
    ['1–2 weeks (can be done in parts)', 40, 80],
    ['1â€“2 weeks', 40, 80],
    ['2 to 3 working days', 16, 24],
    ['4 hours to 1 day', 4, 8],
    ['40 hours (1 week)', 40],
    ['Medium (2-3 days)', 16, 24],
    ['2 weeks (planning) + vendor execution', 80],
    ['2 days (build) + 1 day (test)', 24],
    ['1 week, 2 days and 3 hours', 59],
    ['2 days, 1 week with a review', 16],
    ['half a day', 4],
    ['an hour', 1],
    ['two person-days', 16],
    ['< 1 day', 8],
    ['2+ weeks', 80],
    ['~3d', 24],
    ['1 month', 160],
    ['a 2-day spike', 16],
    ['- 2 days', 16],
    ['- Measure: 2 days\n- Cache: 3-4 days', 40, 48],
    ['- Measure: 2 days\n- Cache: 3 days\n- Total: 6 days', 48],
    ['2 days\n- Measure: 1 day\n- Cache: 1 day', 16],
    ['3 days\r\n', 24],
    ['2 days, 3 days', 16],
    ['Phase 1(a draft)2 days', 16],
    ['2 days - with tests\n1 day more', 16],
    ['  * 1 day\n  * 2 days', 24],
    ['10. 1 day\n11. 2 days', 24],
    ['1) 1 day\n2) 2 days', 24],
    ['- Build: 2 days\nand 1 day for a review', 24],
    ['Half a day', 4],
  ] as const) {
    it(`of ${JSON.stringify(value)}`, () => {
      assert.deepEqual(readEffort(value), { minHours, maxHours });
    });
  }

  for (const value of [
    '',
    'X hours / Y days / Z weeks',
    'Time estimate (hours/days/weeks)',
    'a few days',
    '1/2 day',
    '2 sprints',
    'TASK-20260301-001 days',
    'large',
    `${'x '.repeat(1000)}2 days`,
  ]) {
    it(`knows none of ${JSON.stringify(value)}`, () => {
      assert.equal(readEffort(value), undefined);
    });
  }
});

describe('effortOf', () => {
  const effort = (fields: string): number | undefined => {
    const document = parse(`## task_begin\n### # [id:TASK-20260301-001] A\n${fields}\n## task_end`, 'todo');
    return effortOf(document.text, document.tasks[0] ?? assert.fail());
  };
  it('is the mean of a range', () => {
    assert.equal(effort('**Estimated Effort:** 1-2 weeks'), 60);
    assert.equal(effort('### Estimated Effort\n\n<!-- 3 days --> 2 days'), 16);
  });
  it('is unknown where nothing is said', () => {
    assert.equal(effort('**Plan:** 2 days'), undefined);
    assert.equal(effort('**Estimated Effort:** much'), undefined);
  });
});

describe('formatEffort', () => {
  for (const [hours, expected] of [
    [0.5, '≈ 30 minutes'],
    [1, '≈ 1 hour'],
    [3.75, '≈ 4 hours'],
    [1.5, '≈ 1.5 hours'],
    [8, '≈ 1 day'],
    [12, '≈ 1.5 days'],
    [72, '≈ 9 days'],
    [100, '≈ 13 days'],
    [160, '≈ 4 weeks'],
    [420, '≈ 11 weeks'],
    [7.9, '≈ 1 day'],
    [0.999, '≈ 1 hour'],
  ] as const) {
    it(`says ${expected}`, () => {
      assert.equal(formatEffort(hours), expected);
    });
  }
});
