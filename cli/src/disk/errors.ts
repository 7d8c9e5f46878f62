import { ChangedMeanwhile } from '#server/messages';

/** Somebody else is changing the files. Nothing was done. */
export class Locked extends Error {}

/** Some of the files were written and then one could not be: a task may be in two files now, or missing in the index. */
export class HalfWritten extends Error {
  constructor(written: readonly string[], path: string, cause: unknown) {
    const reason =
      cause instanceof ChangedMeanwhile
        ? 'it has changed meanwhile'
        : cause instanceof Error
          ? cause.message
          : String(cause);
    super(
      `${path} could not be written (${reason}), but ${written.join(', ')} already was. No task is lost. Run agentBacklog_check: it names what is in two files or missing in the index.`,
      { cause },
    );
  }
}

/** Whether an error of Node's file system has one of these codes. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
