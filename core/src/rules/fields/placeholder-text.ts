import { taskLabel } from '../../document/ids.ts';
import { findField } from '../../policy/fieldValues.ts';
import { placeholders } from '../../policy/placeholders.ts';
import { slice } from '../../text/range.ts';
import type { Rule } from '../rule.ts';

export const placeholderText: Rule = {
  code: 'placeholder-text',
  group: 'fields',
  level: 'warning',
  levelIn: { archive: 'off' },
  makesIncomplete: true,
  fix: 'none',
  docs: {
    what: 'Template text left in a required field. Such a field counts as missing for promotion.',
    why: 'The field looks filled in and says nothing.',
    how: 'Write what holds for this task in its place.',
    invalid: '**Estimated Effort:** X hours / Y days / Z weeks\n',
    valid: '**Estimated Effort:** 2-3 hours\n',
  },
  checkWholeTask(task, { document: { text } }, { lacks }) {
    return lacks.flatMap(({ field: name }) => {
      const field = findField(task, name);
      return (field ? placeholders(text, field) : []).map((range) => ({
        range,
        message: `${taskLabel(task)} has template text in its ${name}: “${slice(text, range)}”. Replace it.`,
      }));
    });
  },
};
