import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import process from 'node:process';

/** A process, told in such a way that others know later whether it is still running. */
export interface ProcessMark {
  readonly pid: number;
  /**
   * Where its number means it: this machine since it was started, and a container in it. A container can have the name
   * of its machine, and Linux that of the Windows that it runs in.
   */
  readonly space: string;
  /** When it began, as the system counts that; empty where it does not tell. A number is given to others later. */
  readonly began: string;
}

export function thisProcess(): ProcessMark {
  const { pid } = process;
  return { pid, space: spaceHere(), began: stateOf(pid)?.began ?? '' };
}

/** What can be known of a process. */
export type Life =
  | 'running'
  | 'ended'
  /** There is a process of its number, and nobody can tell whether it is still that one. */
  | 'perhaps'
  /** Its number means nothing here. */
  | 'elsewhere';

export function lifeOf({ pid, space, began }: ProcessMark): Life {
  if (space !== spaceHere()) return 'elsewhere';
  if (!isTaken(pid)) return 'ended';
  const now = stateOf(pid);
  if (now?.isDead) return 'ended';
  if (!now || began === '') return 'perhaps';
  return began === now.began ? 'running' : 'ended';
}

/** Whether there is a process of a number. */
function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Others' processes may not be signalled, but they are there.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/** Where the numbers of processes mean what they mean to this one. */
export function spaceHere(): string {
  const parts = [
    hostname(),
    process.platform,
    orEmpty(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
    orEmpty(() => readlinkSync('/proc/self/ns/pid')),
  ];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12);
}

/** What Linux tells of a process; undefined elsewhere, and where it tells nothing. */
function stateOf(pid: number): { readonly began: string; readonly isDead: boolean } | undefined {
  const text = orEmpty(() => readFileSync(`/proc/${String(pid)}/stat`, 'utf8'));
  // The name stands in brackets, and can have anything in it. What follows begins with the third value.
  const values = text
    .slice(text.lastIndexOf(')') + 1)
    .trim()
    .split(' ');
  const [state = '', began = ''] = [values[0], values[19]];
  // One that was killed keeps its number until its parent takes note.
  return began === '' ? undefined : { began, isDead: state === 'Z' || state === 'X' };
}

function orEmpty(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
