import { taskLabel } from '../../document/ids.ts';
import type { Rule } from '../rule.ts';
import { fieldWith } from './requiredField.ts';

export const unreadableEffort: Rule = {
  code: 'unreadable-effort',
  group: 'fields',
  level: 'warning',
  levelIn: { archive: 'off' },
  makesIncomplete: true,
  fix: 'none',
  docs: {
    what: 'An Estimated Effort that names no amount of time.',
    why: 'Batches are planned by time. `small` or `5 points` mean something else to every reader.',
    how: 'Name an amount of time: `30 minutes`, `1-2 hours`, `3 days`, `2 weeks`.',
    invalid: '**Estimated Effort:** small\n',
    valid: '**Estimated Effort:** 2-3 hours\n',
  },
  checkWholeTask(task, _, reading) {
    const effort = fieldWith('no amount of time', 'Estimated Effort', task, reading);
    if (!effort) return [];
    return [
      {
        range: effort.value,
        message: `${taskLabel(task)} has an Estimated Effort without an amount of time. Write one, such as 2 days or 1-2 hours.`,
      },
    ];
  },
};
