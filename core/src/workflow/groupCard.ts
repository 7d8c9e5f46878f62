import type { Document, Group } from '../document/model.ts';
import { shortcomings } from '../policy/completeness.ts';
import { effortOf } from '../policy/effort.ts';
import type { Policy } from '../policy/policy.ts';
import type { Queue } from '../queue/queue.ts';
import { isFinished } from '../queue/taskState.ts';
import { type Batch, type BatchRefusal, chooseBatch } from './batch.ts';

/** What there is to say of a group at a glance. */
export interface GroupCard {
  readonly tasks: number;
  readonly done: number;
  /** Worked out when it is asked for. */
  readonly incomplete: number;
  /**
   * What promoting it would move now, or why it would not; undefined for a group outside a backlog. Worked out when it is
   * asked for, since that takes all files of the queue.
   */
  readonly batch: Batch | BatchRefusal | undefined;
  /** The estimates of its unfinished tasks together, in hours. */
  readonly effort: number;
  /** How many unfinished tasks have no estimate that can be read. */
  readonly withoutEffort: number;
}

/** The card of a group, in the queue of its file. */
export function groupCard(document: Document, group: Group, queue: Queue, policy: Policy): GroupCard {
  const { text } = document;
  const unfinished = group.tasks.filter((task) => !isFinished(document, task));
  const efforts = unfinished.map((task) => effortOf(text, task));
  const known = efforts.filter((effort) => effort !== undefined);
  return {
    tasks: group.tasks.length,
    done: group.tasks.length - unfinished.length,
    get incomplete() {
      return unfinished.filter((task) => shortcomings(text, task, policy).length > 0).length;
    },
    get batch() {
      return document.file === 'backlog'
        ? chooseBatch({ ...queue, backlog: document }, group, policy)
        : undefined;
    },
    effort: known.reduce((sum, effort) => sum + effort, 0),
    withoutEffort: efforts.length - known.length,
  };
}
