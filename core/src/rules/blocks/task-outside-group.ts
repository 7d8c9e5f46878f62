import { blockText, insertionInto, linesOf, removalOf } from '../../document/blockText.ts';
import { taskLabel } from '../../document/ids.ts';
import { canonicalMarker } from '../../document/marker.ts';
import type { Document, Group, Task } from '../../document/model.ts';
import { insert } from '../../text/edits.ts';
import type { TextRange } from '../../text/range.ts';
import type { Fix, Rule } from '../rule.ts';
import { beginlessGroups } from './beginlessGroups.ts';
import { tagsOfGroup, sharedTag, soundTags } from './groupTagging.ts';

export const taskOutsideGroup: Rule = {
  code: 'task-outside-group',
  group: 'blocks',
  level: 'warning',
  fix: 'offered',
  docs: {
    what: 'A task of a backlog that stands in no group.',
    why: 'A batch is taken from one group. A task outside all groups is never promoted.',
    how: 'Move the task to the group of its type and priority, or put group markers around it.',
    invalid: [
      '## task_begin',
      '### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables',
      '## task_end',
      '',
    ].join('\n'),
    valid: [
      '## group_begin [type:dev][priority:high]',
      '',
      '## task_begin',
      '### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables',
      '## task_end',
      '',
      '## group_end',
      '',
    ].join('\n'),
  },
  *checkDocument({ document }) {
    if (document.file !== 'backlog') return;
    // Tasks in front of an unexpected `## group_end` are in a group that lacks its begin, which is that rule's.
    const beginless = new Set([...beginlessGroups(document).values()].flatMap((group) => group.tasks));
    let groups: ReadonlyMap<string, Group> | undefined;
    for (const task of document.tasks) {
      if (task.group || !task.begin || beginless.has(task)) continue;
      yield {
        range: headline(task) ?? task.begin.range,
        message: `${taskLabel(task)} is in no group. Move it to the one of its type and priority.`,
        fixes: () => fixes(document, task, (groups ??= groupsByTags(document))),
      };
    }
  },
};

function headline({ header }: Task): TextRange | undefined {
  return header && header.title !== '' ? header.titleRange : header?.range;
}

/** The first group of each type and priority that a task can be put into. */
function groupsByTags({ groups }: Document): ReadonlyMap<string, Group> {
  const byTags = new Map<string, Group>();
  for (const group of groups) {
    const tags = soundTags(group);
    if (tags !== undefined && group.end && !byTags.has(tags)) byTags.set(tags, group);
  }
  return byTags;
}

function fixes(document: Document, task: Task, groups: ReadonlyMap<string, Group>): Fix[] {
  const type = sharedTag([task], 'type');
  const priority = sharedTag([task], 'priority');
  if (!task.end || type === undefined || priority === undefined) return [];
  const tags = tagsOfGroup(type, priority);
  const group = groups.get(tags);
  if (group) {
    const edits = [
      ...removalOf(document, [task]),
      ...insertionInto(document, group, [blockText(document, task)]),
    ];
    return [{ title: `Move to the group ${tags}`, edits, safe: false }];
  }
  const gap = document.lineEnding.repeat(2);
  const { start, end } = linesOf(document.text, task.range);
  const edits = [
    insert(start, `${canonicalMarker('group', 'begin')} ${tags}${gap}`),
    insert(end, gap + canonicalMarker('group', 'end')),
  ];
  return [{ title: `Make a group ${tags} around it`, edits, safe: false }];
}
