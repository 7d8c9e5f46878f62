import { idFormOf } from '../../document/idForm.ts';
import { tasksById } from '../../document/ids.ts';
import { findTag } from '../../document/tags.ts';
import { replace } from '../../text/edits.ts';
import type { Rule } from '../rule.ts';

export const duplicateId: Rule = {
  code: 'duplicate-id',
  group: 'headers',
  level: 'error',
  fix: 'offered',
  docs: {
    what: 'An id that an earlier task of the file has already.',
    why: 'An id names one task for ever. With two, dependencies, the index and every move can mean the wrong one.',
    how: 'Give the later task the next free id. Where it is the same task twice, remove one copy.',
    invalid:
      '### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n\n### # [id:TASK-20260301-001][type:dev][priority:high][component:web] Draw the tide curve\n',
    valid:
      '### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n\n### # [id:TASK-20260301-002][type:dev][priority:high][component:web] Draw the tide curve\n',
  },
  *checkDocument({ document, today }) {
    for (const [id, [first, ...later]] of tasksById(document)) {
      const firstUse = first?.header && findTag(first.header.tags, 'id');
      for (const { header } of later) {
        const tag = header && findTag(header.tags, 'id');
        if (!tag || !firstUse) continue;
        yield {
          range: tag.valueRange,
          message: `The id ${id} is an earlier task's already. Give this task the next free one.`,
          related: [{ range: firstUse.valueRange, message: `The first task with the id ${id}` }],
          fixes: () => {
            const next = idFormOf(document).nextFree(today);
            return [
              { title: `Use the next free id ${next}`, edits: [replace(tag.valueRange, next)], safe: false },
            ];
          },
        };
      }
    }
  },
};
