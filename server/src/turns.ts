/** Has things done one after the other: two changes at once would be made from the same files. */
export class Turns {
  /** Settles when nothing is under way. */
  #last: Promise<unknown> = Promise.resolve();

  /** Does something as soon as all that was asked for before is done, whether that succeeds or fails. */
  take<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(work);
    this.#last = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }
}
