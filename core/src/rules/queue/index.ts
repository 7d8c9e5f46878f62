import type { Rule } from '../rule.ts';
import { batchFocusMismatch } from './batch-focus-mismatch.ts';
import { batchTooLarge } from './batch-too-large.ts';
import { doneNotArchived } from './done-not-archived.ts';
import { incompleteArchiveEntry } from './incomplete-archive-entry.ts';
import { mixedBatch } from './mixed-batch.ts';
import { notesTooLong } from './notes-too-long.ts';
import { summaryTooLong } from './summary-too-long.ts';

/** The rules about the batch, the archive and what they allow, in the order of the tables. */
export const queueRules: readonly Rule[] = [
  mixedBatch,
  batchTooLarge,
  doneNotArchived,
  batchFocusMismatch,
  notesTooLong,
  summaryTooLong,
  incompleteArchiveEntry,
];
