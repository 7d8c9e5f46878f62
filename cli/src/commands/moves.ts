import type { Status } from '#core';
import { addTask } from '#server/tools/addTask';
import { archiveDoneTasks } from '#server/tools/archiveDoneTasks';
import { promoteTasks } from '#server/tools/promoteTasks';
import { setTaskStatus } from '#server/tools/setTaskStatus';
import { type ExitStatus, WrongUse } from '../exitStatus.ts';
import { demoteTasks } from '../moves/demoteTasks.ts';
import { restoreTasks } from '../moves/restoreTasks.ts';
import type { Terminal } from '../terminal.ts';
import { move, type MoveOptions } from './move.ts';

/** A command that changes tasks. It throws an error when that is refused; the message says why. */
type Change<Target> = (target: Target, options: MoveOptions, terminal: Terminal) => Promise<ExitStatus>;

/** Promotes what is ready in a group, `TYPE/PRIORITY`, or tasks of one group by their ids. */
export const promote: Change<readonly string[]> = (targets, options, terminal) => {
  const [group, ...others] = targets.filter((target) => target.includes('/'));
  if (group === undefined)
    return move({ plan: promoteTasks.plan, input: { ids: targets }, here: false }, options, terminal);
  if (targets.length > 1)
    throw new WrongUse(`Promote one group at a time: ${[group, ...others].join(', ')} cannot go together.`);
  const [type, priority, ...rest] = group.split('/');
  if (!type || !priority || rest.length > 0)
    throw new WrongUse(`${group} is no group: write it as TYPE/PRIORITY, such as dev/high.`);
  return move({ plan: promoteTasks.plan, input: { type, priority }, here: true }, options, terminal);
};

export const demote: Change<readonly string[]> = (ids, options, terminal) =>
  move({ plan: demoteTasks, input: { ids }, here: false }, options, terminal);

/** Archives done tasks, all of them where none is named. */
export const archive: Change<readonly string[]> = (ids, options, terminal) => {
  const isAll = ids.length === 0;
  const input = isAll ? {} : { ids };
  return move({ plan: archiveDoneTasks.plan, input, here: isAll }, options, terminal);
};

export const restore: Change<readonly string[]> = (ids, options, terminal) =>
  move({ plan: restoreTasks, input: { ids }, here: false }, options, terminal);

export function setStatus(
  id: string,
  status: Status,
  options: MoveOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  return move({ plan: setTaskStatus.plan, input: { id, status }, here: false }, options, terminal);
}

/** What is known of a new task. */
export interface AddOptions {
  readonly type: string;
  readonly priority: string;
  readonly title: string;
  readonly createGroup?: boolean;
  readonly component?: string;
  readonly description?: string;
  readonly plan?: readonly string[];
  readonly effort?: string;
  readonly documentation?: readonly string[];
  readonly criterion?: readonly string[];
  readonly dependsOn?: readonly string[];
}

export function add(
  { criterion, dependsOn, queue, dryRun, json, ...task }: AddOptions & MoveOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const input = {
    ...task,
    ...(criterion && { acceptanceCriteria: criterion }),
    ...(dependsOn && { dependencies: dependsOn }),
  };
  const options = {
    ...(queue !== undefined && { queue }),
    ...(dryRun && { dryRun }),
    ...(json && { json }),
  };
  return move({ plan: addTask.plan, input, here: true }, options, terminal);
}
