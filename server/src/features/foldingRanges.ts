import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver-types';
import { holdsTasks, type TextRange } from '#core';
import type { TaskFile } from '../workspace/taskFile.ts';

/**
 * Groups, tasks, index entries, fields of several lines, and comments. A task folds from its header, so that a
 * folded task shows it, and from its begin marker, where the whole block goes.
 */
export function foldingRanges(file: TaskFile): FoldingRange[] {
  const { document } = file;
  if (!holdsTasks(document)) return [];
  const blocks = [...document.groups, ...document.tasks, ...document.indexEntries];
  const fields = [...document.fields, ...document.tasks.flatMap((task) => task.fields)];
  const ranges = [
    ...blocks.map((block) => fold(file, block.range, FoldingRangeKind.Region)),
    ...document.tasks.map((task) => {
      if (!task.header || !task.begin) return undefined;
      const content = {
        start: task.header.range.start,
        end: task.end ? task.end.line.start - 1 : task.range.end,
      };
      return fold(file, content, FoldingRangeKind.Region);
    }),
    ...fields.map((field) => fold(file, field.range, FoldingRangeKind.Region)),
    ...document.comments.map((comment) => fold(file, comment.range, FoldingRangeKind.Comment)),
  ];
  return ranges
    .filter((range) => range !== undefined)
    .sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
}

function fold(file: TaskFile, range: TextRange, kind: FoldingRangeKind): FoldingRange | undefined {
  const startLine = file.lines.lineAt(range.start);
  const endLine = file.lines.lineAt(range.end);
  if (endLine <= startLine) return undefined;
  return { startLine, endLine, kind };
}
