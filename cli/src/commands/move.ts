import { changeText } from '#server/tools/changeText';
import type { ChangeData } from '#server/tools/outputs';
import { schemaVersion } from '#server/tools/schemaVersion';
import type { PlanMove } from '#server/tools/tool';
import { Toolbox } from '#server/tools/toolbox';
import { Turns } from '#server/turns';
import { diskEngine } from '../disk/diskEngine.ts';
import { changeFolders } from '../disk/workspace.ts';
import { type ExitStatus, exitStatus } from '../exitStatus.ts';
import { diffOf } from '../output/diff.ts';
import { type Relocate, relocated } from '../output/paths.ts';
import { visible } from '../output/visible.ts';
import type { Terminal } from '../terminal.ts';
import { openForReading, queueHere, sessionOf } from './session.ts';

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
 * Moves or changes tasks of the queues that the current folder is about.
 *
 * @throws Error when it is refused; the message says why
 */
export async function move(
  { plan, input, here }: MoveRequest,
  { queue, dryRun = false, json = false }: MoveOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const { cwd, print } = terminal;
  const session = sessionOf(terminal);
  const { root, log } = session;
  const inQueue: PlanMove = (given, services) => {
    const name = queue ?? (here ? queueHere(services, cwd) : undefined);
    return plan({ ...(given as object), ...(name !== undefined && { queue: name }) }, services);
  };
  if (dryRun) {
    const engine = diskEngine(await openForReading(session));
    const toolbox = new Toolbox({ ...engine, turns: new Turns() });
    const { texts } = await toolbox.plan(inQueue, input);
    print(await diffOf(texts, cwd));
    return exitStatus.done;
  }
  const { data } = await changeFolders([root], log, (engine) =>
    new Toolbox({ ...engine, turns: new Turns() }).change(inQueue, input, () => false),
  );
  const shown = fromHere(data, relocated(root, cwd));
  print(
    json
      ? `${JSON.stringify({ schemaVersion, ...shown }, undefined, 2)}\n`
      : `${visible(changeText(shown))}\n`,
  );
  return exitStatus.done;
}

function fromHere({ tasks, files, ...data }: ChangeData, relocate: Relocate): ChangeData {
  return {
    ...data,
    tasks: tasks.map(({ file, from, ...task }) => ({
      ...task,
      file: relocate(file),
      ...(from !== undefined && { from: relocate(from) }),
    })),
    files: files.map(relocate),
  };
}
