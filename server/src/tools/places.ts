import { type FileKind, findTag, type Group, type GroupTags, isOneSlip, type Task, taskId } from '#core';
import { groupsWith } from '../features/actionProvider.ts';
import { pathIn } from '../features/filePath.ts';
import { type NamedQueue, namedQueues } from '../features/namedQueues.ts';
import { filesOf } from '../workspace/queueFiles.ts';
import type { TaskFile } from '../workspace/taskFile.ts';
import type { Services } from '../services.ts';

/** A task of a queue, and the file that it is in. */
export interface PlacedTask {
  readonly id: string;
  readonly task: Task;
  readonly file: TaskFile;
  readonly queue: NamedQueue;
}

/** A group of a backlog. */
export interface PlacedGroup {
  readonly group: Group;
  readonly file: TaskFile;
}

/**
 * Every queue of the workspace with its files as they are at this moment: agents change files and ask at once. A file that
 * cannot be read is in none; moves of its queue are refused when they are made.
 */
export async function freshQueues({ workspace }: Services): Promise<NamedQueue[]> {
  await workspace.refresh();
  return namedQueues(workspace);
}

/**
 * The queues that a tool is to look at: the one that is named, or all.
 *
 * @throws Error when there is no queue of this name, or none at all
 */
export function queuesNamed(queues: readonly NamedQueue[], name: string | undefined): readonly NamedQueue[] {
  if (queues.length === 0)
    throw new Error(
      'There is no task queue in the workspace: no BACKLOG.md or TODO.md with groups or tasks.',
    );
  if (name === undefined) return queues;
  const path = trimmed(name);
  const found = queues.filter((queue) => queue.name === path);
  if (found.length > 0) return found;
  // The queue right in the only workspace folder is called by that one's name; nothing and a dot mean it as well.
  const atTop = queues.filter(({ queue }) => path === '' && queues.every((other) => isIn(other, queue)));
  if (atTop.length > 0) return atTop;
  throw new Error(`There is no queue ${name}. The queues are ${listed(queues)}.`);
}

/**
 * The one queue that a tool is to change.
 *
 * @throws Error when there are several and none is named, likewise
 */
export function queueNamed(queues: readonly NamedQueue[], name: string | undefined): NamedQueue {
  const [first, ...others] = queuesNamed(queues, name);
  if (first && others.length === 0) return first;
  throw new Error(`There are several queues: ${listed(queues)}. Name one of them as queue.`);
}

/**
 * The tasks of ids.
 *
 * @throws Error when there is none with an id, or several
 */
export function tasksNamed(
  queues: readonly NamedQueue[],
  ids: readonly string[],
  services: Pick<Services, 'workspace'>,
): PlacedTask[] {
  const all = queues.flatMap(tasksOf);
  return [...new Set(ids)].map((id) => {
    const [found, ...others] = all.filter((placed) => placed.id === id);
    if (!found) throw new Error(`There is no task ${id}.${hint(id, all)}`);
    if (others.length === 0) return found;
    throw new Error(severalText(id, [found, ...others], services));
  });
}

/**
 * The tasks of ids that must all be in one file.
 *
 * @param kind which file of a queue that is
 * @param where why others are refused, as a sentence
 * @throws Error when there is none with an id, or several, or one in another file
 */
export function tasksOfOneFile(
  queues: readonly NamedQueue[],
  ids: readonly string[],
  kind: FileKind,
  where: string,
  services: Pick<Services, 'workspace'>,
): { readonly file: TaskFile; readonly tasks: readonly PlacedTask[] } {
  const tasks = tasksNamed(queues, ids, services);
  const elsewhere = tasks.find(({ file }) => file.document.file !== kind);
  if (elsewhere)
    throw new Error(`${elsewhere.id} is in ${shownPath(services, elsewhere.file.uri)}. ${where}`);
  const [first] = tasks;
  if (!first) throw new Error('No task is named.');
  if (tasks.some(({ file }) => file !== first.file))
    throw new Error('The tasks are not of one queue. Take one queue at a time.');
  return { file: first.file, tasks };
}

/**
 * Makes sure that there are tasks of ids, or that an index knows of them.
 *
 * @throws Error when nothing has an id
 */
export function mustBeThere(queues: readonly NamedQueue[], ids: readonly string[]): void {
  const all = queues.flatMap(tasksOf);
  const entries = queues.flatMap(({ queue }) => queue.index?.document.indexEntries ?? []);
  const known = new Set([...all.map(({ id }) => id), ...entries.map(({ id }) => id?.value)]);
  const unknown = ids.find((id) => !known.has(id));
  if (unknown !== undefined) throw new Error(`There is no task ${unknown}.${hint(unknown, all)}`);
}

