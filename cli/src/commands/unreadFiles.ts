import { messageOf } from '#core';
import { visibleLine } from '#server/features/hoverText';
import { PassedOver, SomeUnread } from '../disk/errors.ts';
import type { Terminal } from '../terminal.ts';

/** The files of which nothing can be said: the others are dealt with first. */
export class UnreadFiles {
  readonly #unread = new Set<string>();
  readonly #passedOver = new Set<string>();

  readonly log = (error: unknown): void => {
    (error instanceof PassedOver ? this.#passedOver : this.#unread).add(visibleLine(messageOf(error)));
  };

  /** @throws SomeUnread when files could not be read: what is left unsaid of a file must not pass for clean */
  check({ warn }: Pick<Terminal, 'warn'>): void {
    for (const message of this.#passedOver) warn(`${message}\n`);
    if (this.#unread.size > 0) throw new SomeUnread([...this.#unread]);
  }

  /**
   * Says which files could not be read, where what was asked for could be done or not without them.
   *
   * @param thrown what is said anyway
   */
  tell({ warn }: Pick<Terminal, 'warn'>, thrown?: unknown): void {
    const said = visibleLine(messageOf(thrown));
    for (const message of this.#unread) if (message !== said) warn(`${message}\n`);
  }
}
