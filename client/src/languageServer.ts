import type { BaseLanguageClient } from 'vscode-languageclient';

/** The language server of this window. It is started by whoever first needs it. */
export class LanguageServer {
  readonly #createClient: () => Promise<BaseLanguageClient>;
  #starting: Promise<BaseLanguageClient> | undefined;

  /** @param createClient makes a client that was not started yet */
  constructor(createClient: () => Promise<BaseLanguageClient>) {
    this.#createClient = createClient;
  }

  /**
   * The client, connected to a running server.
   *
   * @throws when the server cannot be started; the next call tries anew
   */
  start(): Promise<BaseLanguageClient> {
    if (this.#starting) return this.#starting;
    const starting = this.#createClient().then(async (client) => {
      await client.start();
      return client;
    });
    this.#starting = starting;
    starting.catch(() => {
      if (this.#starting === starting) this.#starting = undefined;
    });
    return starting;
  }

  /** Ends the server, however it is, and starts it again. */
  async restart(): Promise<void> {
    const starting = this.#starting;
    if (!starting) {
      await this.start();
      return;
    }
    const again = starting.then(async (client) => {
      // One that does not answer is given up after a while, which is no reason not to start another.
      await client.stop().catch(() => undefined);
      await client.start();
      return client;
    });
    this.#starting = again;
    again.catch(() => {
      if (this.#starting === again) this.#starting = undefined;
    });
    await again;
  }

  async stop(): Promise<void> {
    const client = await this.#starting?.catch(() => undefined);
    await client?.stop();
  }
}
