import { InputError } from '#server/tools/inputError';
import { ChangedMeanwhile } from '#server/messages';
import { Unreadable } from '#server/workspace/fileSystem';
import {
  HalfWritten,
  isOfSystem,
  Locked,
  SomeUnchanged,
  SomeUnread,
  Unwritable,
  WrongConfig,
} from './disk/errors.ts';

/** What the process ends with (docs/cli.md, "Exit status"). */
export const exitStatus = {
  /** Clean, or done. */
  done: 0,
  /** Problems were found, or files are not in form. */
  problems: 1,
  /** The command line or the config file is wrong, or a file cannot be read or written. */
  usage: 2,
  /** A move was refused; the reason was printed. */
  refused: 3,
  /** A file changed meanwhile, or is locked. */
  changed: 4,
  /** A defect of the program itself. */
  failed: 70,
} as const;
export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

/** The command line, the config file or what they name is wrong. Nothing was done. */
export class WrongUse extends Error {}

/** The status that an error ends the process with. */
export function statusOf(error: unknown): ExitStatus {
  if (error instanceof SomeUnchanged) return worst(error.reasons.map(statusOf));
  const isUsage = [WrongUse, WrongConfig, InputError, Unreadable, SomeUnread, Unwritable].some(
    (kind) => error instanceof kind,
  );
  if (isUsage || isOfSystem(error)) return exitStatus.usage;
  if (error instanceof ChangedMeanwhile || error instanceof Locked || error instanceof HalfWritten)
    return exitStatus.changed;
  return isPlain(error) ? exitStatus.refused : exitStatus.failed;
}

function worst(statuses: readonly ExitStatus[]): ExitStatus {
  return statuses.reduce((one, other) => (one > other ? one : other), exitStatus.usage);
}

/**
 * Whether an error is of no special kind, as whatever refuses to do something throws it. What the language
 * itself throws is of one: a defect.
 */
export function isPlain(error: unknown): error is Error {
  return error instanceof Error && Object.getPrototypeOf(error) === Error.prototype;
}
