import type { Document } from '../document/model.ts';

/** The files of one queue that a move concerns, as far as they exist (dialect.md, "The five files of a queue"). */
export interface Queue {
  readonly backlog: Document;
  readonly todo: Document | undefined;
  readonly archive: Document | undefined;
  readonly index: Document | undefined;
}
