import type { Document, Field, Task } from '../../document/model.ts';
import { taskLabel } from '../../document/ids.ts';
import { findField } from '../../policy/fieldValues.ts';
import { replace } from '../../text/edits.ts';
import type { Finding, Rule } from '../rule.ts';

export const fieldTypo: Rule = {
  code: 'field-typo',
  group: 'fields',
  level: 'warning',
  levelIn: { archive: 'off' },
  fix: 'safe',
  docs: {
    what: 'A field name that differs from a known one by one slip, or by upper and lower case only.',
    why: 'Tools that look for the known name pass over the field.',
    how: 'Write the known name. A field that is meant to be another one can keep its name beside the known one.',
    invalid: '**Estmated Effort:** 2 days\n',
    valid: '**Estimated Effort:** 2 days\n',
  },
  checkWholeTask(task) {
    const found: Finding[] = [];
    for (const field of task.fields) {
      if (isTakenFor(task, field)) found.push(finding(field, taskLabel(task)));
    }
    return found;
  },
  *checkDocument({ document }) {
    for (const field of batchFocus(document)) {
      if (field.known !== field.name) yield finding(field, 'The batch focus');
    }
  },
};

/** Whether a field is what the task has in a known one's place. Beside the known one it can be another field. */
function isTakenFor(task: Task, field: Field): boolean {
  const { known } = field;
  // Nearly all are spelt right: of those no other field needs to be looked at.
  if (known === undefined || known === field.name || findField(task, known) !== field) return false;
  return !task.fields.some((other) => other.name === known);
}

/** The fields of TODO.md that stand in no task and are meant as its batch focus. */
function batchFocus({ file, fields }: Document): readonly Field[] {
  return fields.filter(({ known }) => file === 'todo' && known?.startsWith('Batch '));
}

function finding(field: Field, owner: string): Finding {
  const known = field.known ?? field.name;
  return {
    range: field.nameRange,
    message: `${owner} has a field “${field.name}”. Write ${known}.`,
    fixes: () => [{ title: `Change to ${known}`, edits: [replace(field.nameRange, known)], safe: true }],
  };
}
