import { removalOf } from '../../document/blockText.ts';
import { doubtfulTasks } from '../../document/doubtfulTasks.ts';
import { taskLabel } from '../../document/ids.ts';
import type { Document, Task } from '../../document/model.ts';
import { areCopies } from '../../queue/sameTask.ts';
import { fileLabel, relatedTask } from '../around.ts';
import type { Rule } from '../rule.ts';
import { sharedIds } from './idUses.ts';

export const taskInTwoFiles: Rule = {
  code: 'task-in-two-files',
  group: 'queue',
  level: 'error',
  fix: 'offered',
  docs: {
    what: 'A task that stands in another file of its queue as well.',
    why: 'A move that was interrupted, or done by hand by halves, leaves a task in both files. Both copies can then be worked on and changed.',
    how: 'Remove the copy that should have gone. A task in ARCHIVE.md stays there; between BACKLOG.md and TODO.md, TASK_INDEX.md tells where the task is, else TODO.md. Compare the two first where the message says that they differ.',
    invalid:
      '## task_begin\n### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n**Status:** todo\n## task_end\n',
    valid:
      '## task_begin\n### # [id:TASK-20260301-002][type:dev][priority:high][component:web] Draw the tide curve\n**Status:** todo\n## task_end\n',
    beside: [
      {
        path: 'TODO.md',
        text: '## task_begin\n### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n**Status:** in-progress\n## task_end\n',
      },
    ],
  },
  *checkQueue(context) {
    const { document, own } = context;
    for (const { task, tag, kind, other } of sharedIds(context)) {
      if (kind !== 'copy') continue;
      const place = fileLabel(own, other.file);
      const advice = areCopies({ file: own, task }, other)
        ? 'A move was interrupted: remove this copy.'
        : 'The two differ: see that nothing is lost, then remove this copy.';
      yield {
        range: tag.valueRange,
        message: `${taskLabel(task)} is in ${place} as well. ${advice}`,
        related: [relatedTask(own, other, 'The copy that stays')],
        fixes: () =>
          hasCertainBounds(document, task) && hasCertainBounds(other.file.document, other.task)
            ? [
                {
                  title: `Remove this copy; the one in ${place} stays`,
                  edits: removalOf(document, [task]),
                  safe: false,
                },
              ]
            : [],
      };
    }
  },
};

/** Whether it is certain where a task begins and ends: else a part of it can be all that is left. */
function hasCertainBounds(document: Document, task: Task): boolean {
  return task.begin !== undefined && task.end !== undefined && !doubtfulTasks(document).has(task);
}
