import { type Disposable, type Event, EventEmitter, type LogOutputChannel } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type QueueModel,
  queuesChangedNotification,
  type QueuesParams,
  queuesRequest,
  type QueuesResult,
} from '#server/protocol';

/**
 * The queues of the workspace as the server has them. However often the server tells of changes, at most one request is
 * under way; until it is answered, what was known before stays.
 */
export class QueueStore implements Disposable {
  readonly #output: () => LogOutputChannel;
  readonly #changed = new EventEmitter<void>();
  #client: BaseLanguageClient | undefined;
  #queues: readonly QueueModel[] | undefined;
  /** By folder: what a running server knows that it has given. Another one knows nothing of it. */
  #given = new Map<string, QueueModel>();
  /** Counts the servers that ran. */
  #session = 0;
  #hasFailed = false;
  #asking: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  /** @param output where a request that failed is noted */
  constructor(output: () => LogOutputChannel) {
    this.#output = output;
  }

  /** Tells that there are other queues, or that something in them is different. */
  get onDidChange(): Event<void> {
    return this.#changed.event;
  }

  /** All queues, in the order in which they are shown; undefined until it is known which there are. */
  get queues(): readonly QueueModel[] | undefined {
    return this.#queues;
  }

  /** Whether the queues are not known because the server could not be started, or did not tell. */
  get hasFailed(): boolean {
    return this.#hasFailed && !this.#queues;
  }

  /** Takes note that the server could not be started. The queues that were known before stay. */
  fail(): void {
    this.#hasFailed = true;
    // It was to be asked because there is something after all.
    if (this.#queues?.length === 0) this.#queues = undefined;
    this.#changed.fire();
  }

  /** Takes note that there is nothing to ask a server for. */
  nothing(): void {
    if (!this.#queues) this.#set([]);
  }

  /** Asks through this client from when its server runs, and again whenever it was started anew. */
  connect(client: BaseLanguageClient): void {
    this.#client = client;
    client.onNotification(queuesChangedNotification, () => {
      void this.refresh();
    });
    client.onDidChangeState(() => {
      if (!client.isRunning()) return;
      this.#given = new Map();
      this.#session++;
      void this.refresh();
    });
  }

  /** Asks the server. Resolves, whether it could answer or not, when what is known is not older than this call. */
  refresh(): Promise<void> {
    if (this.#next) return this.#next;
    if (!this.#asking) return (this.#asking = this.#ask());
    this.#next = this.#asking.then(() => {
      this.#next = undefined;
      return (this.#asking = this.#ask());
    });
    return this.#next;
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #ask(): Promise<void> {
    try {
      const client = this.#client;
      if (!client?.isRunning()) return;
      const session = this.#session;
      const params: QueuesParams = {
        previousResultIds: [...this.#given.values()].map(({ folder, resultId }) => ({ folder, resultId })),
      };
      const result = await client.sendRequest<QueuesResult>(queuesRequest, params);
      // Another server answers with everything, and it was asked already.
      if (session !== this.#session) return;
      this.#take(result);
    } catch (error) {
      // What was known before is still shown; a server that was started anew is asked again.
      this.#output().warn(`${queuesRequest}: ${String(error)}`);
      if (!this.#queues) this.fail();
    } finally {
      this.#asking = undefined;
    }
  }

  #take({ queues }: QueuesResult): void {
    const taken = queues.flatMap((queue) =>
      queue.kind === 'full' ? queue : (this.#given.get(queue.folder) ?? []),
    );
    this.#given = new Map(taken.map((queue) => [queue.folder, queue]));
    const before = this.#queues;
    if (before?.length === taken.length && taken.every((queue, at) => queue === before[at])) return;
    this.#set(taken);
  }

  #set(queues: readonly QueueModel[]): void {
    this.#hasFailed = false;
    this.#queues = queues;
    this.#changed.fire();
  }
}
