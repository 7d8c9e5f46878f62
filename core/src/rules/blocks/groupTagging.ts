import { groupType, soleTag } from '../../document/tagValues.ts';
import type { Group, Task } from '../../document/model.ts';
import { findTag } from '../../document/tags.ts';
import { isPriority } from '../../document/vocabulary.ts';

/** The type or priority that all of some tasks have; undefined where there is no task, or they do not agree. */
export function sharedTag(tasks: readonly Task[], name: 'type' | 'priority'): string | undefined {
  const [first] = tasks;
  const value = soleTag(first?.header, name)?.value;
  if (name === 'priority' && !isPriority(value)) return undefined;
  return tasks.every((task) => soleTag(task.header, name)?.value === value) ? value : undefined;
}

/** The tags of a group of a type and a priority, as its begin marker has them. */
export function tagsOfGroup(type: string, priority: string): string {
  return `[type:${type}][priority:${priority}]`;
}

/** The tags by which a group is found; undefined where its type is missing or its priority none of the four. */
export function soundTags(group: Group): string | undefined {
  const type = groupType(group);
  const priority = findTag(group.begin.tags, 'priority')?.value;
  return type !== undefined && isPriority(priority) ? tagsOfGroup(type, priority) : undefined;
}