/** Why nobody can tell which of several tasks of one id is meant. */
function severalText(
  id: string,
  found: readonly PlacedTask[],
  services: Pick<Services, 'workspace'>,
): string {
  const queues = new Set(found.map(({ queue }) => queue.queue.folder));
  if (queues.size > 1) {
    const names = new Set(found.map(({ queue }) => queue.name));
    const places = [...new Set(found.map(({ file }) => shownPath(services, file.uri)))];
    return names.size === queues.size
      ? `${id} is a task of several queues: ${[...names].join(', ')}. Name one of them as queue.`
      : `${id} is a task of several queues: it is in ${places.join(' and in ')}. Give each task an id of its own first.`;
  }
  const files = [...new Set(found.map(({ file }) => file.uri))].map((uri) => shownPath(services, uri));
  return files.length > 1
    ? `${id} is in ${files.join(' and in ')}. Remove one copy first; a check says which.`
    : `There are ${String(found.length)} tasks with the id ${id}. Give each its own first.`;
}

/** Whether a queue's backlogs have a group of a type and a priority. */
export function hasGroup({ queue }: NamedQueue, tags: GroupTags): boolean {
  return queue.backlogs.some((file) => groupsWith(file, tags).length > 0);
}

/**
 * The group of a type and a priority; of several the first one.
 *
 * @param wanted whether one that has tasks comes before those that have none
 * @throws Error when there is none; the message names those that are there
 */
export function groupNamed(
  { queue, name }: NamedQueue,
  tags: GroupTags,
  wanted: 'any' | 'with tasks',
): PlacedGroup {
  const found = queue.backlogs.flatMap((file) => groupsWith(file, tags).map((group) => ({ group, file })));
  const [first] = found;
  const filled = wanted === 'with tasks' ? found.find(({ group }) => group.tasks.length > 0) : undefined;
  if (first) return filled ?? first;
  const groups = queue.backlogs.flatMap(({ document }) => document.groups);
  const known = [
    ...new Set(groups.map((group) => `${tag(group, 'type') ?? 'none'} ${tag(group, 'priority') ?? 'none'}`)),
  ];
  const there = known.length === 0 ? 'It has no groups.' : `Its groups are ${known.join(', ')}.`;
  throw new Error(
    `The backlog of ${name} has no group of type ${tags.type} and priority ${tags.priority}. ${there}`,
  );
}

/** The path of a file as agents are told it, with the name of its workspace folder where there are several. */
export function shownPath({ workspace }: Pick<Services, 'workspace'>, uri: string): string {
  const path = pathIn(workspace, uri);
  const root = workspace.folderOf(uri);
  if (!workspace.hasSeveralFolders || root === undefined) return path;
  return `${workspace.folderName(root)}/${path}`;
}

function tasksOf(named: NamedQueue): PlacedTask[] {
  return filesOf(named.queue).flatMap((file) =>
    file.document.tasks.flatMap((task) => {
      const id = taskId(task);
      return id === undefined ? [] : [{ id, task, file, queue: named }];
    }),
  );
}

/** The ids that somebody may have meant. */
function hint(id: string, all: readonly PlacedTask[]): string {
  const ids = [...new Set(all.map((placed) => placed.id))];
  const same = ids.filter((one) => one.toLowerCase() === id.toLowerCase());
  const near = same.length > 0 ? same : ids.filter((one) => isOneSlip(one.toLowerCase(), id.toLowerCase()));
  if (near.length === 0) return '';
  return ` Near to it ${near.length === 1 ? 'is' : 'are'} ${near.slice(0, mostHints).join(', ')}.`;
}

const mostHints = 5;

function trimmed(path: string): string {
  return path
    .trim()
    .replace(/^(\.\/)+/, '')
    .replace(/^\.$/, '')
    .replace(/\/+$/, '');
}

function isIn(other: NamedQueue, queue: NamedQueue['queue']): boolean {
  return other.queue === queue || other.queue.folder.startsWith(`${queue.folder}/`);
}

function listed(queues: readonly NamedQueue[]): string {
  return queues.map(({ name }) => name).join(', ');
}

function tag({ begin }: Group, name: 'type' | 'priority'): string | undefined {
  return findTag(begin.tags, name)?.value;
}
