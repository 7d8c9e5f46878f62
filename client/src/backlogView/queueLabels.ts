/** Names of folders that hold task files in many repositories, and tell no queue from another. */
const usual: ReadonlySet<string> = new Set(['tasks', 'task', 'todo', 'backlog']);

/**
 * What queues are called in rows that are not wide: the last folder of each path that says what it is, with as many of
 * those above it as no other queue has the same.
 *
 * @param names the paths of the queues' folders, each once
 * @returns the label of each name
 */
export function queueLabels(names: readonly string[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  const all = names.map((name) => ({ name, folders: telling(name.split('/')) }));
  let left = all;
  for (let count = 1; left.length > 0; count++) {
    // One that has fewer folders is called by all of them from then on.
    const counts = new Map<string, number>();
    for (const { folders } of all) {
      const label = tail(folders, count);
      counts.set(label, (counts.get(label) ?? 0) + 1);
    }
    left = left.filter(({ name, folders }) => {
      const label = tail(folders, count);
      const isAlone = counts.get(label) === 1;
      if (isAlone || count >= folders.length) labels.set(name, isAlone ? label : name);
      return !labels.has(name);
    });
  }
  return labels;
}

function tail(folders: readonly string[], count: number): string {
  return folders.slice(-count).join('/');
}

function telling(folders: readonly string[]): readonly string[] {
  const last = folders.findLastIndex((folder) => !usual.has(folder.toLowerCase()));
  return last < 0 ? folders : folders.slice(0, last + 1);
}
