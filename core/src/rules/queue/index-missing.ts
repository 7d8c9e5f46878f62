import type { Document } from '../../document/model.ts';
import { relativePath } from '../../queue/filePaths.ts';
import { entryAppender } from '../../queue/indexEntry.ts';
import { newEntry } from '../../queue/newEntry.ts';
import { lineEnd, textStart } from '../../text/lines.ts';
import { firstEndingBehind, type TextRange } from '../../text/range.ts';
import { fileLabel, relatedTask } from '../around.ts';
import type { Rule } from '../rule.ts';
import { indexedTasks } from './indexedTasks.ts';

export const indexMissing: Rule = {
  code: 'index-missing',
  group: 'queue',
  level: 'warning',
  fix: 'safe',
  docs: {
    what: 'A task of the queue that TASK_INDEX.md has no entry of.',
    why: 'Agents look a task up in the index. What is not in it they do not find, and they give its id out again.',
    how: 'Append an entry. The fix writes it in the manner of the other ones, from the tags and fields of the task.',
    invalid:
      '## index_entry_begin\n[id:TASK-20260301-001]\nstatus: todo\nlocation: BACKLOG.md\n## index_entry_end\n',
    valid:
      '## index_entry_begin\n[id:TASK-20260301-001]\nstatus: todo\nlocation: BACKLOG.md\n## index_entry_end\n\n## index_entry_begin\n[id:TASK-20260301-002]\nstatus: todo\nlocation: BACKLOG.md\n## index_entry_end\n',
    beside: [
      {
        path: 'BACKLOG.md',
        text: '## task_begin\n### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n**Status:** todo\n## task_end\n\n## task_begin\n### # [id:TASK-20260301-002][type:dev][priority:high][component:web] Draw the tide curve\n**Status:** todo\n## task_end\n',
      },
    ],
  },
  *checkQueue(context) {
    const { document, own } = context;
    if (document.file !== 'index') return;
    const entered = new Set(document.indexEntries.map(({ id }) => id?.value));
    const missing = [...indexedTasks(context)].filter(([id]) => !entered.has(id));
    if (missing.length === 0) return;
    missing.sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
    const range = endOfEntries(document);
    let append: ReturnType<typeof entryAppender> | undefined;
    for (const [id, [{ file, tasks }]] of missing) {
      const [task] = tasks;
      yield {
        range,
        message: `Task ${id} of ${fileLabel(own, file)} is not in the index. Append an entry.`,
        related: [relatedTask(own, { file, task }, `Task ${id}`)],
        fixes: () => {
          append ??= entryAppender(document);
          const entry = newEntry(file.document, task, relativePath(own.uri, file.uri));
          return entry ? [{ title: `Append an entry of ${id}`, edits: [append(entry)], safe: true }] : [];
        },
      };
    }
  },
};

/** The end marker of the last entry; without entries the first heading, else the first line. */
function endOfEntries({ text, indexEntries, comments, fences }: Document): TextRange {
  const last = indexEntries.at(-1);
  if (last) return (last.end ?? last.begin).range;
  const hidden = [...comments, ...fences].map(({ range }) => range).sort((a, b) => a.start - b.start);
  const headings = text.matchAll(/^\ufeff?(#{1,6}[ \t][^\r\n]*)/gm);
  for (const { 0: whole, 1: heading = '', index } of headings) {
    const start = index + whole.length - heading.length;
    if ((firstEndingBehind(hidden, start)?.start ?? Infinity) > start)
      return { start, end: start + heading.trimEnd().length };
  }
  const start = textStart(text);
  return { start, end: lineEnd(text, start) };
}
