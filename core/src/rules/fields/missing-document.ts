import { taskLabel } from '../../document/ids.ts';
import { replace } from '../../text/edits.ts';
import type { Rule } from '../rule.ts';
import { documentPlaces } from './documentPlaces.ts';
import { nearestPaths } from './nearestPaths.ts';

export const missingDocument: Rule = {
  code: 'missing-document',
  group: 'fields',
  level: 'warning',
  levelIn: { archive: 'off' },
  fix: 'offered',
  docs: {
    what: 'A path in the Relevant Documentation that leads to no file.',
    why: 'Whoever begins the task looks for it in vain: it was moved, renamed, misspelt, or is yet to be written.',
    how: 'Correct the path. It may begin at the folder of the task file or at any above it, up to that of the workspace.',
    invalid: '**Relevant Documentation:** `docs/tidse.md`\n',
    valid: '**Relevant Documentation:** `docs/tides.md`\n',
    exists: ['docs/tides.md'],
  },
  checkWholeTask(task, context, { documentPaths }) {
    const { around } = context;
    if (!around) return [];
    const places = documentPlaces(task, context, documentPaths, (_, kind) => kind === 'missing');
    return places.map(({ path, range }) => ({
      range,
      message: `${taskLabel(task)} names ${path} in its Relevant Documentation, which does not exist. Correct the path.`,
      fixes: () =>
        nearestPaths(path, around.paths, mostSuggestions).map((near) => ({
          title: `Change it to ${near}`,
          edits: [replace(range, near)],
          safe: false,
        })),
    }));
  },
};

const mostSuggestions = 3;
