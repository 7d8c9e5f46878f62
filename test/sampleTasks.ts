/** Task files of our own writing, for tests that need one without caring what is in it. */

/** A complete task. Parts can be replaced; what is null is left out. */
export function task(parts: {
  readonly id: string;
  readonly type?: string;
  readonly priority?: string;
  readonly title?: string;
  readonly status?: string;
  readonly plan?: string | null;
  readonly dependencies?: string | null;
}): string {
  const { id, type = 'dev', priority = 'high', title = 'Cache the tide tables', status = 'todo' } = parts;
  const { plan = '1. Measure\n2. Cache\n3. Measure again', dependencies = null } = parts;
  return [
    '## task_begin',
    `### # [id:${id}][type:${type}][priority:${priority}][component:server] ${title}`,
    `**Status:** ${status}`,
    '**Relevant Documentation:** `docs/tides.md`',
    ...(dependencies === null ? [] : [`**Dependencies:** ${dependencies}`]),
    ...(plan === null ? [] : [`**Plan:**\n${plan}`]),
    '**Estimated Effort:** 2 days',
    '## task_end',
  ].join('\n');
}

/** A group around tasks. */
export function group(type: string, priority: string, ...tasks: readonly string[]): string {
  return [
    `## group_begin [type:${type}][priority:${priority}]`,
    `## ${type}, ${priority}`,
    ...tasks,
    '## group_end',
  ].join('\n\n');
}

/** A file of blocks. */
export function file(...blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`;
}
