import type { Document } from '../document/model.ts';

/** A task file and where it is. */
export interface QueueFile {
  /** What the file is known by: its URI. Its last parts are the path by which an index entry names it. */
  readonly uri: string;
  readonly document: Document;
}
