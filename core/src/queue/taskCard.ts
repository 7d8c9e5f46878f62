import { taskId } from '../document/ids.ts';
import type { FileKind } from '../document/fileKind.ts';
import type { Document, Task } from '../document/model.ts';
import { findTag } from '../document/tags.ts';
import type { FieldName, Status } from '../document/vocabulary.ts';
import { type Shortcoming, shortcomings } from '../policy/completeness.ts';
import { findField, firstLine, statusOf, visibleValue } from '../policy/fieldValues.ts';
import { planSteps } from '../policy/planSteps.ts';
import type { Policy } from '../policy/policy.ts';
import { slice } from '../text/range.ts';
import { dependenciesOf } from './dependencies.ts';
import type { TaskPlace } from './knownTasks.ts';
import { isFinished, stateOf } from './taskState.ts';

/** What there is to say of a task at a glance. What its file does not say is undefined. */
export interface TaskCard {
  readonly id: string | undefined;
  readonly title: string;
  readonly status: Status | undefined;
  readonly type: string | undefined;
  readonly priority: string | undefined;
  readonly level: string | undefined;
  readonly component: string | undefined;
  /** What it lacks to be complete; empty for one that is done or archived. */
  readonly lacks: readonly { readonly field: FieldName; readonly lack: Shortcoming }[];
  /** The first line of its Estimated Effort. */
  readonly effort: string | undefined;
  /** How many numbered steps its Plan has. */
  readonly planSteps: number;
  /** The checkboxes of its Acceptance Criteria. */
  readonly criteria: Ticks;
  readonly dependencies: readonly DependencyState[];
}

/** How many checkboxes there are, and how many of them are ticked. */
export interface Ticks {
  readonly checked: number;
  readonly total: number;
}

/** A task that another one names in its Dependencies. */
export interface DependencyState {
  readonly id: string;
  /** Where it is and how far; undefined where no task has the id. */
  readonly found: { readonly title: string; readonly file: FileKind; readonly status: Status } | undefined;
}

/**
 * The card of a task.
 *
 * @param find finds the task of an id
 */
export function taskCard(
  document: Document,
  task: Task,
  policy: Policy,
  find: (id: string) => TaskPlace | undefined,
): TaskCard {
  const { text } = document;
  const tag = (name: Parameters<typeof findTag>[1]): string | undefined =>
    (task.header && findTag(task.header.tags, name)?.value) || undefined;
  const value = (name: FieldName): string | undefined => {
    const field = findField(task, name);
    return (field && slice(text, firstLine(text, field))) || undefined;
  };
  const status = statusOf(text, task);
  const plan = findField(task, 'Plan');
  return {
    id: taskId(task),
    title: task.header?.title ?? '',
    status,
    type: tag('type'),
    priority: tag('priority'),
    level: tag('p_level'),
    component: tag('component'),
    lacks: isFinished(document, task) ? [] : shortcomings(text, task, policy),
    effort: value('Estimated Effort'),
    planSteps: plan ? planSteps(text, plan).length : 0,
    criteria: ticksOf(text, task),
    dependencies: dependenciesOf(document, task).map((id) => ({ id, found: dependencyState(find(id)) })),
  };
}

function dependencyState(place: TaskPlace | undefined): DependencyState['found'] {
  if (!place) return undefined;
  const { document } = place.file;
  return {
    title: place.task.header?.title ?? '',
    file: document.file,
    status: stateOf(document, place.task),
  };
}

function ticksOf(text: string, task: Task): Ticks {
  const field = findField(task, 'Acceptance Criteria');
  const boxes = field ? [...visibleValue(text, field).matchAll(checkbox)] : [];
  return { checked: boxes.filter(([, tick]) => tick !== ' ').length, total: boxes.length };
}

const checkbox = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[([ xX])\]/gm;
