import {
  FileType,
  languages,
  type LogOutputChannel,
  RelativePattern,
  type TextDocument,
  Uri,
  workspace,
} from 'vscode';
import { skippedFolders, taskFileName, taskFilePattern } from '#server/protocol';

/** Task files, in any scheme. */
export const taskFileSelector = [{ language: 'markdown', pattern: taskFilePattern }];

/** Whether a document has the name of a task file. */
export function isTaskFile(document: TextDocument): boolean {
  return languages.match(taskFileSelector, document) > 0;
}

/** Where it is noted which folders were not searched. */
type Output = () => LogOutputChannel;

/**
 * Whether a file with the name of a task file is open, or somewhere in the workspace.
 *
 * @param output where it is noted what could not be searched
 */
export async function hasTaskFiles(output: Output): Promise<boolean> {
  if (workspace.textDocuments.some(isTaskFile)) return true;
  for (const { uri } of workspace.workspaceFolders ?? []) {
    if ((await filesOf(uri, output, 1)).length > 0) return true;
  }
  return false;
}

/**
 * Finds all files in a folder and below it that have the name of a task file.
 *
 * @param output where it is noted what could not be searched
 */
export function findTaskFiles(folder: Uri, output: Output): Promise<Uri[]> {
  return filesOf(folder, output);
}

async function filesOf(folder: Uri, output: Output, limit = Infinity): Promise<Uri[]> {
  if (searched.has(folder.scheme)) {
    const pattern = new RelativePattern(folder, taskFilePattern);
    return workspace.findFiles(pattern, '**/node_modules/**', limit === Infinity ? undefined : limit);
  }
  const found: Uri[] = [];
  for await (const file of walk(folder, output)) {
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
async function* walk(root: Uri, output: Output): AsyncGenerator<Uri> {
  const folders = [root];
  let isCut = false;
  // The list grows while it is gone through.
  for (const folder of folders) {
    for (const [name, type] of await entriesOf(folder, output)) {
      const uri = Uri.joinPath(folder, name);
      if (type & FileType.SymbolicLink) continue;
      if (!(type & FileType.Directory)) {
        if (taskFileName.test(name)) yield uri;
      } else if (!skippedFolders.has(name)) {
        if (folders.length < maximumFolders) folders.push(uri);
        else isCut = true;
      }
    }
  }
  if (isCut)
    output().warn(`Only the first ${String(maximumFolders)} folders of ${root.toString()} were searched.`);
}

/** What is in a folder; nothing where it cannot be read: the tasks of the others are still to be shown. */
async function entriesOf(folder: Uri, output: Output): Promise<[string, FileType][]> {
  try {
    return await workspace.fs.readDirectory(folder);
  } catch (error) {
    output().warn(`${folder.toString()} could not be searched: ${String(error)}`);
    return [];
  }
}
