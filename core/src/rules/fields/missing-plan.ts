import { absentFieldRule } from './absentField.ts';

export const missingPlan = absentFieldRule({
  code: 'missing-plan',
  field: 'Plan',
  level: 'error',
  docs: {
    what: 'A task without a Plan, or with an empty one, where the file requires it.',
    why: 'Agents follow the Plan step by step. A task without one is incomplete and must not be promoted.',
    how: 'Add a Plan of at least three numbered steps.',
    invalid: '**Estimated Effort:** 2 days\n',
    valid:
      '**Plan:**\n1. Measure the slow pages\n2. Cache the tables\n3. Measure again\n**Estimated Effort:** 2 days\n',
  },
});
