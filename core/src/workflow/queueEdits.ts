import { insertionInto } from '../document/blockText.ts';
import type { FileKind } from '../document/fileKind.ts';
import type { Document } from '../document/model.ts';
import { parse } from '../document/parser.ts';
import { applyEdits, insert, type TextEdit } from '../text/edits.ts';

/** The files of a queue that hold tasks. */
export type TaskFileKind = Extract<FileKind, 'backlog' | 'todo' | 'archive'>;

/** What a move changes in one file: edits of one that exists, or the text of one that is to be created. */
export type FileEdits = readonly TextEdit[] | { readonly create: string };

/** What a move changes in the files of a queue. */
export interface QueueEdits {
  readonly backlog: FileEdits;
  readonly todo: FileEdits;
  readonly archive: FileEdits;
  readonly index: FileEdits;
  /**
   * The file that tasks leave. Whoever changes one file after the other changes this one last, so that what stops half
   * way leaves a task twice, never nowhere.
   */
  readonly source: TaskFileKind;
}

/** What every move is told from outside. */
export interface MoveOptions {
  /** Today's date, `YYYY-MM-DD`. */
  readonly today: string;
  /** The URIs of the queue's files: where they are, or are to be created. */
  readonly uris: Readonly<Record<TaskFileKind | 'index', string>>;
  /** The URIs of task files of other queues, whose entries an index above several queues has as well. */
  readonly others?: readonly string[];
}

/** What tells the entries of one queue from those of another. */
export type QueueUris = Pick<MoveOptions, 'uris' | 'others'>;

/** The edits of a move, of which only some files of tasks are named: the others stay as they are. */
export function queueEdits(
  source: TaskFileKind,
  edits: Partial<Pick<QueueEdits, TaskFileKind>> & Pick<QueueEdits, 'index'>,
): QueueEdits {
  return { backlog: [], todo: [], archive: [], ...edits, source };
}

/** A file that is created when a move needs it. */
export interface Template {
  readonly kind: TaskFileKind;
  /** Its text, with LF. */
  readonly text: string;
  /** What is filled in with the first tasks. */
  readonly fillIn?: (document: Document) => readonly TextEdit[];
}

/**
 * The edits that append blocks to a file. One that is absent or has no text begins from its template.
 *
 * @param lineEnding the line ending of a file that is created
 * @param alongside what else changes in a file that has text
 */
export function append(
  document: Document | undefined,
  place: 'end' | 'end of text',
  blocks: readonly string[],
  { kind, text, fillIn }: Template,
  lineEnding: string,
  alongside?: (document: Document) => readonly TextEdit[],
): FileEdits {
  if (document && document.text.trim() !== '')
    return [...insertionInto(document, place, blocks), ...(alongside?.(document) ?? [])];
  const begun = parse(text.replaceAll('\n', lineEnding), kind);
  const created = applyEdits(begun.text, [
    ...insertionInto(begun, place, blocks),
    ...(fillIn?.(begun) ?? []),
  ]);
  return document ? [insert(document.text.length, created)] : { create: created };
}
