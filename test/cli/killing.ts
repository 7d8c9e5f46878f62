import { resolve } from 'node:path';
import process from 'node:process';
import { agentBacklog, type Ended } from '../commandLine.ts';

/** When a process is killed: `before 7`, its seventh call by which it writes; `within` that, or `after`. */
export type Kill = string;

/**
 * `KILLS=all npm run test:cli -- -g killed` kills every command right before, within and right after each call by which it
 * writes. Else one is killed wherever there is something new on the disk, and others where they change the task files.
 */
export const killsAll = process.env['KILLS'] === 'all';

/** Runs a command, with a line on standard error for each call by which it writes. */
export async function counted(
  folder: string,
  args: readonly string[],
): Promise<Ended & { readonly calls: readonly string[] }> {
  const ended = await run(folder, args, '');
  const calls = [...ended.stderr.matchAll(/^call (.*)$/gm)].map(([, call]) => call ?? '');
  return { ...ended, calls };
}

/** Runs a command and kills it. Its status is null then; it is another one where it ended before. */
export function killed(folder: string, args: readonly string[], kill: Kill): Promise<Ended> {
  return run(folder, args, kill);
}

function run(folder: string, args: readonly string[], kill: string): Promise<Ended> {
  return agentBacklog(folder, args, {
    node: ['--import', resolve('test/cli/killAt.mjs')],
    env: { KILL_AT: kill },
  });
}

/** The kills before, within and after every call. */
export function everyKill(calls: readonly string[]): Kill[] {
  return calls.flatMap((call, at) => [
    `before ${String(at + 1)}`,
    ...(call === 'writeFile' ? [`within ${String(at + 1)}`] : []),
    `after ${String(at + 1)}`,
  ]);
}

/** The kills within and after the calls of some names, and before the first of these. */
export function killsAt(names: readonly string[], calls: readonly string[]): Kill[] {
  const kills = everyKill(calls).filter((kill) => {
    const [moment, at] = kill.split(' ');
    return moment !== 'before' && names.includes(calls[Number(at) - 1] ?? '');
  });
  return [`before ${String(calls.findIndex((call) => names.includes(call)) + 1)}`, ...kills];
}

/** The calls by which names and texts of files change. */
export const changing = ['open', 'writeFile', 'link', 'rename', 'rm'];

/** Does something with each of some, two at a time. */
export async function inTwos<One>(all: readonly One[], work: (one: One) => Promise<void>): Promise<void> {
  const rest = all.values();
  const some = async (): Promise<void> => {
    for (const one of rest) await work(one);
  };
  await Promise.all([some(), some()]);
}
