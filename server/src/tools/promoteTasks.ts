import * as z from 'zod';
import { findTag } from '#core';
import { dataOf } from '../features/actionProvider.ts';
import { idInput, priorityInput, queueInput, typeInput } from './inputs.ts';
import { freshQueues, groupNamed, queueNamed, queuesNamed, shownPath, tasksNamed } from './places.ts';
import { changingTool, type Move } from './tool.ts';

/** Moves tasks of one group from a backlog to TODO.md. */
export const promoteTasks = changingTool({
  name: 'agentBacklog_promote',
  title: 'Promote Tasks',
  reference: 'promoteTasks',
  icon: '$(arrow-up)',
  description:
    'Moves tasks from a backlog to TODO.md to be worked on: all ready tasks of one group (give type and priority), or some tasks of one group (give ids). Tasks are taken in listed order up to the batch size; those that are incomplete or wait for others are passed over, and the answer says why. TODO.md holds tasks of one type only. Whole task blocks move byte for byte. Use this instead of editing the files.',
  userDescription: 'Moves tasks of one group from a backlog to TODO.md.',
  idempotent: false,
  input: z.strictObject({
    type: typeInput.optional(),
    priority: priorityInput.optional(),
    ids: z.array(idInput).min(1).optional().describe('Only these tasks of the group.'),
    queue: queueInput,
  }),
  async plan({ type, priority, ids, queue }, services): Promise<Move> {
    const queues = queuesNamed(await freshQueues(services), queue);
    const label = 'Promote tasks';
    if (ids === undefined) {
      if (type === undefined || priority === undefined)
        throw new Error('Give type and priority of a group, or the ids of tasks.');
      const { group, file } = groupNamed(queueNamed(queues, queue), { type, priority }, 'with tasks');
      return {
        label,
        file,
        dataOf: (now) => dataOf('promoteGroup', now, group.begin.range.start),
      };
    }
    const tasks = tasksNamed(queues, ids, services);
    const elsewhere = tasks.find(({ file }) => file.document.file !== 'backlog');
    if (elsewhere)
      throw new Error(
        `${elsewhere.id} is not in a backlog, but in ${shownPath(services, elsewhere.file.uri)}.`,
      );
    const [first] = tasks;
    const group = first?.task.group;
    if (!first || !group) throw new Error(`${first?.id ?? 'The task'} is in no group.`);
    const other = tasks.find(({ task }) => task.group !== group);
    if (other)
      throw new Error(`${first.id} and ${other.id} are not in one group. Promote one group at a time.`);
    for (const [name, wanted] of [
      ['type', type],
      ['priority', priority],
    ] as const) {
      const value = findTag(group.begin.tags, name)?.value;
      if (wanted !== undefined && value !== wanted)
        throw new Error(`The group of ${first.id} has the ${name} ${value ?? 'of nothing'}, not ${wanted}.`);
    }
    return {
      label,
      file: first.file,
      dataOf: (now) => ({
        ...dataOf('promoteGroup', now, group.begin.range.start),
        ids: tasks.map(({ id }) => id),
      }),
    };
  },
});
