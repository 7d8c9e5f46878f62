import { readBatchType, writeBatchType } from '../../policy/batchFocus.ts';
import { slice } from '../../text/range.ts';
import type { Rule } from '../rule.ts';
import { typedTasks } from './batch.ts';

export const batchFocusMismatch: Rule = {
  code: 'batch-focus-mismatch',
  group: 'queue',
  level: 'information',
  fix: 'safe',
  docs: {
    what: 'A Batch Type in TODO.md that differs from the type of the tasks under it.',
    why: 'Agents read the batch focus first, and choose by it what to work on and what to promote next.',
    how: 'Write the type that the tasks have. Text that names no single type is left alone.',
    invalid:
      '**Batch Type:** docs\n\n## task_begin\n### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n## task_end\n',
    valid:
      '**Batch Type:** dev\n\n## task_begin\n### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n## task_end\n',
  },
  *checkDocument({ document }) {
    const tasks = typedTasks(document);
    const [first] = tasks;
    // In a mixed batch nothing tells what the focus should be.
    if (!first || tasks.some(({ type }) => type !== first.type)) return;
    const said = readBatchType(document);
    if (said?.type === undefined || said.type?.toLowerCase() === first.type.toLowerCase()) return;
    // A type such as `none` reads like no type once it is written there.
    if (slice(document.text, said.range) === first.type) return;
    const says = said.type === null ? 'names no type' : `is ${said.type}`;
    yield {
      range: said.range.start === said.range.end ? said.field.label : said.range,
      message: `The Batch Type ${says}, but the tasks are of type ${first.type}. Write ${first.type}.`,
      related: [{ range: first.range, message: 'The type of the first task' }],
      fixes: () => [
        {
          title: `Change Batch Type to ${first.type}`,
          edits: writeBatchType(document, first.type),
          safe: true,
        },
      ],
    };
  },
};
