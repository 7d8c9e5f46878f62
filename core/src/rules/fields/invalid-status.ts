import { taskLabel } from '../../document/ids.ts';
import { statuses } from '../../document/vocabulary.ts';
import { findField, isEmptyValue, readStatus } from '../../policy/fieldValues.ts';
import { replace } from '../../text/edits.ts';
import { slice } from '../../text/range.ts';
import type { Rule } from '../rule.ts';
import { readWrongStatus } from './status.ts';

export const invalidStatus: Rule = {
  code: 'invalid-status',
  group: 'fields',
  level: 'warning',
  levelIn: { archive: 'off' },
  fix: 'offered',
  docs: {
    what: 'A Status that is not one of `todo`, `in-progress`, `blocked` and `done`.',
    why: 'Agents and tools look for these words, written just so. A task with another Status is neither taken up nor archived.',
    how: 'Write one of the four. A remark may follow it: `blocked (waits for the harbour office)`.',
    invalid: '**Status:** In Progress\n',
    valid: '**Status:** in-progress\n',
  },
  checkWholeTask(task, { document: { text } }) {
    const field = findField(task, 'Status');
    if (!field || isEmptyValue(text, field) || readStatus(text, field) !== undefined) return [];
    const { range, nearest } = readWrongStatus(text, field);
    const isFence = /^(?:```|~~~)/.test(slice(text, range));
    return [
      {
        range,
        message: `${taskLabel(task)} has the Status “${slice(text, range)}”, which is none of todo, in-progress, blocked and done. Write ${nearest ?? 'one of them'}.`,
        fixes: () =>
          (nearest ? [nearest] : isFence ? [] : statuses).map((status) => ({
            title: `Change to ${status}`,
            edits: [replace(range, status)],
            safe: false,
          })),
      },
    ];
  },
};
