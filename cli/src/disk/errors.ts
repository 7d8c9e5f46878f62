/** Somebody else is changing the files. Nothing was done. */
export class Locked extends Error {}

/** Some of the files were written and then one could not be. Tasks that were to move are in two files now. */
export class HalfWritten extends Error {
  constructor(written: readonly string[], path: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      `${path} could not be written (${reason}), but ${written.join(', ')} already was. No task is lost; those that were to move are in both files. Delete them from one.`,
      { cause },
    );
  }
}

/** Whether an error of Node's file system has one of these codes. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
