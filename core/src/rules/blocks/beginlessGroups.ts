import type { Document, Marker, Task } from '../../document/model.ts';

/** A `## group_end` that closes nothing, and what it would close if the begin were there. */
export interface BeginlessGroup {
  readonly end: Marker;
  /** The group marker in front of it; the group's text begins behind that one. */
  readonly previous: Marker | undefined;
  /** The tasks in no group between the two. */
  readonly tasks: readonly Task[];
}

/** The groups that seem to lack only their begin: tasks in no group, and an end behind them. By their end. */
export function beginlessGroups(document: Document): ReadonlyMap<Marker, BeginlessGroup> {
  const groups = new Map<Marker, BeginlessGroup>();
  const unexpected = new Set(document.unexpectedEnds);
  const { tasks } = document;
  let next = 0;
  let previous: Marker | undefined;
  for (const marker of document.markers) {
    if (marker.block !== 'group') continue;
    const inside: Task[] = [];
    for (let task = tasks[next]; task && task.range.start < marker.range.start; task = tasks[++next]) {
      if (!task.group) inside.push(task);
    }
    if (unexpected.has(marker) && inside.length > 0)
      groups.set(marker, { end: marker, previous, tasks: inside });
    previous = marker;
  }
  return groups;
}
