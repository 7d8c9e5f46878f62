import { absentFieldRule } from './absentField.ts';

export const missingDocumentation = absentFieldRule({
  code: 'missing-documentation',
  field: 'Relevant Documentation',
  level: 'error',
  docs: {
    what: 'A task without Relevant Documentation, or with an empty one, where the file requires it.',
    why: 'Agents read these files before they begin. A task without them is incomplete and must not be promoted.',
    how: 'Name the files under `docs/` that bear on the task.',
    invalid: '**Relevant Documentation:**\n',
    valid: '**Relevant Documentation:** `docs/tides.md`\n',
  },
});
