import type { Document, Marker, Task } from '../../document/model.ts';

/** A `## group_end` that closes nothing, and what it would close if the begin were there. */
export interface BeginlessGroup {
  readonly end: Marker;
  /** The group marker in front of it; the group's text begins behind that one. */
  readonly previous: Marker | undefined;
  /** The tasks between the two, which are in no group. */
  readonly tasks: readonly Task[];
}

/** The groups that may lack only their begin: an end that closes none, and what stands in front of it. By their end. */
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
      inside.push(task);
    }
    if (unexpected.has(marker)) groups.set(marker, { end: marker, previous, tasks: inside });
    previous = marker;
  }
  return groups;
}
