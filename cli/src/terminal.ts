import process from 'node:process';
import { isatty } from 'node:tty';

/** Where a command runs and what it prints to. */
export interface Terminal {
  /** Absolute. */
  readonly cwd: string;
  /** Writes to standard output. */
  readonly print: (text: string) => void;
  /** Writes to standard error. */
  readonly warn: (text: string) => void;
  /** Whether standard output is a terminal. */
  readonly isTerminal: boolean;
  /** Whether standard output takes colours. */
  readonly colours: boolean;
  /** Whether a person watches standard error. */
  readonly isWatched: boolean;
  /** In milliseconds, from some moment. */
  readonly now: () => number;
  /** Of this program. */
  readonly version: string;
}

/** The terminal, or whatever stands in its place, that the process was started from. */
export function processTerminal(version: string): Terminal {
  return {
    cwd: process.cwd(),
    print: (text) => void process.stdout.write(text),
    warn: (text) => void process.stderr.write(text),
    isTerminal: process.stdout.isTTY,
    colours: takesColours(),
    isWatched: isatty(2),
    now: () => Date.now(),
    version,
  };
}

/** By the conventions of NO_COLOR and FORCE_COLOR, else by whether it is a terminal. */
function takesColours(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== '0';
  // Of what is no terminal, `process.stdout.isTTY` says nothing at all, and whoever takes colours would then guess.
  return isatty(1) && TERM !== 'dumb';
}
