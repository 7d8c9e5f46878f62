import type { Severity } from '#core';
import type { ReportedProblem } from '#server/features/problemReports';
import type { Terminal } from '../terminal.ts';

/** What a check has found. */
export interface CheckResult {
  /** In the order of their paths; those without problems too. */
  readonly files: readonly CheckedPath[];
  /** Of the problems that are told. */
  readonly counts: Readonly<Record<Severity, number>>;
  /** How many warnings there are, told or not. */
  readonly warnings: number;
  /** How many problems have a safe fix. */
  readonly fixable: number;
}

export interface CheckedPath {
  /** Absolute, as those in the problems are. */
  readonly path: string;
  readonly text: string;
  readonly problems: readonly ReportedProblem[];
}

/** Puts what a check has found in a form that is printed. */
export type Writer = (result: CheckResult, terminal: Terminal) => string;
