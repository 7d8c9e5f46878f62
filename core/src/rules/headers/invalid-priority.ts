import { taskLabel } from '../../document/ids.ts';
import { groupPriority, priorityMeant, soleTag } from '../../document/tagValues.ts';
import { priorities } from '../../document/vocabulary.ts';
import { replace } from '../../text/edits.ts';
import type { Rule } from '../rule.ts';

export const invalidPriority: Rule = {
  code: 'invalid-priority',
  group: 'headers',
  level: 'error',
  fix: 'offered',
  docs: {
    what: 'A priority that is not critical, high, medium or low, nor a slip of one.',
    why: 'Groups and batches go by these four. A task of another priority fits no group and is never taken.',
    how: 'Choose one of the four, that of the task’s group where it is in one.',
    invalid:
      '### # [id:TASK-20260301-001][type:dev][priority:urgent][component:server] Cache the tide tables\n',
    valid:
      '### # [id:TASK-20260301-001][type:dev][priority:critical][component:server] Cache the tide tables\n',
  },
  checkTask(task) {
    const tag = soleTag(task.header, 'priority');
    if (!tag || priorityMeant(tag.value)) return [];
    return [
      {
        range: tag.valueRange,
        message: `${taskLabel(task)} has the priority “${tag.value}”. Choose critical, high, medium or low.`,
        fixes: () => {
          const own = groupPriority(task.group);
          const choices = own ? [own, ...priorities.filter((priority) => priority !== own)] : priorities;
          return choices.map((priority) => ({
            title: `Change priority to ${priority}`,
            edits: [replace(tag.valueRange, priority)],
            safe: false,
          }));
        },
      },
    ];
  },
};
