import type { Document, Group, IndexEntry, Marker, Task } from './model.ts';

/** The blocks that are open at a place: begun in front of it and not ended there. */
export interface OpenBlocks {
  readonly group: Group | undefined;
  readonly task: Task | undefined;
  readonly entry: IndexEntry | undefined;
}

/**
 * The blocks that are open at an offset, as far as the markers in front of it tell. A task without markers is open as
 * far as its text goes.
 */
export function openBlocksAt(document: Document, offset: number): OpenBlocks {
  const { markers, groups, tasks, indexEntries } = document;
  let group: Marker | undefined;
  let inner: Marker | undefined;
  for (const marker of markers) {
    if (marker.range.start >= offset) break;
    const isBegin = marker.edge === 'begin';
    if (marker.block === 'group') {
      group = isBegin ? marker : undefined;
      inner = undefined;
    } else if (isBegin) inner = marker;
    else if (inner?.block === marker.block) inner = undefined;
  }
  return {
    group: group && groups.find(({ begin }) => begin === group),
    task:
      (inner && tasks.find(({ begin }) => begin === inner)) ??
      tasks.find(({ begin, range }) => !begin && range.start < offset && offset <= range.end),
    entry: inner && indexEntries.find(({ begin }) => begin === inner),
  };
}

/** Whether an offset is in a comment or in fenced code, where nothing is read. */
export function isHidden({ comments, fences }: Document, offset: number): boolean {
  const holds = ({ range }: { range: { start: number; end: number } }): boolean =>
    range.start < offset && offset <= range.end;
  return comments.some(holds) || fences.some(holds);
}
