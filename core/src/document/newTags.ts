import { canonicalTag } from './header.ts';
import { idFormOf } from './idForm.ts';
import type { Document, Group, Task } from './model.ts';
import { findTag } from './tags.ts';
import { groupPriority, groupType, priorityMeant, soleTag } from './tagValues.ts';
import { levelOfPriority, requiredTagNames, type TagName } from './vocabulary.ts';

/** A tag that is to be written. */
export interface NewTag {
  readonly key: TagName;
  readonly value: string;
}

type RequiredTagName = (typeof requiredTagNames)[number];

/**
 * The value to give a required tag that a task has not: the next free id, its group's type and priority, the
 * component that most tasks of the group have. Where there is no group to tell, most tasks of the file.
 *
 * @param today the day as `YYYY-MM-DD`
 * @param otherTexts texts beside the document's whose ids are taken as well
 */
export function newTagValue(
  document: Document,
  group: Group | undefined,
  name: TagName,
  today: string,
  otherTexts: () => Iterable<string> = () => [],
): string {
  switch (name) {
    case 'id':
      return idFormOf(document).nextFree(today, otherTexts());
    case 'type':
      return groupType(group) ?? mostUsed(document.tasks, 'type') ?? 'dev';
    case 'component':
      return mostUsed(group?.tasks ?? [], 'component') ?? mostUsed(document.tasks, 'component') ?? 'general';
    default:
      return groupPriority(group) ?? priorityMeant(mostUsed(document.tasks, 'priority') ?? '') ?? 'medium';
  }
}

/** Whether more than half of the tasks of a group, else of the file, have a `p_level`. */
function usesLevels(document: Document, group: Group | undefined): boolean {
  const { tasks } = group && group.tasks.length > 0 ? group : document;
  const having = tasks.filter(({ header }) => header && findTag(header.tags, 'p_level'));
  return having.length * 2 > tasks.length;
}

/** The value of a tag that most tasks have, the first one of several. */
function mostUsed(tasks: readonly Task[], name: TagName): string | undefined {
  const uses = new Map<string, number>();
  for (const { header } of tasks) {
    const value = soleTag(header, name)?.value;
    if (value !== undefined) uses.set(value, (uses.get(value) ?? 0) + 1);
  }
  let most: string | undefined;
  for (const [value, count] of uses) if (count > (uses.get(most ?? '') ?? 0)) most = value;
  return most;
}

/** The tags of a new header in their order: the required ones, with a `p_level` where the other tasks have one. */
export function newTags(
  document: Document,
  group: Group | undefined,
  values: Readonly<Record<RequiredTagName, string>>,
): NewTag[] {
  const priority = priorityMeant(values.priority);
  const level = usesLevels(document, group) && priority ? levelOfPriority(priority) : undefined;
  return requiredTagNames.flatMap((key): NewTag[] => [
    ...(key === 'component' && level !== undefined ? [{ key: 'p_level' as const, value: level }] : []),
    { key, value: values[key] },
  ]);
}

/** A header line of tags. */
export function newHeader(tags: readonly NewTag[], title: string): string {
  return `### # ${tags.map(canonicalTag).join('')} ${title}`;
}
