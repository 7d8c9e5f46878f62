import { headline } from '../headline.ts';
import { statusOf } from '../../policy/fieldValues.ts';
import type { Rule } from '../rule.ts';
import { batchTasks } from './batch.ts';

export const batchTooLarge: Rule = {
  code: 'batch-too-large',
  group: 'queue',
  level: 'warning',
  fix: 'none',
  docs: {
    what: 'More active tasks in TODO.md than a batch may have.',
    why: 'A batch is kept small so that its tasks get done before others begin. A task is active until its Status is done.',
    how: 'Finish tasks, or move some back to BACKLOG.md. The number is what the file’s instructions or the settings say, 5 where they are silent.',
    invalid:
      '<!-- SYSTEM INSTRUCTIONS: enclose each task in task_begin and task_end. Take up to 1 task. -->\n\n## task_begin\n### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n**Status:** in-progress\n## task_end\n\n## task_begin\n### # [id:TASK-20260301-002][type:dev][priority:high][component:web] Draw the tide curve\n**Status:** todo\n## task_end\n',
    valid:
      '<!-- SYSTEM INSTRUCTIONS: enclose each task in task_begin and task_end. Take up to 1 task. -->\n\n## task_begin\n### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n**Status:** in-progress\n## task_end\n',
  },
  *checkDocument({ document, policy: { batchSize } }) {
    const active = batchTasks(document).filter((task) => statusOf(document.text, task) !== 'done');
    const first = active[batchSize];
    if (!first) return;
    const count = String(active.length);
    const surplus = String(active.length - batchSize);
    yield {
      range: headline(first),
      message: `The batch has ${count} active tasks, and ${String(batchSize)} are allowed. Finish ${surplus}, or move ${surplus} back to BACKLOG.md.`,
    };
  },
};
