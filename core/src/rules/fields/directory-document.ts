import { taskLabel } from '../../document/ids.ts';
import { documentPaths, findField } from '../../policy/fieldValues.ts';
import type { Rule } from '../rule.ts';

export const directoryDocument: Rule = {
  code: 'directory-document',
  group: 'fields',
  level: 'information',
  levelIn: { archive: 'off' },
  fix: 'none',
  docs: {
    what: 'A folder in the Relevant Documentation, where a file is asked for.',
    why: 'Agents read what is named. A folder makes them read all of it, or guess.',
    how: 'Name the file in the folder that bears on the task.',
    invalid: '**Relevant Documentation:** `docs/api/`\n',
    valid: '**Relevant Documentation:** `docs/api/tables.md`\n',
  },
  *checkWholeTask(task, { document: { text } }) {
    const documentation = findField(task, 'Relevant Documentation');
    if (!documentation) return;
    for (const { range, path } of documentPaths(text, documentation)) {
      if (!path.endsWith('/')) continue;
      yield {
        range,
        message: `${taskLabel(task)} names the folder ${path} in its Relevant Documentation. Name a file in it.`,
      };
    }
  },
};
