/** What client and server say to each other beyond LSP. The client may import this file, and nothing else of the server. */

/** The names of task files, as a glob (docs/dialect.md, "The files of a queue"). */
export const taskFilePattern = '**/{*BACKLOG,TODO,ARCHIVE,TASK_INDEX,TASKS}.md';

/** What the client hands over with `initialize`. Every part is optional: any LSP client may leave it all out. */
export interface InitializationOptions {
  /** The folder of the rules' pages, as a URI that ends in `/`. Diagnostics link into it. */
  readonly rulePages?: string;
  /** Whether the client answers the requests about files below. */
  readonly files?: boolean;
  /** Whether the client makes the commands available by itself, so that the server need not announce them. */
  readonly commands?: boolean;
  /** The section `agentBacklog` of the settings, for clients without `workspace/configuration`. */
  readonly settings?: unknown;
}

/** What all requests about files name: the URI of a file or folder. */
export interface FileParams {
  readonly uri: string;
}

/**
 * Server to client, for a server that has no file system or a scheme that it does not know: the text of a file that is
 * not open. The answer is null where there is no such file.
 */
export const readFileRequest = 'agentBacklog/readFile';
export type ReadFileResult = string | null;

/** Likewise: the URIs of all files in a folder and below it that have the name of a task file. */
export const findTaskFilesRequest = 'agentBacklog/findTaskFiles';
export type FindTaskFilesResult = readonly string[];

/** Likewise: what stands under a URI; null where nothing does. */
export const fileKindRequest = 'agentBacklog/fileKind';
export type FileKindResult = 'file' | 'folder' | null;

/** Likewise: what is right in a folder; nothing where there is no such folder. */
export const listFolderRequest = 'agentBacklog/listFolder';
export type ListFolderResult = readonly {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link';
}[];

/**
 * The argument of the commands of `workspace/executeCommand`: what the command is about. A task or group is named by a
 * position in it, which only `archiveDoneTasks` and `nextTask` can do without.
 */
export interface CommandArgument {
  /** Of the file; for `nextTask`, of any file of the queue. */
  readonly uri: string;
  /** As LSP has it: zero-based, in UTF-16 code units. */
  readonly position?: { readonly line: number; readonly character: number } | undefined;
  /** The version of the open file that the position is for. In another one nothing is done. */
  readonly version?: number | null | undefined;
}

/** The argument of `agentBacklog.newTask`. The group is the one at the position, or the first with these tags. */
export interface NewTaskArgument extends CommandArgument {
  readonly title: string;
  readonly component?: string | undefined;
  readonly group?: { readonly type: string; readonly priority: string } | undefined;
}

/** The argument of `agentBacklog.newQueue`. */
export interface NewQueueArgument {
  /** The URI of the folder for the files. */
  readonly folder: string;
}

/** What a command answers with. One that cannot be done answers with an error, of which the user has been told. */
export interface CommandResult {
  /** Whether files were changed. */
  readonly applied: boolean;
  /** What is to be said of what was done. The user has been told. */
  readonly report?: string;
  /** The id of the task that was added. */
  readonly id?: string;
}
