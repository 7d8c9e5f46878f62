import * as z from 'zod';
import { dataOf } from '../features/actionProvider.ts';
import { idInput, priorityInput, queueInput, typeInput } from './inputs.ts';
import type { NamedQueue } from '../features/namedQueues.ts';
import type { TaskFile } from '../workspace/taskFile.ts';
import { freshQueues, groupNamed, hasGroup, mustBeThere, type PlacedGroup, queueNamed } from './places.ts';
import { changingTool } from './tool.ts';

const line = z.string().trim().min(1).max(1000);

/** Adds a task to a group of a backlog. */
export const addTask = changingTool({
  name: 'agentBacklog_addTask',
  title: 'Add Task',
  reference: 'addTask',
  icon: '$(add)',
  description:
    'Adds a task to the end of a group of the backlog, with the next free id and all fields that the file asks for. Where there is no such group, createGroup makes it. A field that is not given gets template text, and the task is incomplete until somebody replaces that: give description, plan, effort and documentation where they are known. Every value is plain text of one line, without comments, markers or headers. The answer names the id and what the task still lacks.',
  userDescription: 'Adds a task to a group of a backlog.',
  idempotent: false,
  input: z.strictObject({
    title: line.max(200).describe('What is to be done, in one short line.'),
    type: typeInput,
    priority: priorityInput,
    component: line
      .max(100)
      .optional()
      .describe('The part that it is about. Without it, that of most tasks of the group.'),
    description: line.optional().describe('What is wanted and why.'),
    plan: z.array(line).min(1).max(50).optional().describe('The steps, without numbers.'),
    effort: line.max(100).optional().describe('The estimated effort with a unit, such as "2 days".'),
    documentation: z
      .array(line.max(300))
      .min(1)
      .max(20)
      .optional()
      .describe('Paths of relevant documents, such as docs/api/stations.md.'),
    acceptanceCriteria: z.array(line).min(1).max(50).optional().describe('How it is known to be done.'),
    dependencies: z.array(idInput).min(1).max(50).optional().describe('The ids of tasks it waits for.'),
    createGroup: z
      .boolean()
      .optional()
      .describe('Makes the group where the backlog has none of this type and priority.'),
    queue: queueInput,
  }),
  async plan({ title, type, priority, component, createGroup = false, queue, ...fields }, services) {
    const queues = await freshQueues(services);
    const named = queueNamed(queues, queue);
    mustBeThere(queues, fields.dependencies ?? []);
    const newGroup = { type, priority };
    const isMade = createGroup && !hasGroup(named, newGroup);
    const { file, at } = isMade ? firstBacklog(named) : placeOf(groupNamed(named, newGroup, 'any'));
    return {
      label: 'Add task',
      file,
      dataOf: (now) => ({
        ...dataOf('newTask', now, at),
        ...(isMade && { newGroup }),
        title,
        ...(component !== undefined && { component }),
        fields,
      }),
    };
  },
});

function placeOf({ group, file }: PlacedGroup): { readonly file: TaskFile; readonly at: number } {
  return { file, at: group.begin.range.start };
}

/** @throws Error when the queue has no backlog */
function firstBacklog({ queue, name }: NamedQueue): { readonly file: TaskFile; readonly at?: undefined } {
  const [file] = queue.backlogs;
  if (!file) throw new Error(`The queue ${name} has no BACKLOG.md.`);
  return { file };
}
