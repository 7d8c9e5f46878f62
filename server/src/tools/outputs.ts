import * as z from 'zod';
import { severities, statuses } from '#core';

const file = z.string().describe('The path of the file from the workspace folder.');
const line = z.int().min(1).describe('From 1.');
const column = z.int().min(1).describe('From 1, in UTF-16 code units.');
const place = { file, line, column, endLine: line, endColumn: column };
const title = z.string().describe('Empty where it has none.');

const unread = z
  .array(
    z.strictObject({ file, reason: z.string().describe('Why it cannot be read, as the end of a sentence.') }),
  )
  .readonly()
  .optional()
  .describe(
    'The task files that are there and could not be read, if any: nothing is known of what is in them.',
  );
export type UnreadData = z.infer<typeof unread>;

/** What `agentBacklog_check` answers. */
export const checkOutput = z.strictObject({
  files: z.int().describe('How many files were checked.'),
  problems: z.array(
    z.strictObject({
      ...place,
      severity: z.enum(severities),
      code: z.string().describe('The rule.'),
      message: z.string(),
      related: z
        .array(z.strictObject({ ...place, message: z.string() }))
        .readonly()
        .optional(),
    }),
  ),
  more: z.int().describe('How many problems were left out because of the limit.'),
  unread,
});

const listedTask = z.strictObject({
  id: z.string().optional(),
  title,
  status: z.enum(statuses),
  type: z.string().optional(),
  priority: z.string().optional(),
  component: z.string().optional(),
  file,
  line,
  lacks: z.array(z.string()).describe('The required fields that it lacks.'),
  waitsFor: z.array(z.string()).describe('The ids of unfinished tasks that it depends on.'),
  text: z.string().optional().describe('Its whole block, of the next task alone.'),
});

/** What `agentBacklog_list` answers. */
export const listOutput = z.strictObject({
  queues: z.array(
    z.strictObject({
      queue: z.string().describe('The path of its folder, by which tools know it.'),
      active: z.int().describe('How many tasks of TODO.md are not done.'),
      batchSize: z.int().describe('How many there may be.'),
      sections: z.array(
        z.strictObject({
          kind: z.enum(['batch', 'group', 'outside', 'archive']),
          label: z.string(),
          type: z.string().optional(),
          priority: z.string().optional(),
          file,
          line,
          count: z.int().describe('How many tasks it has, listed or not.'),
          promotion: z.string().optional().describe('What promoting the group would move, or why nothing.'),
          tasks: z.array(listedTask),
        }),
      ),
    }),
  ),
  more: z.int().describe('How many lines were left out because of the limit.'),
  unread,
});
export type TaskList = z.infer<typeof listOutput>;
export type ListedQueue = TaskList['queues'][number];
export type ListedSection = ListedQueue['sections'][number];
export type ListedTask = z.infer<typeof listedTask>;

/** What every tool answers that changes files. */
export const changeOutput = z.strictObject({
  report: z.string().optional().describe('What was done, and what was passed over and why.'),
  tasks: z.array(
    z.strictObject({
      id: z.string(),
      title,
      change: z.enum(['moved', 'added', 'status']),
      file: file.describe('Where it is now.'),
      line,
      from: z.string().optional().describe('The file that it has left.'),
      gains: z.array(z.string()).optional().describe('The fields that were added.'),
      lacks: z
        .array(z.string())
        .optional()
        .describe('The required fields of a new task that are to be filled in.'),
      before: z.string().optional().describe('The status that it had.'),
      after: z.string().optional().describe('The status that it has.'),
    }),
  ),
  files: z.array(file).describe('Every file that was changed.'),
  unread,
});
export type ChangeData = z.infer<typeof changeOutput>;
