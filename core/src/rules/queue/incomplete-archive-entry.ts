import { taskLabel } from '../../document/ids.ts';
import type { Field, Task } from '../../document/model.ts';
import { findField, firstLine, readStatus } from '../../policy/fieldValues.ts';
import { slice } from '../../text/range.ts';
import { readWrongStatus } from '../fields/status.ts';
import { headline } from '../headline.ts';
import type { Finding, Rule } from '../rule.ts';

export const incompleteArchiveEntry: Rule = {
  code: 'incomplete-archive-entry',
  group: 'queue',
  level: 'warning',
  fix: 'none',
  docs: {
    what: 'An archived task that is not done, or that lacks its Completed or its Assignee.',
    why: 'The archive tells what was done, when and by whom. What it lacks later nobody knows.',
    how: 'The archive is append-only, so that nothing is changed by itself. Where the instructions allow it, add what is missing by hand; give a task all three before it is archived.',
    invalid:
      '## task_begin\n### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n**Status:** done\n**Completed:** 2026-03-01\n## task_end\n',
    valid:
      '## task_begin\n### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n**Status:** done\n**Completed:** 2026-03-01\n**Assignee:** @pilot\n## task_end\n',
  },
  checkWholeTask(task, { document: { file, text } }) {
    const found: Finding[] = [];
    if (file !== 'archive') return [];
    for (const name of ['Status', 'Completed', 'Assignee'] as const) {
      const field = findField(task, name);
      if (!field || !saysAnything(text, field)) found.push(lack(task, name, field));
      else if (name === 'Status' && readStatus(text, field) !== 'done')
        found.push(notDone(text, task, field));
    }
    return found;
  },
};

/** Whether a value has a letter or digit: a mere dash says nothing. */
function saysAnything(text: string, field: Field): boolean {
  return /[\p{L}\p{N}]/u.test(slice(text, firstLine(text, field)));
}

function lack(task: Task, name: string, field: Field | undefined): Finding {
  return {
    range: field?.label ?? headline(task),
    message: field
      ? `${taskLabel(task)} is archived with an empty ${name}. Fill it in.`
      : `${taskLabel(task)} is archived without ${name}. Add it.`,
  };
}

function notDone(text: string, task: Task, status: Field): Finding {
  const { range } = readWrongStatus(text, status);
  return {
    range,
    message: `${taskLabel(task)} is archived with the Status “${slice(text, range)}”. Only tasks with the Status done belong in ARCHIVE.md.`,
  };
}
