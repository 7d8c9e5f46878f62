import * as z from 'zod';
import type { FileKind } from '#core';
import { dataOf } from '#server/features/actionProvider';
import { idInput, queueInput } from '#server/tools/inputs';
import { freshQueues, queuesNamed, tasksOfOneFile } from '#server/tools/places';
import { parsedInput, type PlanMove } from '#server/tools/tool';

/** A move of tasks that are named by their ids. */
export interface MoveById {
  /** Names the edit where it can be undone. */
  readonly label: string;
  /** The code action that makes it. */
  readonly action: string;
  /** The file that the tasks must be in. */
  readonly from: FileKind;
  /** Why others are refused, as a sentence. */
  readonly where: string;
}

const input = z.strictObject({ ids: z.array(idInput).min(1), queue: queueInput });

/** Plans a move of tasks of one file. */
export function planById({ label, action, from, where }: MoveById): PlanMove {
  return async (given, services) => {
    const { ids, queue } = parsedInput(input, given);
    const queues = queuesNamed(await freshQueues(services), queue);
    const { file, tasks } = tasksOfOneFile(queues, ids, from, where, services);
    return {
      label,
      file,
      dataOf: (now) => ({ ...dataOf(action, now), ids: tasks.map(({ id }) => id) }),
    };
  };
}
