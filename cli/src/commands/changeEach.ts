import { SomeUnchanged } from '../disk/errors.ts';
import { exitStatus, statusOf } from '../exitStatus.ts';

/** Files that are changed one after the other. What fails with one is no reason to leave the others as they are. */
export class ChangeEach {
  readonly #failures = new Map<string, unknown>();

  /**
   * Changes a file, unless that has failed before.
   *
   * @throws Error what is a defect of the program
   */
  async change(uri: string, work: () => Promise<void>): Promise<void> {
    if (this.#failures.has(uri)) return;
    try {
      await work();
    } catch (error) {
      if (statusOf(error) === exitStatus.failed) throw error;
      this.#failures.set(uri, error);
    }
  }

  /** @throws SomeUnchanged when a file could not be changed */
  check(): void {
    if (this.#failures.size > 0) throw new SomeUnchanged([...this.#failures.values()]);
  }
}
