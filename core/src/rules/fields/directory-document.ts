import { taskLabel } from '../../document/ids.ts';
import { replace } from '../../text/edits.ts';
import type { Rule } from '../rule.ts';
import { documentPlaces, type PlaceKind } from './documentPlaces.ts';

export const directoryDocument: Rule = {
  code: 'directory-document',
  group: 'fields',
  level: 'information',
  levelIn: { archive: 'off' },
  fix: 'offered',
  docs: {
    what: 'A folder in the Relevant Documentation, where a file is asked for.',
    why: 'Agents read what is named. A folder makes them read all of it, or guess.',
    how: 'Name the file in the folder that bears on the task.',
    invalid: '**Relevant Documentation:** `docs/api/`\n',
    valid: '**Relevant Documentation:** `docs/api/tables.md`\n',
  },
  checkWholeTask: (task, context, { documentPaths }) =>
    documentPlaces(task, context, documentPaths, isFolder).map(({ range, path }) => ({
      range,
      message: `${taskLabel(task)} names the folder ${path} in its Relevant Documentation. Name a file in it.`,
      fixes: () =>
        filesIn(path, context.around?.paths.filesBelow(path) ?? []).map((file) => ({
          title: `Name ${file}`,
          edits: [replace(range, file)],
          safe: false,
        })),
    })),
};

/** What does not exist is another rule's, and so is a file with a slash too many. */
function isFolder(path: string, kind: PlaceKind): boolean {
  return kind !== 'missing' && (kind === 'folder' || path.endsWith('/'));
}

/** The files right in a folder; past this many a choice helps nobody. */
function filesIn(folder: string, files: readonly string[]): readonly string[] {
  const start = folder.endsWith('/') ? folder : `${folder}/`;
  return files.filter((file) => file.startsWith(start) && !file.includes('/', start.length)).slice(0, 10);
}
