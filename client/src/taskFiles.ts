import { FileType, languages, RelativePattern, type TextDocument, Uri, workspace } from 'vscode';
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
  for (const { uri } of workspace.workspaceFolders ?? []) {
    if ((await filesOf(uri, 1)).length > 0) return true;
  }
  return false;
}

/** Finds all files in a folder and below it that have the name of a task file. */
export function findTaskFiles(folder: Uri): Promise<Uri[]> {
  return filesOf(folder);
}

async function filesOf(folder: Uri, limit = Infinity): Promise<Uri[]> {
  if (searched.has(folder.scheme)) {
    const pattern = new RelativePattern(folder, taskFilePattern);
    return workspace.findFiles(pattern, '**/node_modules/**', limit === Infinity ? undefined : limit);
  }
  const found: Uri[] = [];
  for await (const file of walk(folder)) {
    found.push(file);
    if (found.length === limit) break;
  }
  return found;
}

/** Schemes whose files VS Code itself searches. */
const searched: ReadonlySet<string> = new Set(['file', 'vscode-remote']);

/** Where each folder may be a request to another machine, no more are read than this. */
const maximumFolders = 500;

/**
 * Looks for task files folder by folder, the nearest first. In a file system whose extension has no search of its own,
 * which few can have, VS Code's search waits for one and never answers.
 */
async function* walk(root: Uri): AsyncGenerator<Uri> {
  const folders = [root];
  // The list grows while it is gone through.
  for (const folder of folders) {
    for (const [name, type] of await workspace.fs.readDirectory(folder)) {
      const uri = Uri.joinPath(folder, name);
      if (type & FileType.SymbolicLink) continue;
      if (type & FileType.Directory) {
        if (name !== 'node_modules' && name !== '.git' && folders.length < maximumFolders) folders.push(uri);
      } else if (taskFileName.test(name)) yield uri;
    }
  }
}

/** `taskFilePattern` for a name alone. */
const taskFileName = /^(?:.*BACKLOG|TODO|ARCHIVE|TASK_INDEX|TASKS)\.md$/;
