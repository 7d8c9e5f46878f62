import {
  check,
  type Document,
  fileKind,
  LineIndex,
  parse,
  type Problem,
  type Settings,
  type TextRange,
} from '#core';
import type { Range } from 'vscode-languageserver';

/** One task file as the server holds it: a text of a version, its model, and where its lines are. */
export interface TaskFile {
  readonly uri: string;
  /** The version that the client gave the text; null for a file that is not open. */
  readonly version: number | null;
  readonly document: Document;
  readonly lines: LineIndex;
}

/** Reads a text as a task file; undefined when its name is not one of a task file. */
export function taskFile(uri: string, version: number | null, text: string): TaskFile | undefined {
  const kind = fileKind(decodeURIComponent(uri));
  return kind && { uri, version, document: parse(text, kind), lines: new LineIndex(text) };
}

/** The problems of a file under given settings. */
export function problemsOf({ document }: TaskFile, settings: Settings, today: string): Problem[] {
  return check(document, {
    today,
    levels: settings.rules,
    policy: policyOverrides(settings),
  });
}

/** The part of the settings that takes the place of what a file's instructions say. */
export function policyOverrides({ batchSize, minimumPlanSteps, requiredFields }: Settings): {
  batchSize: number | undefined;
  minimumPlanSteps: number | undefined;
  requiredFields: NonNullable<Settings['requiredFields']> | undefined;
} {
  return {
    batchSize: batchSize ?? undefined,
    minimumPlanSteps: minimumPlanSteps ?? undefined,
    requiredFields: requiredFields ?? undefined,
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
