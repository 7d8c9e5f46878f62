import * as z from 'zod';
import { dataOf } from '../features/actionProvider.ts';
import { idInput, queueInput } from './inputs.ts';
import { freshQueues, queueNamed, queuesNamed, tasksOfOneFile } from './places.ts';
import { changingTool, type Move } from './tool.ts';

/** Moves done tasks from TODO.md to ARCHIVE.md. */
export const archiveDoneTasks = changingTool({
  name: 'agentBacklog_archive',
  title: 'Archive Done Tasks',
  reference: 'archiveTasks',
  icon: '$(archive)',
  description:
    'Moves tasks whose status is done from TODO.md to the end of ARCHIVE.md: all of them, or those of the given ids. A task without a day of completion gets today. Set the status to done first. Use this instead of editing the files.',
  userDescription: 'Moves done tasks from TODO.md to ARCHIVE.md.',
  idempotent: false,
  input: z.strictObject({
    ids: z.array(idInput).min(1).optional().describe('Only these tasks. Without it, all that are done.'),
    queue: queueInput,
  }),
  async plan({ ids, queue }, services): Promise<Move> {
    const label = 'Archive done tasks';
    const queues = queuesNamed(await freshQueues(services), queue);
    if (ids === undefined) {
      const { queue: files, name } = queueNamed(queues, queue);
      if (!files.todo) throw new Error(`The queue ${name} has no TODO.md.`);
      return { label, file: files.todo, dataOf: (now) => dataOf('archiveTasks', now) };
    }
    const where = 'Only tasks of TODO.md are archived.';
    const { file, tasks } = tasksOfOneFile(queues, ids, 'todo', where, services);
    return {
      label,
      file,
      dataOf: (now) => ({ ...dataOf('archiveTasks', now), ids: tasks.map(({ id }) => id) }),
    };
  },
});
