import { fileKind } from '../../document/fileKind.ts';
import { entryLocation } from '../../document/indexEntry.ts';
import { namesFile } from '../../queue/filePaths.ts';
import type { IndexEntry } from '../../document/model.ts';
import type { QueueRuleContext, Rule } from '../rule.ts';
import { readableEntries } from './indexedTasks.ts';

export const indexOrphan: Rule = {
  code: 'index-orphan',
  group: 'queue',
  level: 'warning',
  fix: 'none',
  docs: {
    what: 'An entry of TASK_INDEX.md whose task is nowhere.',
    why: 'The task was deleted, or lost in a move: the entry is the last trace of it.',
    how: 'Look for the task in the history of the files. Bring it back, or remove the entry where it was dropped on purpose.',
    invalid:
      '## index_entry_begin\n[id:TASK-20260301-002]\nstatus: todo\nlocation: BACKLOG.md\n## index_entry_end\n',
    valid:
      '## index_entry_begin\n[id:TASK-20260301-001]\nstatus: todo\nlocation: BACKLOG.md\n## index_entry_end\n',
    beside: [
      {
        path: 'BACKLOG.md',
        text: '## task_begin\n### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n**Status:** todo\n## task_end\n',
      },
    ],
  },
  *checkQueue(context) {
    const { document, around } = context;
    if (document.file !== 'index' || !around.complete) return;
    for (const entry of readableEntries(document)) {
      const { id } = entry;
      if (around.known.tasks(id.value).length > 0 || !isNowhere(context, entry)) continue;
      const location = entryLocation(document, entry)?.path;
      const place = location ? `, in ${location} or elsewhere` : '';
      yield {
        range: id.valueRange,
        message: `The entry of ${id.value} has no task${place}. Bring the task back, or remove the entry.`,
      };
    }
  },
};

/**
 * Whether the file in which a task should be is one that is known not to have it, or that does not exist. A file of
 * another kind that exists, or of which nothing is known, can hold a task alone.
 */
function isNowhere({ document, around, own }: QueueRuleContext, entry: IndexEntry): boolean {
  const location = entryLocation(document, entry)?.path;
  if (!location) return true;
  const kind = around.paths.kindOf(location);
  const names = fileKind(location);
  if (names === undefined || names === 'tasks' || names === 'index') return kind === 'missing';
  return kind !== 'file' || [...around.known.files].some(({ uri }) => namesFile(location, own.uri, uri));
}
