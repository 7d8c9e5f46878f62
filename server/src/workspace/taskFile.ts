import {
  type Document,
  fileKind,
  type FileKind,
  type LineIndex,
  type LinePosition,
  type PolicyOverrides,
  type Settings,
  type TaskEdits,
  type TextRange,
} from '#core';
import type { Range } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import type { OpenDocument } from './openDocument.ts';

/** One task file as the server holds it: a text of a version, its model, and where its lines are. */
export interface TaskFile {
  readonly uri: string;
  /** The version that the client gave the text; null for a file that is not open. */
  readonly version: number | null;
  readonly document: Document;
  readonly lines: LineIndex;
  /** Another one for every text that was read. */
  readonly stamp: number;
  /** What was typed in single tasks since the whole was read; undefined where nothing was. */
  readonly edits: TaskEdits | undefined;
  /** The stamp of the text that was read as a whole. */
  readonly baseStamp: number;
  /** Has what is typed from now on kept as edits of this version. */
  readonly becomeBase: () => void;
  /** The position of an offset, without reading the whole again where only single tasks were edited. */
  readonly positionAt: (offset: number) => LinePosition;
}

/**
 * Takes a document as a task file; undefined when its name is not one of a task file.
 *
 * @param before an earlier version of an open one
 */
export function taskFile(
  document: OpenDocument,
  stamp: number,
  isOpen: boolean,
  before?: TaskFile,
): TaskFile | undefined {
  const kind = fileKind(URI.parse(document.uri).path);
  return kind && new ReadFile(document, kind, stamp, isOpen, before);
}

/** Reads the whole only when somebody asks for it. */
class ReadFile implements TaskFile {
  readonly uri: string;
  readonly version: number | null;
  readonly stamp: number;
  readonly baseStamp: number;
  readonly #open: OpenDocument;
  readonly #kind: FileKind;

  constructor(
    document: OpenDocument,
    kind: FileKind,
    stamp: number,
    isOpen: boolean,
    before: TaskFile | undefined,
  ) {
    this.uri = document.uri;
    this.version = isOpen ? document.version : null;
    this.stamp = stamp;
    this.#open = document;
    this.#kind = kind;
    this.baseStamp = stamp;
    if (!document.edits || !(before instanceof ReadFile)) return;
    if (before.#open.base === document.base) this.baseStamp = before.baseStamp;
    else if (before.#open.nextBase === document.base) this.baseStamp = before.stamp;
  }

  get document(): Document {
    return this.#open.whole.document(this.#kind);
  }

  get lines(): LineIndex {
    return this.#open.whole.lines;
  }

  get edits(): TaskEdits | undefined {
    return this.#open.edits;
  }

  readonly positionAt = (offset: number): LinePosition => {
    const { edits, base } = this.#open;
    return edits ? edits.position(offset, base.lines) : base.lines.position(offset);
  };

  readonly becomeBase = (): void => {
    this.#open.becomeBase();
  };
}

/** The part of the settings that takes the place of what a file's instructions say. */
export function policyOverrides(settings: Settings): PolicyOverrides {
  return {
    batchSize: settings.batchSize ?? undefined,
    minimumPlanSteps: settings.minimumPlanSteps ?? undefined,
    requiredFields: settings.requiredFields ?? undefined,
    notesMaximumLines: settings.notesMaximumLines ?? undefined,
    summaryMaximumLines: settings.summaryMaximumLines ?? undefined,
  };
}

/** A range of offsets as LSP has it: lines and UTF-16 characters, zero-based. */
export function toRange({ positionAt }: TaskFile, { start, end }: TextRange): Range {
  return { start: positionAt(start), end: positionAt(end) };
}

/** An LSP range as offsets. */
export function toOffsets({ lines }: TaskFile, { start, end }: Range): TextRange {
  return { start: lines.offset(start), end: lines.offset(end) };
}
