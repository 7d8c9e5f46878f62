import { taskLabel } from '../../document/ids.ts';
import type { Rule } from '../rule.ts';
import { fieldWith } from './requiredField.ts';

export const documentationOutsideDocs: Rule = {
  code: 'documentation-outside-docs',
  group: 'fields',
  level: 'warning',
  levelIn: { archive: 'off' },
  makesIncomplete: true,
  fix: 'none',
  docs: {
    what: 'A Relevant Documentation that names no file under `docs/`.',
    why: 'What a project has decided stands under `docs/`. A task that points to none of it is begun without it.',
    how: 'Name at least one file under `docs/`, in backticks, as a link or bare. Others may stand beside it.',
    invalid: '**Relevant Documentation:** `README.md`\n',
    valid: '**Relevant Documentation:** `docs/tides.md`, `README.md`\n',
  },
  checkWholeTask(task, _, reading) {
    const documentation = fieldWith('no document', 'Relevant Documentation', task, reading);
    if (!documentation) return [];
    return [
      {
        range: documentation.value,
        message: `${taskLabel(task)} names no file under docs/ in its Relevant Documentation. Name one.`,
      },
    ];
  },
};
