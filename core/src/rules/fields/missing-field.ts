import type { FieldName } from '../../document/vocabulary.ts';
import type { Rule } from '../rule.ts';
import { absentField } from './absentField.ts';

/** The fields that have rules of their own. The Status, which has one too, keeps no task from being complete. */
const ownRule: ReadonlySet<FieldName> = new Set(['Plan', 'Estimated Effort', 'Relevant Documentation']);

const instructions =
  '<!-- SYSTEM INSTRUCTIONS: wrap every task in task_begin and task_end.\nREQUIRED FIELDS\n- **Description:** what is to be done, and why\n-->\n\n## task_begin\n';

export const missingField: Rule = {
  code: 'missing-field',
  group: 'fields',
  level: 'warning',
  levelIn: { archive: 'off' },
  makesIncomplete: true,
  fix: 'offered',
  docs: {
    what: "Another field that the file's instructions or the settings require is absent or empty.",
    why: 'A task without a required field is incomplete and must not be promoted.',
    how: 'Add the field and fill it in, or take it off the list of required fields.',
    invalid: `${instructions}### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n## task_end\n`,
    valid: `${instructions}### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n**Description:** Opening a port takes four seconds, since its table is worked out each time.\n## task_end\n`,
  },
  checkWholeTask: (task, context, { lacks }) =>
    lacks
      .filter(({ field, lack }) => lack === 'missing' && !ownRule.has(field))
      .map(({ field }) => absentField(task, field, context)),
};
