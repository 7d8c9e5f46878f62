import { taskLabel } from '../../document/ids.ts';
import { findField, firstLine, readStatus } from '../../policy/fieldValues.ts';
import type { Rule } from '../rule.ts';

export const doneNotArchived: Rule = {
  code: 'done-not-archived',
  group: 'queue',
  level: 'information',
  fix: 'offered',
  docs: {
    what: 'A done task that is still in TODO.md.',
    why: 'TODO.md holds what is to be worked on. Agents read all of it, and what is done only takes their attention.',
    how: 'Move the whole task to the end of ARCHIVE.md, with the date and the assignee.',
    invalid:
      '## task_begin\n### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n**Status:** done\n## task_end\n',
    valid:
      '## task_begin\n### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n**Status:** in-progress\n## task_end\n',
  },
  checkWholeTask(task, { document: { file, text }, around }) {
    if (file !== 'todo') return [];
    const status = findField(task, 'Status');
    if (!status || readStatus(text, status) !== 'done') return [];
    const { start } = firstLine(text, status);
    return [
      {
        range: { start, end: start + 'done'.length },
        message: `${taskLabel(task)} is done and still in TODO.md. Move it to ARCHIVE.md.`,
        fixes: () => (around ? [{ title: 'Archive it', move: 'archive', task, safe: false }] : []),
      },
    ];
  },
};
