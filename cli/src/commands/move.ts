import { changeText } from '#server/tools/changeText';
import type { ChangeData } from '#server/tools/outputs';
import type { PlanMove } from '#server/tools/tool';
import { Toolbox } from '#server/tools/toolbox';
import { Turns } from '#server/turns';
import { diskEngine } from '../disk/diskEngine.ts';
import { rootOf } from '../disk/repository.ts';
import { changeFolders, type Log, openFolders } from '../disk/workspace.ts';
import { type ExitStatus, exitStatus } from '../exitStatus.ts';
import { diffOf } from '../output/diff.ts';
import { jsonText } from '../output/jsonText.ts';
import { type Relocate, relocated } from '../output/paths.ts';
import { visible } from '../output/visible.ts';
import type { Terminal } from '../terminal.ts';
import { queueHere } from './queueHere.ts';
import { UnreadFiles } from './unreadFiles.ts';

/** What every command that changes files takes. */
export interface MoveOptions {
  /** The queue that is meant, by its folder. */
  readonly queue?: string;
  /** Prints what would be changed, as a unified diff, and changes nothing. */
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export interface MoveRequest {
  readonly plan: PlanMove;
  /** What the plan takes, but for the queue. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Whether the queue of the current folder is meant where none is named; ids are looked for in all. */
  readonly here: boolean;
}

/**
 * Moves or changes tasks of the queues that the current folder is about. Files of other queues that cannot be read are in
 * nobody's way.
 *
 * @throws Error when it is refused; the message says why
 */
export async function move(
  request: MoveRequest,
  options: MoveOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const unread = new UnreadFiles();
  terminal.print(await unread.around(terminal, () => moved(request, options, terminal, unread.log)));
  unread.tell(terminal);
  return exitStatus.done;
}

/** Does it, and gives what is printed of it. */
async function moved(
  { plan, input, here }: MoveRequest,
  { queue, dryRun = false, json = false }: MoveOptions,
  terminal: Terminal,
  log: Log,
): Promise<string> {
  const { cwd } = terminal;
  const root = rootOf(cwd);
  const inQueue: PlanMove = (given, services) => {
    const name = queue ?? (here ? queueHere(services, cwd) : undefined);
    return plan({ ...(given as object), ...(name !== undefined && { queue: name }) }, services);
  };
  if (dryRun) {
    const engine = diskEngine(await openFolders([root], log));
    const { texts } = await new Toolbox({ ...engine, turns: new Turns() }).plan(inQueue, input);
    return diffOf(texts, terminal);
  }
  const { data } = await changeFolders([root], log, (engine) =>
    new Toolbox({ ...engine, turns: new Turns() }).change(inQueue, input, () => false),
  );
  const { unread, ...shown } = fromHere(data, relocated(root, cwd));
  // In text it is said on standard error.
  return json ? jsonText({ ...shown, ...(unread && { unread }) }) : `${visible(changeText(shown))}\n`;
}

function fromHere({ tasks, files, unread, ...data }: ChangeData, relocate: Relocate): ChangeData {
  return {
    ...data,
    tasks: tasks.map(({ file, from, ...task }) => ({
      ...task,
      file: relocate(file),
      ...(from !== undefined && { from: relocate(from) }),
    })),
    files: files.map(relocate),
    ...(unread && { unread: unread.map(({ file, reason }) => ({ file: relocate(file), reason })) }),
  };
}
