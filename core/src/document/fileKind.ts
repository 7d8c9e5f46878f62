/** What a task file is for, as the table in docs/dialect.md tells. */
export type FileKind = 'backlog' | 'todo' | 'archive' | 'index' | 'tasks';

/** The kind of file that a path or URI names by its last part; undefined for a file that cannot be ours. */
export function fileKind(path: string): FileKind | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return name.endsWith('BACKLOG.md') ? 'backlog' : kinds.get(name);
}

const kinds: ReadonlyMap<string, FileKind> = new Map([
  ['TODO.md', 'todo'],
  ['ARCHIVE.md', 'archive'],
  ['TASK_INDEX.md', 'index'],
  ['TASKS.md', 'tasks'],
]);
