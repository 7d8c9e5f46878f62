import { blockText, insertionInto, removalOf } from '../../document/blockText.ts';
import { taskLabel } from '../../document/ids.ts';
import { canonicalMarker } from '../../document/marker.ts';
import type { Document, Group, Task } from '../../document/model.ts';
import { headline } from '../headline.ts';
import type { Fix, Rule } from '../rule.ts';
import { beginlessGroups } from './beginlessGroups.ts';
import { tagsOfGroup, sharedTag, soundTags } from './groupTagging.ts';
import { lineBefore, lineBehind } from './markerLines.ts';

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
    const outside = document.tasks.filter((task) => !task.group && task.begin && !beginless.has(task));
    if (outside.length === 0) return;
    const groups = groupsByTags(document);
    for (const task of outside) {
      const range = headline(task);
      const message = `${taskLabel(task)} is in no group. Move it to the one of its type and priority.`;
      const tags = tagsOf(task);
      if (tags === undefined) {
        yield { range, message };
        continue;
      }
      const group = groups.get(tags);
      yield {
        range,
        message,
        ...(group && { related: [{ range: group.begin.range, message: `The group ${tags}.` }] }),
        fixes: () => fixes(document, task, tags, group),
      };
    }
  },
};

/** The tags of the group that a task belongs into; undefined where its own do not tell. */
function tagsOf(task: Task): string | undefined {
  const type = sharedTag([task], 'type');
  const priority = sharedTag([task], 'priority');
  return type !== undefined && priority !== undefined ? tagsOfGroup(type, priority) : undefined;
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

function fixes(document: Document, task: Task, tags: string, group: Group | undefined): Fix[] {
  if (!task.end) return [];
  if (group) {
    const edits = [
      ...removalOf(document, [task]),
      ...insertionInto(document, group, [blockText(document, task)]),
    ];
    return [{ title: `Move to the group ${tags}`, edits, safe: false }];
  }
  const { lineEnding } = document;
  const edits = [
    lineBefore(document, task.range.start, `${canonicalMarker('group', 'begin')} ${tags}${lineEnding}`),
    lineBehind(document, task.range.end, lineEnding + canonicalMarker('group', 'end')),
  ];
  return [{ title: `Make a group ${tags} around it`, edits, safe: false }];
}
