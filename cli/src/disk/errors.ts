import { messageOf } from '#core';
import { ChangedMeanwhile } from '#server/messages';
import { reasonOf } from '#server/node/systemErrors';

/** Several things are wrong, each with a message of one line. */
class Several extends Error {
  readonly messages: readonly string[];

  constructor(messages: readonly string[]) {
    super(messages.join('\n'));
    this.messages = messages;
  }
}

/** A config file is not as it should be. Nothing was done. */
export class WrongConfig extends Several {}

/** Files could not be read. Whatever could be done without them was done. */
export class SomeUnread extends Several {}

/** Of several files some could not be changed. The others were. */
export class SomeUnchanged extends Several {
  readonly reasons: readonly unknown[];

  constructor(reasons: readonly unknown[]) {
    // What is said of one file alone is not so of the others.
    const said = reasons.map((reason) => messageOf(reason).replace(/ Nothing was done\.$/, ''));
    super([...said, 'All other files were dealt with.']);
    this.reasons = reasons;
  }
}

/** A file cannot be written. Nothing was done. */
export class Unwritable extends Error {
  /** @param reason as the end of a sentence, without its full stop */
  constructor(path: string, reason: string, cause?: unknown) {
    super(`${path} cannot be written: ${reason}. Nothing was done.`, { cause });
  }
}

/** What an error says, in one message or several. */
export function messagesOf(error: unknown): readonly string[] {
  return error instanceof Several ? error.messages : [messageOf(error)];
}

/** A file that was named holds no tasks of this dialect. Nothing is wrong with that. */
export class PassedOver extends Error {}

/** Somebody else is changing the files. Nothing was done. */
export class Locked extends Error {}

/** Some of the files were written and then one could not be: a task may be in two files now, or missing in the index. */
export class HalfWritten extends Error {
  constructor(written: readonly string[], path: string, cause: unknown) {
    const reason = cause instanceof ChangedMeanwhile ? 'it has changed meanwhile' : messageOf(cause);
    super(
      `${path} could not be written (${reason}), but ${written.join(', ')} already was. No task is lost. Have the files checked: that names what is in two files or missing in the index.`,
      { cause },
    );
  }
}

/** Whether an error is one that the system answers with. */
export function isOfSystem(error: unknown): boolean {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

/**
 * Writes something while nothing was changed yet.
 *
 * @throws Unwritable when the system does not let it be written
 * @throws Error whatever else the work throws
 */
export async function writing<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const reason = reasonOf(error);
    throw reason === undefined ? error : new Unwritable(path, reason, error);
  }
}
