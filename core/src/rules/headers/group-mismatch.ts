import { blockText, insertionInto, removalOf } from '../../document/blockText.ts';
import { taskLabel } from '../../document/ids.ts';
import type { Document, Group, Tag, Task } from '../../document/model.ts';
import { groupPriority, groupType, priorityMeant, soleTag, typeReader } from '../../document/tagValues.ts';
import { replace } from '../../text/edits.ts';
import type { Finding, Fix, Rule } from '../rule.ts';

export const groupMismatch: Rule = {
  code: 'group-mismatch',
  group: 'headers',
  level: 'error',
  fix: 'offered',
  docs: {
    what: 'A task whose type or priority differs from that of the group it is in.',
    why: 'A batch is one group. A task in the wrong one is worked on with others that it has nothing to do with, or never.',
    how: 'Change the tag to the group’s, or move the task to the group that fits.',
    invalid:
      '## group_begin [type:docs][priority:high]\n\n## task_begin\n### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n## task_end\n\n## group_end\n',
    valid:
      '## group_begin [type:dev][priority:high]\n\n## task_begin\n### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n## task_end\n\n## group_end\n',
  },
  checkDocument({ document }) {
    const found: Finding[] = [];
    const typeMeant = typeReader(document);
    for (const group of document.groups) {
      for (const task of group.tasks) {
        const own = { type: typeMeant(task), priority: priorityOf(task) };
        const fitting = (): Fix[] => moves(document, task, own.type, own.priority);
        pushMismatch(found, task, group, 'type', own.type, groupType(group), fitting);
        pushMismatch(found, task, group, 'priority', own.priority, groupPriority(group), fitting);
      }
    }
    return found;
  },
};

/** Slips are forgiven on both sides: they are reported as what they are. */
function pushMismatch(
  found: Finding[],
  task: Task,
  group: Group,
  name: 'type' | 'priority',
  own: string | undefined,
  groups: string | undefined,
  moves: () => Fix[],
): void {
  const tag = soleTag(task.header, name);
  if (!tag || own === undefined || groups === undefined || own === groups) return;
  found.push({
    range: tag.valueRange,
    message: `${taskLabel(task)} has the ${name} ${own}, but its group has ${groups}. Change the ${name}, or move the task.`,
    related: [{ range: group.begin.range, message: `The group and its ${name} ${groups}` }],
    fixes: () => [change(tag, name, groups), ...moves()],
  });
}

function change(tag: Tag, name: string, value: string): Fix {
  return { title: `Change ${name} to ${value}`, edits: [replace(tag.valueRange, value)], safe: false };
}

/** To the first group of the task's own type and priority, where there is one. Only a closed block can be moved. */
function moves(
  document: Document,
  task: Task,
  type: string | undefined,
  priority: string | undefined,
): Fix[] {
  if (!task.begin || !task.end || type === undefined || priority === undefined) return [];
  const fits = (group: Group): boolean => groupType(group) === type && groupPriority(group) === priority;
  const group = document.groups.find((one) => one.end && fits(one));
  if (!group) return [];
  const insertion = insertionInto(document, group, [blockText(document, task)]);
  const edits = [...removalOf(document, [task]), ...insertion];
  return [{ title: `Move to the group [type:${type}][priority:${priority}]`, edits, safe: false }];
}

function priorityOf(task: Task): string | undefined {
  const tag = soleTag(task.header, 'priority');
  return tag && priorityMeant(tag.value);
}
