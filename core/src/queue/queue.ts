import type { Document } from '../document/model.ts';

/** The files of one queue that a move concerns, as far as they exist (docs/dialect.md, "The files of a queue"). */
export interface Queue {
  readonly backlog: Document | undefined;
  readonly todo: Document | undefined;
  readonly archive: Document | undefined;
  readonly index: Document | undefined;
}

/** A queue whose backlog is there. */
export type QueueWithBacklog = Queue & { readonly backlog: Document };
