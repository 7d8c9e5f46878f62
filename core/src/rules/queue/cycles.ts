/**
 * Finds which nodes of a graph lie on cycles together: Tarjan's strongly connected components, over what can be
 * reached from some nodes. Without recursion, as chains can be of any length; linear in nodes and edges.
 *
 * @returns for each node on a cycle a number that all nodes of its component share
 */
export function cyclesFrom(
  starts: Iterable<string>,
  edges: (node: string) => readonly string[],
): ReadonlyMap<string, number> {
  const visits = new Map<string, Visit>();
  const components = new Map<string, number>();
  const open: Visit[] = [];
  const path: Visit[] = [];
  const enter = (node: string): void => {
    const visit = { node, number: visits.size, lowest: visits.size, isOpen: true, next: 0 };
    visits.set(node, visit);
    open.push(visit);
    path.push(visit);
  };
  for (const start of starts) {
    if (!visits.has(start)) enter(start);
    for (let visit = path.at(-1); visit; visit = path.at(-1)) {
      const target = edges(visit.node)[visit.next++];
      if (target === undefined) {
        path.pop();
        close(visit);
        const above = path.at(-1);
        if (above) above.lowest = Math.min(above.lowest, visit.lowest);
        continue;
      }
      const seen = visits.get(target);
      if (!seen) enter(target);
      else if (seen.isOpen) visit.lowest = Math.min(visit.lowest, seen.number);
    }
  }
  return components;

  function close(visit: Visit): void {
    const { node, number, lowest } = visit;
    if (number !== lowest) return;
    const members = open.splice(open.lastIndexOf(visit));
    const isCycle = members.length > 1 || edges(node).includes(node);
    for (const member of members) {
      member.isOpen = false;
      if (isCycle) components.set(member.node, number);
    }
  }
}

interface Visit {
  readonly node: string;
  readonly number: number;
  lowest: number;
  isOpen: boolean;
  /** The edge to follow next. */
  next: number;
}

/**
 * The shortest way from one node to another, both included; undefined where more than `most` nodes would have to be
 * looked at to find it.
 */
export function wayBetween(
  from: string,
  to: string,
  edges: (node: string) => readonly string[],
  most: number,
): readonly string[] | undefined {
  const cameFrom = new Map<string, string | undefined>([[from, undefined]]);
  for (const node of cameFrom.keys()) {
    if (node === to) {
      const way: string[] = [];
      for (let at: string | undefined = to; at !== undefined; at = cameFrom.get(at)) way.unshift(at);
      return way;
    }
    for (const target of edges(node)) {
      if (cameFrom.has(target)) continue;
      if (cameFrom.size >= most) return undefined;
      cameFrom.set(target, node);
    }
  }
  return undefined;
}
