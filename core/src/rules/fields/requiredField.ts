import type { Field, Task } from '../../document/model.ts';
import type { FieldName } from '../../document/vocabulary.ts';
import { completingFields, shortcoming, type Shortcoming } from '../../policy/completeness.ts';
import { findField } from '../../policy/fieldValues.ts';
import type { RuleContext } from '../rule.ts';

/**
 * A task's field of a name if it is required and does not count, for just this reason. Every rule that tells why
 * a field does not count asks here, so that the rules and a promotion never disagree.
 */
export function fieldWith(
  lack: Shortcoming,
  name: FieldName,
  task: Task,
  { document, policy }: RuleContext,
): Field | undefined {
  if (!completingFields(policy).includes(name)) return undefined;
  const field = findField(task, name);
  return field && shortcoming(document.text, field, policy) === lack ? field : undefined;
}
