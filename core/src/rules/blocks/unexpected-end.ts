import { gapEnd } from '../../document/blockText.ts';
import { taskLabel } from '../../document/ids.ts';
import { canonicalMarker } from '../../document/marker.ts';
import type { Document, Marker } from '../../document/model.ts';
import type { Fix, Rule } from '../rule.ts';
import { type BeginlessGroup, beginlessGroups } from './beginlessGroups.ts';
import { lineBefore, removalOfMarker } from './markerLines.ts';
import { sharedTag, soundTags, tagsOfGroup } from './groupTagging.ts';

export const unexpectedEnd: Rule = {
  code: 'unexpected-end',
  group: 'blocks',
  level: 'error',
  fix: 'offered',
  docs: {
    what: 'An end marker where no block of its kind is open.',
    why: 'Either a begin marker is missing, and the block is not seen at all, or the end was left behind by a move.',
    how: 'Put the missing begin marker in front of the block, or remove the end.',
    invalid: '## group_begin [type:dev][priority:high]\n## group_end\n\n## group_end\n',
    valid: '## group_begin [type:dev][priority:high]\n## group_end\n\n',
  },
  *checkDocument({ document }) {
    if (document.unexpectedEnds.length === 0) return;
    const beginless = document.file === 'backlog' ? beginlessGroups(document) : undefined;
    for (const marker of document.unexpectedEnds) {
      yield {
        range: marker.range,
        message: `${canonicalMarker(marker.block, marker.edge)} closes nothing: no ${kindNames[marker.block]} is open here. Remove it, or add the begin that is missing.`,
        fixes: () => fixes(document, marker, beginless?.get(marker)),
      };
    }
  },
};

const kindNames = { group: 'group', task: 'task', index_entry: 'index entry' } as const;

function fixes(document: Document, marker: Marker, group: BeginlessGroup | undefined): Fix[] {
  const removal: Fix = {
    title: `Remove ${canonicalMarker(marker.block, marker.edge)}`,
    edits: [removalOfMarker(document, marker)],
    safe: false,
  };
  const first = group?.tasks[0];
  const type = group && sharedTag(group.tasks, 'type');
  const priority = group && sharedTag(group.tasks, 'priority');
  if (!first || type === undefined || priority === undefined) return [removal];
  const tags = tagsOfGroup(type, priority);
  // Where the group above has the same tags, its end came too early.
  const above = document.groups.find(({ end }) => end === group.previous);
  if (above?.end && soundTags(above) === tags) {
    const title = `Remove the ${canonicalMarker(marker.block, marker.edge)} above ${taskLabel(first)}`;
    return [{ title, edits: [removalOfMarker(document, above.end)], safe: false }, removal];
  }
  const begin = `${canonicalMarker('group', 'begin')} ${tags}`;
  // Behind another group all text is the beginless one's own: its heading, its comments.
  const start = group.previous ? gapEnd(document.text, group.previous.range.end) : first.range.start;
  const insertion = { title: `Insert ${begin}`, edits: [lineBefore(document, start, begin)], safe: false };
  return [insertion, removal];
}
