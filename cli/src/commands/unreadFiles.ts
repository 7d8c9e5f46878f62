import { messageOf } from '#core';
import { visibleLine } from '#server/features/hoverText';
import { messagesOf, PassedOver, SomeUnread } from '../disk/errors.ts';
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
    if (this.#unread.size === 0) return;
    const messages = [...this.#unread];
    this.#unread.clear();
    this.#passedOver.clear();
    throw new SomeUnread(messages);
  }

  /** Says which files could not be read, where what was asked for could be done without them. */
  tell({ warn }: Pick<Terminal, 'warn'>): void {
    for (const message of [...this.#passedOver, ...this.#unread]) warn(`${message}\n`);
  }

  /**
   * Does something and, where that fails, says which files could not be read, which may be why.
   *
   * @throws Error what the work throws
   */
  async around<Result>(terminal: Pick<Terminal, 'warn'>, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      // What is said anyway is said once.
      for (const message of messagesOf(error)) this.#unread.delete(visibleLine(message));
      this.tell(terminal);
      throw error;
    }
  }
}
