import * as z from 'zod';
import { statuses } from '#core';
import { limitInput, priorityInput, queueInput, typeInput } from './inputs.ts';
import { limited, textOf } from './listText.ts';
import { listOutput } from './outputs.ts';
import { listOf } from './taskList.ts';
import { readingTool } from './tool.ts';

const input = z.strictObject({
  queue: queueInput,
  only: z
    .enum(['next', 'ready', 'incomplete'])
    .optional()
    .describe(
      'next: the task of TODO.md to work on next, with its whole text. ready: the tasks of TODO.md that can be worked on, the next one first. incomplete: tasks that lack required fields.',
    ),
  status: z.enum(statuses).optional().describe('Only tasks of this status.'),
  type: typeInput.optional(),
  priority: priorityInput.optional(),
  file: z
    .enum(['backlog', 'todo', 'archive'])
    .optional()
    .describe('Only tasks of these files. Without it, those of backlogs and TODO.md.'),
  limit: limitInput(60),
});
/** Lists queues, groups and tasks. */
export const listTasks = readingTool({
  name: 'agentBacklog_list',
  title: 'List Tasks',
  reference: 'listTasks',
  icon: '$(list-unordered)',
  description:
    'Lists the queues of the workspace with their groups and tasks: id, status, place (file:line) and title of each, what it lacks to be complete, what it waits for; and for each group what promoting it would move. Use it to find ids, and with only: "next" to get the task to work on.',
  userDescription: 'Lists queues, groups and tasks.',
  input,
  output: listOutput,
  async read(asked, services) {
    const data = limited(await listOf(asked, services), asked.limit);
    return { text: textOf(data, asked.only), data };
  },
});
