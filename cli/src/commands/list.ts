import { textOf } from '#server/tools/listText';
import { type Asked, listOf } from '#server/tools/taskList';
import type { TaskList } from '#server/tools/outputs';
import type { Disk } from '../disk/disk.ts';
import { rootOf } from '../disk/repository.ts';
import { openFolders } from '../disk/workspace.ts';
import { type ExitStatus, exitStatus, isPlain, WrongUse } from '../exitStatus.ts';
import { jsonText } from '../output/jsonText.ts';
import { type Relocate, relocated } from '../output/paths.ts';
import { visible } from '../output/visible.ts';
import type { Terminal } from '../terminal.ts';
import { queueHere } from './queueHere.ts';
import { UnreadFiles } from './unreadFiles.ts';

export interface ListOptions {
  /** The queue that is meant, by its folder. */
  readonly queue?: string;
  readonly json?: boolean;
  /** Only what can be worked on, or only what is to be worked on next, with its text. */
  readonly only?: 'ready' | 'next';
}

/**
 * Lists queues, groups and tasks.
 *
 * @throws WrongUse when there is no queue, or none of that name, or a file cannot be read
 */
export function list(options: ListOptions, terminal: Terminal): Promise<ExitStatus> {
  const unread = new UnreadFiles();
  return unread.around(terminal, () => printed(options, terminal, unread));
}

async function printed(
  { queue, json = false, only }: ListOptions,
  terminal: Terminal,
  unread: UnreadFiles,
): Promise<ExitStatus> {
  const { cwd, print } = terminal;
  const root = rootOf(cwd);
  const engine = await openFolders([root], unread.log);
  const name = queue ?? (cwd === root ? undefined : queueHere(engine, cwd));
  const data = await listed({ ...(name !== undefined && { queue: name }), ...(only && { only }) }, engine);
  const shown = fromHere(data, relocated(root, cwd));
  print(json ? asJson(shown, only) : asText(shown, only));
  unread.check(terminal);
  return exitStatus.done;
}

/** What could not be read is said on standard error. */
function asText({ queues, more }: TaskList, only: ListOptions['only']): string {
  return `${visible(textOf({ queues, more }, only))}\n`;
}

/** The queues with what is in them; of what is to be worked on the tasks alone. */
function asJson({ queues, unread }: TaskList, only: ListOptions['only']): string {
  const tasks = queues.flatMap(({ queue, sections }) =>
    sections.flatMap((section) => section.tasks.map((task) => ({ queue, ...task }))),
  );
  return jsonText({ ...(only ? { tasks } : { queues }), ...(unread && { unread }) });
}

async function listed(asked: Asked, engine: Disk): Promise<TaskList> {
  try {
    return await listOf(asked, engine);
  } catch (error) {
    // What agents are refused is for a person at the command line a wrong folder or name.
    if (isPlain(error)) throw new WrongUse(error.message, { cause: error });
    throw error;
  }
}

function fromHere({ queues, more, unread }: TaskList, relocate: Relocate): TaskList {
  const here = <Placed extends { file: string }>(placed: Placed): Placed => ({
    ...placed,
    file: relocate(placed.file),
  });
  return {
    queues: queues.map((queue) => ({
      ...queue,
      sections: queue.sections.map((section) => ({ ...here(section), tasks: section.tasks.map(here) })),
    })),
    more,
    ...(unread && { unread: unread.map(here) }),
  };
}
