/** Whoever called the tool does not want it any more. Nothing was changed. */
export class Cancelled extends Error {
  constructor() {
    super('The call was cancelled. Nothing was done.');
  }
}
