import type { Field, Task } from '../document/model.ts';
import type { FieldName } from '../document/vocabulary.ts';
import {
  documentPaths,
  findField,
  isEmptyValue,
  type NamedPath,
  namesAmountOfTime,
  visibleValue,
} from './fieldValues.ts';
import { placeholders } from './placeholders.ts';
import { type PlanStep, planSteps } from './planSteps.ts';
import type { Policy } from './policy.ts';

/** Why a required field does not count (docs/dialect.md, "A task is complete"). */
export type Shortcoming = 'missing' | 'short plan' | 'placeholder' | 'no amount of time' | 'no document';

/** What a task lacks to be complete, in the order of the required fields. Empty for a complete task. */
export function shortcomings(text: string, task: Task, policy: Policy): readonly Lack[] {
  return new TaskReading(text, task, policy).lacks;
}

/** A required field that does not count, and why. */
export interface Lack {
  readonly field: FieldName;
  readonly lack: Shortcoming;
}

/** What the required fields of a task say. Each is read once, when somebody first asks: many rules ask the same. */
export class TaskReading {
  readonly #text: string;
  readonly #task: Task;
  readonly #policy: Policy;
  #lacks: readonly Lack[] | undefined;
  #planSteps: readonly PlanStep[] | undefined;
  #documentPaths: readonly NamedPath[] | undefined;

  constructor(text: string, task: Task, policy: Policy) {
    this.#text = text;
    this.#task = task;
    this.#policy = policy;
  }

  /** What the task lacks to be complete, in the order of the required fields. */
  get lacks(): readonly Lack[] {
    return (this.#lacks ??= this.#findLacks());
  }

  /** The steps of the Plan; none where there is no Plan. */
  get planSteps(): readonly PlanStep[] {
    return (this.#planSteps ??= this.#read('Plan', planSteps));
  }

  /** The paths that the Relevant Documentation names. */
  get documentPaths(): readonly NamedPath[] {
    return (this.#documentPaths ??= this.#read('Relevant Documentation', documentPaths));
  }

  /** Why a required field does not count; undefined where it does, and where it is not required. */
  lack(name: FieldName): Shortcoming | undefined {
    return this.lacks.find(({ field }) => field === name)?.lack;
  }

  #read<T>(name: FieldName, read: (text: string, field: Field) => readonly T[]): readonly T[] {
    const field = findField(this.#task, name);
    return field ? read(this.#text, field) : [];
  }

  #findLacks(): readonly Lack[] {
    const lacks: Lack[] = [];
    for (const name of completingFields(this.#policy)) {
      const field = findField(this.#task, name);
      const lack = field ? this.#shortcoming(field) : 'missing';
      if (lack !== undefined) lacks.push({ field: name, lack });
    }
    return lacks;
  }

  /** What keeps a field that is there from counting; undefined where nothing does. */
  #shortcoming(field: Field): Shortcoming | undefined {
    if (isEmptyValue(this.#text, field)) return 'missing';
    if (placeholders(this.#text, field).length > 0) return 'placeholder';
    switch (field.known) {
      case 'Plan':
        return this.planSteps.length < this.#policy.minimumPlanSteps ? 'short plan' : undefined;
      case 'Estimated Effort':
        return namesAmountOfTime(visibleValue(this.#text, field)) ? undefined : 'no amount of time';
      case 'Relevant Documentation':
        return this.documentPaths.length === 0 ? 'no document' : undefined;
      default:
        return undefined;
    }
  }
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
