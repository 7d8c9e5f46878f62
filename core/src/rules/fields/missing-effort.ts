import { absentFieldRule } from './absentField.ts';

export const missingEffort = absentFieldRule({
  code: 'missing-effort',
  field: 'Estimated Effort',
  level: 'error',
  docs: {
    what: 'A task without an Estimated Effort, or with an empty one, where the file requires it.',
    why: 'Batches are planned by effort. A task without one is incomplete and must not be promoted.',
    how: 'Add an Estimated Effort that names an amount of time, such as `2 days` or `1-2 hours`.',
    invalid: '**Estimated Effort:**\n',
    valid: '**Estimated Effort:** 2 days\n',
  },
});
