import { messageOf } from '#core';
import { WrongUse } from '../exitStatus.ts';

/** The files that could not be read: the others are dealt with first. */
export class UnreadFiles {
  readonly #messages = new Set<string>();

  readonly log = (error: unknown): void => {
    this.#messages.add(messageOf(error));
  };

  /** @throws WrongUse when there were any: what is left unsaid of a file must not pass for clean */
  check(): void {
    if (this.#messages.size > 0) throw new WrongUse([...this.#messages].join('\n'));
  }
}
