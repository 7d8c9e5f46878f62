import { taskLabel } from '../../document/ids.ts';
import { canonicalMarker, canonicalMarkerText } from '../../document/marker.ts';
import type { BlockKind, Document, Group, IndexEntry, Marker } from '../../document/model.ts';
import { canonicalTag } from '../../document/header.ts';
import type { TextEdit } from '../../text/edits.ts';
import type { TextRange } from '../../text/range.ts';
import { lineBehind } from './markerLines.ts';

/** A block that has a begin and no end. */
export interface UnclosedBlock {
  readonly kind: BlockKind;
  readonly begin: Marker;
  readonly range: TextRange;
  readonly interruptedBy: Marker | undefined;
  /** How a message that begins with it names it: `Task TASK-…`, `Group [type:dev][priority:high]`. */
  readonly label: string;
}

/** The blocks without an end that another block of their kind interrupts, or does not. */
export function unclosedBlocks(document: Document, interrupted: boolean): UnclosedBlock[] {
  const blocks: UnclosedBlock[] = [];
  const add = (
    kind: BlockKind,
    block: Omit<UnclosedBlock, 'kind' | 'label' | 'begin'> & { begin: Marker },
    label: string,
  ): void => {
    const { begin, range, interruptedBy } = block;
    if ((interruptedBy?.block === kind) === interrupted)
      blocks.push({ kind, begin, range, interruptedBy, label });
  };
  for (const group of document.groups) if (!group.end) add('group', group, groupLabel(group));
  for (const task of document.tasks) {
    if (task.begin && !task.end) add('task', { ...task, begin: task.begin }, taskLabel(task));
  }
  for (const entry of document.indexEntries) if (!entry.end) add('index_entry', entry, entryLabel(entry));
  return blocks;
}

/** Whether a begin only repeats the one in front of it: nothing stands between, and both say the same. */
export function isRepeated({
  begin,
  range,
  interruptedBy,
}: Pick<UnclosedBlock, 'begin' | 'range' | 'interruptedBy'>): boolean {
  return (
    range.end === begin.range.end &&
    interruptedBy !== undefined &&
    canonicalMarkerText(begin) === canonicalMarkerText(interruptedBy)
  );
}

/** The edit that gives an unclosed block its end, where it ends already in all but the marker. */
export function endInsertion(document: Document, { kind, range }: UnclosedBlock): TextEdit {
  const end = canonicalMarker(kind, 'end');
  // What is in a group stands apart from its markers; fields do not.
  return lineBehind(document, range.end, kind === 'group' ? document.lineEnding + end : end);
}

function groupLabel({ begin }: Group): string {
  return begin.tags.length === 0 ? 'This group' : `Group ${begin.tags.map(canonicalTag).join('')}`;
}

function entryLabel({ id }: IndexEntry): string {
  return id === undefined || id.value === '' ? 'This index entry' : `The index entry of ${id.value}`;
}
