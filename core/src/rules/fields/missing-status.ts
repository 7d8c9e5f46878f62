import { findField, isEmptyValue } from '../../policy/fieldValues.ts';
import type { Rule } from '../rule.ts';
import { absentField } from './absentField.ts';

export const missingStatus: Rule = {
  code: 'missing-status',
  group: 'fields',
  level: 'warning',
  levelIn: { archive: 'off' },
  fix: 'offered',
  docs: {
    what: 'A task without a Status, or with an empty one.',
    why: 'Only the Status tells whether a task is free, taken, waiting or done.',
    how: 'Write `todo`, or what holds.',
    invalid: '**Status:**\n',
    valid: '**Status:** todo\n',
  },
  checkWholeTask(task, context) {
    const field = findField(task, 'Status');
    const isThere = field && !isEmptyValue(context.document.text, field);
    return isThere ? [] : [absentField(task, 'Status', context)];
  },
};
