import { taskLabel } from '../../document/ids.ts';
import type { Field, Task } from '../../document/model.ts';
import { type FieldName, fieldNames } from '../../document/vocabulary.ts';
import { isSpeltRight } from '../../policy/fieldValues.ts';
import type { Finding, Rule } from '../rule.ts';

export const duplicateField: Rule = {
  code: 'duplicate-field',
  group: 'fields',
  level: 'warning',
  levelIn: { archive: 'off' },
  fix: 'none',
  docs: {
    what: 'A field that a task has twice.',
    why: 'Some readers take the first one, others the last one, and the two seldom agree for long.',
    how: 'Bring both together in one place.',
    invalid: '**Dependencies:** None\n\n### Dependencies\n- None\n',
    valid: '**Dependencies:** None\n',
  },
  checkWholeTask(task) {
    if (!repeatsField(task)) return [];
    const found: Finding[] = [];
    const first = new Map<FieldName, Field>();
    for (const field of task.fields) {
      const { known, label } = field;
      if (known === undefined || !isSpeltRight(field)) continue;
      const earlier = first.get(known);
      if (!earlier) {
        first.set(known, field);
        continue;
      }
      found.push({
        range: label,
        message: `${taskLabel(task)} has a second ${known}. Bring both together in one place.`,
        related: [{ range: earlier.label, message: `The first ${known}` }],
      });
    }
    return found;
  },
};

/** The quick answer for nearly all tasks: whether any known name occurs twice. */
function repeatsField({ fields }: Task): boolean {
  let seen = 0;
  for (const { known } of fields) {
    if (known === undefined) continue;
    const bit = bits[known];
    if ((seen & bit) !== 0) return true;
    seen |= bit;
  }
  return false;
}

const bits = Object.fromEntries(fieldNames.map((name, at) => [name, 1 << at])) as Record<FieldName, number>;
