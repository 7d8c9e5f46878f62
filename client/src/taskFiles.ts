import { languages, type TextDocument, workspace } from 'vscode';
import { taskFilePattern } from '#server/protocol';

/** Task files, in any scheme. */
export const taskFileSelector = [{ language: 'markdown', pattern: taskFilePattern }];

/** Whether a document has the name of a task file. */
export function isTaskFile(document: TextDocument): boolean {
  return languages.match(taskFileSelector, document) > 0;
}

/** Whether a file with the name of a task file is open, or somewhere in the workspace. */
export async function hasTaskFiles(): Promise<boolean> {
  if (workspace.textDocuments.some(isTaskFile)) return true;
  const [first] = await workspace.findFiles(taskFilePattern, '**/node_modules/**', 1);
  return first !== undefined;
}
