import { isOneSlip, oneSlipAway } from '../text/spelling.ts';
import type { Document, Group, Tag, Task, TaskHeader } from './model.ts';
import { findTag } from './tags.ts';
import {
  commonTypes,
  isPriority,
  type Priority,
  priorities,
  priorityOfLevel,
  type TagName,
} from './vocabulary.ts';

/**
 * The tag of a name in a header. Undefined where there is none, where it is empty, and where the header has
 * it twice with different values: what it means is then unknown.
 */
export function soleTag(header: TaskHeader | undefined, name: TagName): Tag | undefined {
  let sole: Tag | undefined;
  for (const tag of header?.tags ?? []) {
    if (tag.name !== name) continue;
    if (tag.value === '' || (sole && sole.value !== tag.value)) return undefined;
    sole ??= tag;
  }
  return sole;
}

/** The priority that a value means: one of the four, in any case, or the only one that is one slip away. */
export function priorityMeant(value: string): Priority | undefined {
  if (isPriority(value)) return value;
  const lower = value.toLowerCase();
  if (isPriority(lower)) return lower;
  // One letter from `low`, and the opposite of it.
  return lower === 'now' ? undefined : (oneSlipAway(lower, priorities) as Priority | undefined);
}

/** The level that a `p_level` value means: `P0` to `P3`, in any case. */
export function levelMeant(value: string): string | undefined {
  const upper = value.toUpperCase();
  return priorityOfLevel(upper) && upper;
}

/** The type of a group; undefined where it has none. */
export function groupType(group: Group | undefined): string | undefined {
  return (group && findTag(group.begin.tags, 'type')?.value) || undefined;
}

/** The priority of a group, slips forgiven; undefined where it has none, or none of the four. */
export function groupPriority(group: Group | undefined): Priority | undefined {
  const tag = group && findTag(group.begin.tags, 'priority');
  return tag && priorityMeant(tag.value);
}

/**
 * A reader of the type that a task's type tag means: its own value, or the type in use that it is a slip of.
 * Types in use are those of the group markers; in a file without groups, those that other tasks share. A
 * value that two tasks have, or that is a common type, is no slip: the vocabulary is open.
 */
export function typeReader(document: Document): (task: Task) => string | undefined {
  let counted: ReadonlyMap<string, number> | undefined;
  const uses = (): ReadonlyMap<string, number> => (counted ??= countTypes(document));
  const ofGroups = new Set(document.groups.flatMap((group) => groupType(group) ?? []));
  const inUse = ofGroups.size > 0 ? ofGroups : new Set(sharedTypes(uses()));
  const known = inUse.size > mostTypes ? [] : [...inUse];
  return (task) => {
    const value = soleTag(task.header, 'type')?.value;
    if (value === undefined || inUse.has(value) || commonTypes.includes(value)) return value;
    const own = groupType(task.group);
    const lower = value.toLowerCase();
    const sameButCase = nearest(known, own, (type) => type.toLowerCase() === lower);
    if (sameButCase !== undefined) return sameButCase;
    if (value.length < shortestSlipped || (uses().get(value) ?? 0) > 1) return value;
    const isSlip = (type: string): boolean =>
      type.length >= shortestSlipped && isOneSlip(lower, type.toLowerCase());
    return nearest(known, own, isSlip) ?? value;
  };
}

/** Among shorter words one letter makes another word: `dev`, `doc`, `ops`, `ci`. */
const shortestSlipped = 4;

/** A file with more types has no vocabulary of which another one could be a slip. */
const mostTypes = 100;

/** The group's own type where it fits, else the only one that does. */
function nearest(
  types: readonly string[],
  own: string | undefined,
  fits: (type: string) => boolean,
): string | undefined {
  const fitting = types.filter(fits);
  return fitting.length === 1 ? fitting[0] : fitting.find((type) => type === own);
}

function countTypes({ tasks }: Document): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const { header } of tasks) {
    const type = soleTag(header, 'type')?.value;
    if (type !== undefined) uses.set(type, (uses.get(type) ?? 0) + 1);
  }
  return uses;
}

function sharedTypes(uses: ReadonlyMap<string, number>): string[] {
  return [...uses].flatMap(([type, count]) => (count > 1 || commonTypes.includes(type) ? type : []));
}
