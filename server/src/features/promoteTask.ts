import { type ActionProvider, dataOf, moveOffer, nameOf, taskAt, taskOf } from './actionProvider.ts';
import { batchOf, promotionOf } from './promoteGroup.ts';

const title = 'Promote this task';

/** Promotes the task of the cursor alone. */
export const promoteTask: ActionProvider = {
  actions: ['promoteTask'],

  async offer(request) {
    const task = taskAt(request, 'backlog');
    if (!task?.group) return [];
    const { batch } = await batchOf(request, task.group, [task]);
    return [moveOffer(title, batch, dataOf('promoteTask', request.file, task.range.start))];
  },

  async edit(data, context) {
    const task = taskOf(data, context);
    if (!task.group) throw new Error('The task is in no group.');
    const { queue, batch } = await batchOf(context, task.group, [task]);
    if ('refused' in batch) throw new Error(batch.refused);
    return { ...promotionOf(queue, context, batch), report: `Promoted ${nameOf(task)} to TODO.md.` };
  },
};
