import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import process from 'node:process';

/** The built command line; absolute. Tests run in the repository's folder. */
export const program = resolve('dist/cli/agent-backlog.js');

/** What a command ended with. */
export interface Ended {
  /** Null where a signal has ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Options for Node itself. */
  readonly node?: readonly string[];
  /** Whether nobody reads what it prints. */
  readonly closed?: boolean;
}

/** Runs the built command line in a folder, as a process of its own, and waits for its end. */
export function agentBacklog(
  cwd: string,
  args: readonly string[],
  { env = {}, node = [], closed = false }: RunOptions = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [...node, program, ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (closed) child.stdout.destroy();
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((end, reject) => {
    child.once('error', reject);
    child.once('close', (status) => {
      end({ status, stdout, stderr });
    });
  });
}
