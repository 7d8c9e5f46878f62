import type { CommandResult } from '#server/protocol';

/** What a command has come to. */
export interface Outcome {
  readonly result: CommandResult;
  /** Brings what was made into an editor. */
  readonly show?: () => Thenable<unknown>;
}
