import type { Position, SelectionRange } from 'vscode-languageserver';
import { enclosingRanges, holdsTasks } from '#core';
import { type TaskFile, toRange } from '../workspace/taskFile.ts';

/** For each position the ranges that a selection grows through: from the word to the group, and the whole file. */
export function selectionRanges(file: TaskFile, positions: readonly Position[]): SelectionRange[] {
  if (!holdsTasks(file.document)) return [];
  const rangesAt = enclosingRanges(file.document);
  return positions.map((position) => {
    const ranges = rangesAt(file.lines.offset(position));
    return ranges
      .map((range): SelectionRange => ({ range: toRange(file, range) }))
      .reduceRight((parent, { range }) => ({ range, parent }));
  });
}
