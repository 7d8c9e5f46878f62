import {
  type Document,
  fileKind,
  LineIndex,
  parse,
  type PolicyOverrides,
  type Settings,
  type TextRange,
} from '#core';
import type { Range } from 'vscode-languageserver';
import { URI } from 'vscode-uri';

/** One task file as the server holds it: a text of a version, its model, and where its lines are. */
export interface TaskFile {
  readonly uri: string;
  /** The version that the client gave the text; null for a file that is not open. */
  readonly version: number | null;
  readonly document: Document;
  readonly lines: LineIndex;
  /** Another one for every text that was read. */
  readonly stamp: number;
}

/** Reads a text as a task file; undefined when its name is not one of a task file. */
export function taskFile(
  uri: string,
  version: number | null,
  text: string,
  stamp: number,
): TaskFile | undefined {
  const kind = fileKind(URI.parse(uri).path);
  return kind && { uri, version, document: parse(text, kind), lines: new LineIndex(text), stamp };
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
export function toRange({ lines }: TaskFile, { start, end }: TextRange): Range {
  return { start: lines.position(start), end: lines.position(end) };
}

/** An LSP range as offsets. */
export function toOffsets({ lines }: TaskFile, { start, end }: Range): TextRange {
  return { start: lines.offset(start), end: lines.offset(end) };
}
