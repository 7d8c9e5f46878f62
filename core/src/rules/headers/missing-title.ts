import { taskLabel } from '../../document/ids.ts';
import type { Rule } from '../rule.ts';

export const missingTitle: Rule = {
  code: 'missing-title',
  group: 'headers',
  level: 'error',
  fix: 'none',
  docs: {
    what: 'A task header with tags and no title.',
    why: 'The title is what people and agents choose a task by; the index and every list show it.',
    how: 'Write a short title behind the last tag.',
    invalid: '### # [id:TASK-20260301-001][type:dev][priority:high][component:server]\n',
    valid: '### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n',
  },
  checkTask(task) {
    const { header } = task;
    if (header?.title !== '') return [];
    return [
      {
        range: header.tags.length > 0 ? header.tagsRange : header.range,
        message: `${taskLabel(task)} has no title. Write one behind its tags.`,
      },
    ];
  },
};
