import type { Rule } from '../rule.ts';
import { batchFocusMismatch } from './batch-focus-mismatch.ts';
import { batchTooLarge } from './batch-too-large.ts';
import { dependencyCycle } from './dependency-cycle.ts';
import { doneNotArchived } from './done-not-archived.ts';
import { incompleteArchiveEntry } from './incomplete-archive-entry.ts';
import { indexMissing } from './index-missing.ts';
import { indexOrphan } from './index-orphan.ts';
import { indexStale } from './index-stale.ts';
import { mixedBatch } from './mixed-batch.ts';
import { notesTooLong } from './notes-too-long.ts';
import { summaryTooLong } from './summary-too-long.ts';
import { taskInTwoFiles } from './task-in-two-files.ts';
import { unknownDependency } from './unknown-dependency.ts';
import { unmetDependency } from './unmet-dependency.ts';

/** The rules about the batch, the archive and what they allow, in the order of the tables. */
export const queueRules: readonly Rule[] = [
  mixedBatch,
  batchTooLarge,
  doneNotArchived,
  taskInTwoFiles,
  unknownDependency,
  dependencyCycle,
  unmetDependency,
  batchFocusMismatch,
  notesTooLong,
  summaryTooLong,
  incompleteArchiveEntry,
  indexMissing,
  indexStale,
  indexOrphan,
];
