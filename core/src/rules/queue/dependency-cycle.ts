import { relatedTask } from '../around.ts';
import type { Rule } from '../rule.ts';
import { cyclesFrom, wayBetween } from './cycles.ts';
import { Waiting, waitingTasks } from './waiting.ts';

export const dependencyCycle: Rule = {
  code: 'dependency-cycle',
  group: 'queue',
  level: 'error',
  levelIn: { archive: 'off' },
  fix: 'none',
  docs: {
    what: 'Tasks that wait for each other.',
    why: 'None of them can be promoted before the other one is done, so that none ever is.',
    how: 'Remove one of the dependencies; where two tasks really need each other, make them one. Tasks that are done or archived wait for nothing.',
    invalid:
      '## task_begin\n### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n**Dependencies:** TASK-20260301-002\n## task_end\n\n## task_begin\n### # [id:TASK-20260301-002][type:dev][priority:high][component:web] Draw the tide curve\n**Dependencies:** TASK-20260301-001\n## task_end\n',
    valid:
      '## task_begin\n### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n**Dependencies:** None\n## task_end\n\n## task_begin\n### # [id:TASK-20260301-002][type:dev][priority:high][component:web] Draw the tide curve\n**Dependencies:** TASK-20260301-001\n## task_end\n',
  },
  *checkQueue(context) {
    const { own } = context;
    const waiting = new Waiting(context);
    const edges = (id: string): readonly string[] => waiting.edges(id);
    const tasks = waitingTasks(context);
    const cycles = cyclesFrom(
      tasks.map(({ id }) => id),
      edges,
    );
    const edgesInCycles = new Map(
      [...cycles].map(([id, cycle]) => [id, edges(id).filter((target) => cycles.get(target) === cycle)]),
    );
    const onCycle = (id: string): readonly string[] => edgesInCycles.get(id) ?? [];
    for (const { id, task } of tasks) {
      const cycle = cycles.get(id);
      if (cycle === undefined) continue;
      for (const dependency of waiting.namedBy(task)) {
        if (cycles.get(dependency.id) !== cycle) continue;
        const way = wayBetween(dependency.id, id, onCycle, mostLookedAt);
        const next = dependency.id === id ? [] : waiting.places(dependency.id).slice(0, 1);
        yield {
          range: dependency.range,
          message: messageFor(id, dependency.id, way),
          related: next.map((place) =>
            relatedTask(own, place, `Task ${dependency.id}, which waits for ${id}`),
          ),
        };
      }
    }
  },
};

function messageFor(id: string, next: string, way: readonly string[] | undefined): string {
  if (id === next) return `Task ${id} waits for itself. Remove the dependency.`;
  const round =
    way && way.length <= longestWay
      ? [id, ...way]
      : [id, ...(way ?? [next]).slice(0, longestWay - 2), '…', id];
  return `Task ${id} waits for itself: ${round.join(' → ')}. Remove one of these dependencies.`;
}

/** A way with more tasks is shortened. */
const longestWay = 6;

/** A way round that is not found among so many tasks is not worth the search, which every finding makes. */
const mostLookedAt = 50;
