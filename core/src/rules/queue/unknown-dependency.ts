import { taskLabel } from '../../document/ids.ts';
import type { Rule } from '../rule.ts';
import { Waiting, waitingTasks } from './waiting.ts';

export const unknownDependency: Rule = {
  code: 'unknown-dependency',
  group: 'queue',
  level: 'warning',
  levelIn: { archive: 'off' },
  fix: 'none',
  docs: {
    what: 'A dependency on an id that no task and no index entry of the workspace has.',
    why: 'A task waits for its dependencies to be done. What is nowhere never is, so that the task can never be promoted.',
    how: 'Correct the id, or remove it where the task was dropped. Ids are looked for in all queues of the workspace, archives and indexes included.',
    invalid:
      '## task_begin\n### # [id:TASK-20260301-002][type:dev][priority:high][component:web] Draw the tide curve\n**Dependencies:** TASK-20260301-011\n## task_end\n',
    valid:
      '## task_begin\n### # [id:TASK-20260301-002][type:dev][priority:high][component:web] Draw the tide curve\n**Dependencies:** TASK-20260301-001\n## task_end\n',
    beside: [
      {
        path: 'TASK_INDEX.md',
        text: '## index_entry_begin\n[id:TASK-20260301-001]\nstatus: done\nlocation: ARCHIVE.md\n## index_entry_end\n',
      },
    ],
  },
  *checkQueue(context) {
    if (!context.around.complete) return;
    const waiting = new Waiting(context);
    for (const { task } of waitingTasks(context)) {
      for (const { id, range } of waiting.namedBy(task)) {
        if (!waiting.isUnknown(id)) continue;
        yield {
          range,
          message: `${taskLabel(task)} depends on ${id}, which is no task of this workspace. Correct or remove the id.`,
        };
      }
    }
  },
};
