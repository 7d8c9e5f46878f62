/**
 * Has tools called one after the other: what one has changed is saved before the next one looks for unsaved files. A copy
 * of the server's `Turns`, because the client imports nothing of the server but its protocol.
 */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Does the work when all before it is done, however that ended; its result and its errors are the caller's. */
  take<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
