import * as z from 'zod';
import { statuses, taskId } from '#core';
import { dataOf } from '../features/actionProvider.ts';
import { idInput, queueInput } from './inputs.ts';
import { freshQueues, queuesNamed, shownPath, tasksNamed } from './places.ts';
import { changingTool } from './tool.ts';

/** Starts, blocks, completes or reopens a task of TODO.md. */
export const setTaskStatus = changingTool({
  name: 'agentBacklog_setStatus',
  title: 'Set Task Status',
  reference: 'setTaskStatus',
  icon: '$(pass)',
  description:
    'Sets the status of a task in TODO.md: in-progress when work on it begins, blocked when it cannot go on, done when all of it is finished, todo to reopen it. The Status value alone changes, and the index entry with it. Tasks of a backlog are promoted first.',
  userDescription: 'Starts, blocks, completes or reopens a task of TODO.md.',
  idempotent: true,
  input: z.strictObject({
    id: idInput,
    status: z.enum(statuses).describe('The new status.'),
    queue: queueInput,
  }),
  async plan({ id, status, queue }, services) {
    const [placed] = tasksNamed(queuesNamed(await freshQueues(services), queue), [id], services);
    if (!placed) throw new Error(`There is no task ${id}.`);
    const { file } = placed;
    if (file.document.file !== 'todo')
      throw new Error(
        `${id} is in ${shownPath(services, file.uri)}. Only the status of tasks in TODO.md is set${
          file.document.file === 'backlog' ? ': promote it first' : ''
        }.`,
      );
    return {
      label: 'Set task status',
      file,
      dataOf: (now) => {
        const task = now.document.tasks.find((one) => taskId(one) === id);
        if (!task) throw new Error(`${id} is no longer there.`);
        return { ...dataOf('setStatus', now, task.range.start), status };
      },
    };
  },
});
