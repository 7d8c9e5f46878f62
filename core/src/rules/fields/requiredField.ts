import type { Field, Task } from '../../document/model.ts';
import type { FieldName } from '../../document/vocabulary.ts';
import type { Shortcoming, TaskReading } from '../../policy/completeness.ts';
import { findField } from '../../policy/fieldValues.ts';

/**
 * A task's field of a name if it is required and does not count, for just this reason. Every rule that tells why
 * a field does not count asks here, so that the rules and a promotion never disagree.
 */
export function fieldWith(
  lack: Shortcoming,
  name: FieldName,
  task: Task,
  reading: TaskReading,
): Field | undefined {
  return reading.lack(name) === lack ? findField(task, name) : undefined;
}
