import { taskLabel } from '../../document/ids.ts';
import { statusOf } from '../../policy/fieldValues.ts';
import { relatedTask } from '../around.ts';
import type { Rule } from '../rule.ts';
import { cyclesFrom } from './cycles.ts';
import { Waiting, waitingTasks } from './waiting.ts';

export const unmetDependency: Rule = {
  code: 'unmet-dependency',
  group: 'queue',
  level: 'information',
  levelIn: { archive: 'off' },
  fix: 'none',
  docs: {
    what: 'A task in progress whose dependency is not done.',
    why: 'What it builds on is not there yet. Either the order is not kept, or the dependency is none.',
    how: 'Finish the dependency first, and set the Status to blocked meanwhile; or remove the dependency where the task does not need it. Done is what has the Status done or stands in an archive.',
    invalid:
      '## task_begin\n### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n**Status:** todo\n## task_end\n\n## task_begin\n### # [id:TASK-20260301-002][type:dev][priority:high][component:web] Draw the tide curve\n**Status:** in-progress\n**Dependencies:** TASK-20260301-001\n## task_end\n',
    valid:
      '## task_begin\n### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n**Status:** done\n## task_end\n\n## task_begin\n### # [id:TASK-20260301-002][type:dev][priority:high][component:web] Draw the tide curve\n**Status:** in-progress\n**Dependencies:** TASK-20260301-001\n## task_end\n',
  },
  *checkQueue(context) {
    const waiting = new Waiting(context);
    const { own } = context;
    const started = waitingTasks(context).filter(
      ({ task }) => statusOf(context.document.text, task) === 'in-progress',
    );
    const unmet = started.flatMap(({ id, task }) =>
      waiting.namedBy(task).flatMap((dependency) => {
        const status = waiting.status(dependency.id);
        return status === undefined || status === 'done' ? [] : [{ id, task, dependency, status }];
      }),
    );
    if (unmet.length === 0) return;
    const cycles = cyclesFrom(
      started.map(({ id }) => id),
      (id) => waiting.edges(id),
    );
    for (const { id, task, dependency, status } of unmet) {
      const cycle = cycles.get(dependency.id);
      // Tasks that wait for each other are reported as such.
      if (cycle !== undefined && cycle === cycles.get(id)) continue;
      const place = waiting.placeWith(dependency.id, status);
      yield {
        range: dependency.range,
        message: `${taskLabel(task)} is in progress, but ${dependency.id}, on which it depends, is ${status}. Finish that one first.`,
        related: place ? [relatedTask(own, place, `Task ${dependency.id} is ${status}`)] : [],
      };
    }
  },
};
