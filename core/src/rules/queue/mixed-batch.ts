import { taskLabel } from '../../document/ids.ts';
import type { Document, Task } from '../../document/model.ts';
import { readBatchType } from '../../policy/batchFocus.ts';
import { statusOf } from '../../policy/fieldValues.ts';
import type { Surroundings } from '../../queue/surroundings.ts';
import type { MoveFix, Rule } from '../rule.ts';
import { type TypedTask, typedTasks } from './batch.ts';

export const mixedBatch: Rule = {
  code: 'mixed-batch',
  group: 'queue',
  level: 'error',
  fix: 'offered',
  docs: {
    what: 'A task in TODO.md that is of another type than the batch.',
    why: 'A batch is work of one type, so that an agent stays with one matter. While types are mixed, no group can be promoted.',
    how: 'Move the task back to the group of its type in BACKLOG.md; where its tag is wrong, change that. The batch’s type is what Batch Type names, else what most tasks are.',
    invalid:
      '### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n\n### # [id:TASK-20260301-002][type:dev][priority:high][component:web] Draw the tide curve\n\n### # [id:TASK-20260301-003][type:docs][priority:high][component:web] Explain the tide tables\n',
    valid:
      '### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n\n### # [id:TASK-20260301-002][type:dev][priority:high][component:web] Draw the tide curve\n',
  },
  *checkDocument({ document, around }) {
    const tasks = typedTasks(document);
    const first = firstOfType(document, tasks);
    if (!first) return;
    const { type } = first;
    for (const { task, type: own, range } of tasks) {
      if (own === type) continue;
      const isDone = statusOf(document.text, task) === 'done';
      const place = isDone ? 'on to ARCHIVE.md' : 'back to BACKLOG.md';
      yield {
        range,
        message: `${taskLabel(task)} has the type ${own} in a batch of type ${type}. Move it ${place}.`,
        related: [{ range: first.range, message: `The first task of type ${type}` }],
        fixes: () => (around ? waysOut(task, isDone, around) : []),
      };
    }
  },
};

function waysOut(task: Task, isDone: boolean, { files }: Surroundings): MoveFix[] {
  if (isDone) return [{ title: 'Archive it', move: 'archive', task, safe: false }];
  return files.some(({ document }) => document.file === 'backlog')
    ? [{ title: 'Move it back to BACKLOG.md', move: 'demote', task, safe: false }]
    : [];
}

/**
 * The first task of the batch's type: of the one that the batch focus names, if any task has it; else of that of most
 * tasks, the first one of several.
 */
function firstOfType(document: Document, tasks: readonly TypedTask[]): TypedTask | undefined {
  const byType = new Map<string, { readonly first: TypedTask; count: number }>();
  for (const task of tasks) {
    const same = byType.get(task.type);
    if (same) same.count++;
    else byType.set(task.type, { first: task, count: 1 });
  }
  const named = readBatchType(document)?.type?.toLowerCase();
  let most: { readonly first: TypedTask; readonly count: number } | undefined;
  for (const one of byType.values()) {
    if (one.first.type.toLowerCase() === named) return one.first;
    if (one.count > (most?.count ?? 0)) most = one;
  }
  return most?.first;
}
