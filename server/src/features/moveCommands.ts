import { ErrorCodes, type Position, ResponseError } from 'vscode-languageserver';
import type { Group, GroupTags, Status, TaskFileKind, TextRange } from '#core';
import type { TaskFile } from '../workspace/taskFile.ts';
import { type ActionData, dataOf, groupAt, groupsWith, taskAt } from './actionProvider.ts';

/** What a client hands over with a command, of which nothing is known yet. */
export type Argument = Readonly<Record<string, unknown>>;

/** What a command is about. */
export interface CommandPlace {
  readonly file: TaskFile;
  readonly position: Position | undefined;
  readonly argument: Argument;
}

/** A command that does what a code action does. */
export interface MoveCommand {
  /** Names the edit where a client shows what can be undone. */
  readonly title: string;
  /**
   * What the code action would have as its `data`.
   *
   * @throws Error when there is nothing at the place that the command could be about
   */
  readonly dataOf: (place: CommandPlace) => ActionData;
}

/** The commands by their names. */
export const moveCommands: ReadonlyMap<string, MoveCommand> = new Map([
  ['agentBacklog.promoteGroup', { title: 'Promote group', dataOf: promoteGroupData }],
  ['agentBacklog.promoteTask', onTask('Promote this task', 'promoteTask', 'backlog')],
  ['agentBacklog.demoteTask', onTask('Demote', 'demoteTask', 'todo')],
  ['agentBacklog.archiveTask', onTask('Archive this task', 'archiveTasks', 'todo')],
  ['agentBacklog.archiveDoneTasks', { title: 'Archive done tasks', dataOf: archiveData }],
  ['agentBacklog.restoreTask', onTask('Restore to TODO.md', 'restoreTask', 'archive')],
  ['agentBacklog.startTask', onStatus('Start', 'in-progress')],
  ['agentBacklog.blockTask', onStatus('Block', 'blocked')],
  ['agentBacklog.completeTask', onStatus('Complete', 'done')],
  ['agentBacklog.reopenTask', onStatus('Reopen', 'todo')],
  ['agentBacklog.newTask', { title: 'New task', dataOf: newTaskData }],
]);

function onTask(title: string, action: string, kind: TaskFileKind, more?: { status: Status }): MoveCommand {
  return {
    title,
    dataOf: (place) => {
      const task = taskAt({ file: place.file, offsets: offsetsOf(place) }, kind);
      if (!task) throw new Error(`There is no task of ${fileTitles[kind]} here.`);
      return { ...dataOf(action, place.file, task.range.start), ...more };
    },
  };
}

function onStatus(title: string, status: Status): MoveCommand {
  return onTask(title, 'setStatus', 'todo', { status });
}

function promoteGroupData(place: CommandPlace): ActionData {
  return dataOf('promoteGroup', place.file, groupHere(place).begin.range.start);
}

function archiveData({ file }: CommandPlace): ActionData {
  if (file.document.file !== 'todo') throw new Error('Only the tasks of TODO.md are archived.');
  return dataOf('archiveTasks', file);
}

function newTaskData(place: CommandPlace): ActionData {
  const { file, argument } = place;
  const { title, component } = argument;
  if (typeof title !== 'string') throw invalid('A new task needs a title.');
  if (component !== undefined && typeof component !== 'string') throw invalid('The component is not a text.');
  if (file.document.file !== 'backlog') throw new Error('New tasks go to a backlog.');
  const tags = groupTagsOf(argument);
  const group = tags ? groupsWith(file, tags)[0] : groupHere(place);
  const data = {
    ...dataOf('newTask', file, group?.begin.range.start),
    title,
    ...(tags && !group && { newGroup: tags }),
  };
  return component === undefined ? data : { ...data, component };
}

function groupHere(place: CommandPlace): Group {
  const group = groupAt({ file: place.file, offsets: offsetsOf(place) });
  if (!group) throw new Error('There is no group of a backlog here.');
  return group;
}

/** The tags by which a command names a group; undefined where it names none. */
function groupTagsOf(argument: Argument): GroupTags | undefined {
  const named = argument['group'] as { type?: unknown; priority?: unknown } | null | undefined;
  if (named === undefined || named === null) return undefined;
  const { type, priority } = named;
  if (typeof type !== 'string' || typeof priority !== 'string')
    throw invalid('A group has a type and a priority.');
  return { type, priority };
}

function offsetsOf({ file, position }: CommandPlace): TextRange {
  if (!position) throw invalid('The command needs a position.');
  const offset = file.lines.offset(position);
  return { start: offset, end: offset };
}

function invalid(message: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}

const fileTitles: Readonly<Record<TaskFileKind, string>> = {
  backlog: 'a backlog',
  todo: 'TODO.md',
  archive: 'ARCHIVE.md',
};
