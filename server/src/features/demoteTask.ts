import { Utils, URI } from 'vscode-uri';
import { demote, homeOf, type QueueEdits, type Refusal, type Task } from '#core';
import { type QueueFiles, toQueue, withBacklog } from '../workspace/queueFiles.ts';
import {
  type ActionContext,
  type ActionProvider,
  dataOf,
  moveEdit,
  moveOffer,
  moveOptions,
  namedTasks,
  namesOf,
  taskAt,
  taskOf,
} from './actionProvider.ts';

/** Takes the task of the cursor in TODO.md back to its group. */
export const demoteTask: ActionProvider = {
  actions: ['demoteTask'],

  async offer(request) {
    const task = taskAt(request, 'todo');
    if (!task) return [];
    const queue = homeward(await request.queue(), task);
    const title = `Demote to ${backlogOf(queue)}`;
    const changes = changesOf(queue, [task], request);
    return [moveOffer(title, changes, dataOf('demoteTask', request.file, task.range.start))];
  },

  async edit(data, context) {
    const tasks = namedTasks(data, context.file.document.tasks) ?? [taskOf(data, context)];
    const all = await context.queue();
    const homes = new Map(tasks.map((task) => homeward(all, task)).map((home) => [home.uris.backlog, home]));
    const [queue = all, other] = [...homes.values()];
    if (other)
      throw new Error(
        `The tasks go back to ${backlogOf(queue)} and to ${backlogOf(other)}. Demote to one at a time.`,
      );
    const changes = changesOf(queue, tasks, context);
    const report = `Demoted ${namesOf(tasks)} to ${backlogOf(queue)}.`;
    return moveEdit(queue, changes, context, report, tasks);
  },
};

/** The queue with the backlog that a task comes from, of several. */
function homeward(queue: QueueFiles, task: Task): QueueFiles {
  const home = homeOf(
    queue.backlogs.map(({ document }) => document),
    task,
  );
  const backlog = queue.backlogs.find(({ document }) => document === home);
  return backlog && backlog !== queue.backlog ? withBacklog(queue, backlog) : queue;
}

function backlogOf({ uris }: QueueFiles): string {
  return Utils.basename(URI.parse(uris.backlog));
}

function changesOf(queue: QueueFiles, tasks: readonly Task[], context: ActionContext): QueueEdits | Refusal {
  return demote(toQueue(queue), tasks, moveOptions(queue, context));
}
