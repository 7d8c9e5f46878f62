import { idFormOf } from '../../document/idForm.ts';
import { findTag } from '../../document/tags.ts';
import { replace } from '../../text/edits.ts';
import { fileLabel, knownTexts, ownFile } from '../around.ts';
import { sharedIds } from '../queue/idUses.ts';
import type { Rule } from '../rule.ts';

export const duplicateId: Rule = {
  code: 'duplicate-id',
  group: 'headers',
  level: 'error',
  fix: 'offered',
  docs: {
    what: 'An id that an earlier task of the file, or a task further along in the queue, has already.',
    why: 'An id names one task for ever. With two, dependencies, the index and every move can mean the wrong one.',
    how: 'Give the task the next free id. Of two files, the task in ARCHIVE.md keeps its id before the one in TODO.md, and that before the one in BACKLOG.md. Where it is the same task twice in one file, remove one copy.',
    invalid:
      '### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n\n### # [id:TASK-20260301-001][type:dev][priority:high][component:web] Draw the tide curve\n',
    valid:
      '### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n\n### # [id:TASK-20260301-002][type:dev][priority:high][component:web] Draw the tide curve\n',
  },
  *checkDocument(context) {
    const { document, today } = context;
    const own = ownFile(context);
    for (const { id, tag, kind, other, inSameFile } of sharedIds(context)) {
      const first = other.task.header && findTag(other.task.header.tags, 'id');
      if (kind !== 'duplicate' || !first) continue;
      const place = own && !inSameFile ? fileLabel(own, other.file) : undefined;
      const holder = place === undefined ? "an earlier task's" : `that of another task in ${place}`;
      yield {
        range: tag.valueRange,
        message: `The id ${id} is ${holder} already. Give this task the next free one.`,
        related: [
          {
            range: first.valueRange,
            message: `The first task with the id ${id}`,
            ...(place !== undefined && { file: other.file }),
          },
        ],
        fixes: () => {
          const next = idFormOf(document).nextFree(today, knownTexts(context));
          return [
            { title: `Use the next free id ${next}`, edits: [replace(tag.valueRange, next)], safe: false },
          ];
        },
      };
    }
  },
};
