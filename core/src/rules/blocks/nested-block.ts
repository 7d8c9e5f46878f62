import { canonicalMarker } from '../../document/marker.ts';
import type { Document, Marker } from '../../document/model.ts';
import type { Fix, Rule } from '../rule.ts';
import { removalOfMarker } from './markerLines.ts';
import { endInsertion, isRepeated, type UnclosedBlock, unclosedBlocks } from './unclosedBlocks.ts';

export const nestedBlock: Rule = {
  code: 'nested-block',
  group: 'blocks',
  level: 'error',
  fix: 'offered',
  docs: {
    what: 'A block that begins inside an open block of the same kind.',
    why: 'Blocks of a kind do not nest: the end of the first one is missing, and its text runs into the next.',
    how: 'Put the end marker of the open block in front of the new one.',
    invalid: [
      '## group_begin [type:dev][priority:high]',
      '',
      '## group_begin [type:docs][priority:low]',
      '## group_end',
      '',
    ].join('\n'),
    valid: [
      '## group_begin [type:dev][priority:high]',
      '',
      '## group_end',
      '',
      '## group_begin [type:docs][priority:low]',
      '## group_end',
      '',
    ].join('\n'),
  },
  *checkDocument({ document }) {
    for (const open of unclosedBlocks(document, true)) {
      const inner = open.interruptedBy;
      if (!inner) continue;
      const end = canonicalMarker(open.kind, 'end');
      yield {
        range: inner.range,
        message: `${open.label} is still open here. Put its ${end} before this ${canonicalMarker(inner.block, inner.edge)}.`,
        related: [{ range: open.begin.range, message: `${open.label} begins here.` }],
        fixes: () => fixes(document, open, inner),
      };
    }
  },
};

function fixes(document: Document, open: UnclosedBlock, inner: Marker): Fix[] {
  if (isRepeated(open)) {
    const title = `Remove the repeated ${canonicalMarker(inner.block, inner.edge)}`;
    return [{ title, edits: [removalOfMarker(document, inner)], safe: false }];
  }
  const title = `Insert ${canonicalMarker(open.kind, 'end')} before it`;
  return [{ title, edits: [endInsertion(document, open)], safe: false }];
}
