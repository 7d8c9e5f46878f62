/** The closed word lists of the dialect (docs/dialect.md, "Lines" and "Fields of a task"). */

/** The tags of a task header in the order in which a canonical header has them. `p_level` is optional. */
export const tagNames = ['id', 'type', 'priority', 'p_level', 'component'] as const;
/** One of `tagNames`. */
export type TagName = (typeof tagNames)[number];

/** The tags that every task header must have. */
export const requiredTagNames = ['id', 'type', 'priority', 'component'] as const satisfies readonly TagName[];

/** The priorities from the highest to the lowest: the `p_level` is the place in this list. */
export const priorities = ['critical', 'high', 'medium', 'low'] as const;
/** One of `priorities`. */
export type Priority = (typeof priorities)[number];

/** The values of a task's Status. */
export const statuses = ['todo', 'in-progress', 'blocked', 'done'] as const;
/** One of `statuses`. */
export type Status = (typeof statuses)[number];

/** The fields of a task, and those of a batch focus in TODO.md. */
export const fieldNames = [
  'Status',
  'Description',
  'Acceptance Criteria',
  'Definition of Done',
  'Relevant Files',
  'Relevant Documentation',
  'Dependencies',
  'Plan',
  'Estimated Effort',
  'Notes & Summary',
  'Final Summary',
  'Assignee',
  'Created',
  'Completed',
  'Batch Type',
  'Batch Goal',
  'Batch Size Target',
] as const;
/** One of `fieldNames`. */
export type FieldName = (typeof fieldNames)[number];

/** Types seen in real files. The vocabulary is open: a type outside this list is as good. */
export const commonTypes: readonly string[] = [
  'security',
  'config',
  'infra',
  'dev',
  'quality',
  'ci',
  'test',
  'devex',
  'docs',
  'reliability',
  'release',
  'feature',
  'ops',
  'business',
  'alignment',
  'improvement',
  'bug',
  'chore',
];

/** The form of a task id: `TASK-YYYYMMDD-NNN`, optionally with a letter. */
export const taskIdPattern = /^TASK-\d{8}-\d{3,}(?:-[A-Z])?$/;

/**
 * Every task id in a text, for searching prose, also between underscores that emphasise it. Use with `matchAll`; it keeps
 * no state between uses.
 */
export const taskIdsPattern = /(?<![A-Za-z0-9]_?)TASK-\d{8}-\d{3,}(?:-[A-Z])?(?![A-Za-z0-9]|_[A-Za-z0-9])/g;

/** Whether a value is a priority as the dialect writes it: case counts. */
export function isPriority(value: string | undefined): value is Priority {
  return (priorities as readonly (string | undefined)[]).includes(value);
}

/** Whether a value is a status as the dialect writes it: case counts. */
export function isStatus(value: string | undefined): value is Status {
  return (statuses as readonly (string | undefined)[]).includes(value);
}

/** The priority that a `p_level` value stands for: P0 critical … P3 low. */
export function priorityOfLevel(level: string): Priority | undefined {
  const match = /^P([0-3])$/.exec(level);
  return match ? priorities[Number(match[1])] : undefined;
}

/** The `p_level` value that stands for a priority: critical P0 … low P3. */
export function levelOfPriority(priority: Priority): string {
  return `P${String(priorities.indexOf(priority))}`;
}
