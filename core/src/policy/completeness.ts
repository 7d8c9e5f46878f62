import type { Field, Task } from '../document/model.ts';
import type { FieldName } from '../document/vocabulary.ts';
import { documentPaths, findField, isEmptyValue, namesAmountOfTime, visibleValue } from './fieldValues.ts';
import { placeholders } from './placeholders.ts';
import { planSteps } from './planSteps.ts';
import type { Policy } from './policy.ts';

/** Why a required field does not count (docs/dialect.md, "A task is complete"). */
export type Shortcoming = 'missing' | 'short plan' | 'placeholder' | 'no amount of time' | 'no document';

/** What a task lacks to be complete, in the order of the required fields. Empty for a complete task. */
export function shortcomings(
  text: string,
  task: Task,
  policy: Policy,
): { field: FieldName; lack: Shortcoming }[] {
  return completingFields(policy).flatMap((name) => {
    const field = findField(task, name);
    const lack = field ? shortcoming(text, field, policy) : 'missing';
    return lack === undefined ? [] : [{ field: name, lack }];
  });
}

/**
 * The required fields without which a task is incomplete: all but the Status. A task without one is as good as
 * `todo`, so that it is asked for but keeps nothing from moving.
 */
export function completingFields({ requiredFields }: Policy): readonly FieldName[] {
  return requiredFields.includes('Status')
    ? requiredFields.filter((name) => name !== 'Status')
    : requiredFields;
}

/** What keeps a field that is there from counting; undefined where nothing does. */
export function shortcoming(text: string, field: Field, policy: Policy): Shortcoming | undefined {
  if (isEmptyValue(text, field)) return 'missing';
  if (placeholders(text, field).length > 0) return 'placeholder';
  switch (field.known) {
    case 'Plan':
      return planSteps(text, field).length < policy.minimumPlanSteps ? 'short plan' : undefined;
    case 'Estimated Effort':
      return namesAmountOfTime(visibleValue(text, field)) ? undefined : 'no amount of time';
    case 'Relevant Documentation':
      return documentPaths(text, field).length === 0 ? 'no document' : undefined;
    default:
      return undefined;
  }
}
