/** What client and server say to each other beyond LSP. The client may import this file, and nothing else of the server. */

/** The names of task files, as a glob (docs/dialect.md, "The files of a queue"). */
export const taskFilePattern = '**/{*BACKLOG,TODO,ARCHIVE,TASK_INDEX,TASKS}.md';

/** The same for a name alone. */
export const taskFileName = /^(?:.*BACKLOG|TODO|ARCHIVE|TASK_INDEX|TASKS)\.md$/;

/** Folders in which nobody keeps task files, and that can be large. */
export const skippedFolders: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** What is said of a file that cannot be read because of its encoding, as the end of a sentence. */
export const notUtf8 = 'it is not in UTF-8; save it in UTF-8 first';

/** The name under which problems appear: the source of every diagnostic. */
export const diagnosticSource = 'agent-backlog';

/** What the client hands over with `initialize`. Every part is optional: any LSP client may leave it all out. */
export interface InitializationOptions {
  /** The folder of the rules' pages, as a URI that ends in `/`. Diagnostics link into it. */
  readonly rulePages?: string;
  /** Whether the client answers the requests about files below. */
  readonly files?: boolean;
  /** Whether the client has the commands by itself: the server need not announce them, nor tell what they changed. */
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
export const entryKindRequest = 'agentBacklog/entryKind';
export type EntryKindResult = 'file' | 'folder' | null;

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
  /** Likewise for any file: the stamp that came with the position. */
  readonly stamp?: number | undefined;
}

/**
 * The argument of `agentBacklog.newTask`. The group is the one at the position, or the first with these tags; where there
 * is none with them, it is made.
 */
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
  /** What is to be said of it. The user has been told, but for changes made for a client that has the commands by itself. */
  readonly report?: string;
  /** The id of the task that was added. */
  readonly id?: string;
  /** The URIs of the files that were changed. */
  readonly changed?: readonly string[];
  /** Where to look at what was done: the task, or the first of several, where it is now. */
  readonly place?: FilePlace;
}

/** A place in a file. */
export interface FilePlace {
  readonly uri: string;
  /** As LSP has it: zero-based, in UTF-16 code units. */
  readonly position: { readonly line: number; readonly character: number };
}

/**
 * Client to server: every queue of the workspace, as a view shows it. What the client has already of a queue it names by
 * its result id, and gets it again only if it has changed.
 */
export const queuesRequest = 'agentBacklog/queues';
export interface QueuesParams {
  readonly previousResultIds: readonly { readonly folder: string; readonly resultId: string }[];
}
/** In the order in which they are shown: by name. A queue that is not named any more is gone. */
export interface QueuesResult {
  readonly queues: readonly (QueueModel | UnchangedQueue)[];
}
/** Server to client, once that has been asked: the answer may have changed. Sent often; no parameters. */
export const queuesChangedNotification = 'agentBacklog/queuesChanged';

/** A queue of which the client has everything. */
export interface UnchangedQueue {
  readonly kind: 'unchanged';
  readonly folder: string;
}

/** A queue: its active batch, the groups of its backlogs, its archive, in the order in which they are shown. */
export interface QueueModel {
  readonly kind: 'full';
  readonly resultId: string;
  /** The URI of its folder, by which it is known. */
  readonly folder: string;
  /** The path of its folder from the workspace folder, with that one's name before it where there are several. */
  readonly name: string;
  /** The URIs of its files, as far as they exist. */
  readonly files: {
    readonly backlogs: readonly string[];
    readonly todo?: string;
    readonly archive?: string;
    readonly index?: string;
  };
  /** How many tasks TODO.md may hold. */
  readonly batchSize: number;
  /** How many of its tasks are active, that is, not done. */
  readonly active: number;
  readonly sections: readonly SectionModel[];
}

/** What holds tasks in a queue. */
export interface SectionModel {
  /** `outside` are the tasks of a backlog that stand in no group. */
  readonly kind: 'batch' | 'group' | 'outside' | 'archive';
  /** Of all sections of its queue it alone has this key, and keeps it while somebody types elsewhere. */
  readonly key: string;
  /** Of a group its type and priority, or else its heading; of a batch its types; empty where nothing names it. */
  readonly label: string;
  /** The type and the priority of a group, as far as it has them. */
  readonly type?: string;
  readonly priority?: string;
  /** The file, and in it the line of the group's begin marker, or of the first task. */
  readonly place: FilePlace;
  /** The first and the last line of a group, zero-based. */
  readonly lines?: LineSpan;
  /** The version of the open file that the places are for; null for one that is not open. */
  readonly version: number | null;
  /** Of the text that the places are for, open or not. */
  readonly stamp: number;
  readonly tasks: readonly TaskModel[];
  /** The estimates of its unfinished tasks together, as a person reads them: `≈ 9 days`. Absent without estimates. */
  readonly effort?: string;
}

export interface TaskModel {
  /** Of all tasks of its queue it alone has this key, and keeps it while somebody types elsewhere. */
  readonly key: string;
  readonly id?: string;
  /** Empty where it has none. */
  readonly title: string;
  readonly status: 'todo' | 'in-progress' | 'blocked' | 'done';
  readonly type?: string;
  readonly priority?: string;
  readonly component?: string;
  /** The fields that it lacks to be complete. */
  readonly lacks: readonly string[];
  /** The ids of tasks that it depends on and that are not done. */
  readonly waitsFor: readonly string[];
  /** Where its header is. */
  readonly position: FilePlace['position'];
  /** The first and the last line of its block, zero-based. */
  readonly lines: LineSpan;
}

/** Lines from one to another, both included, zero-based. */
export interface LineSpan {
  readonly first: number;
  readonly last: number;
}

/**
 * Client to server: what a tool would do, to be confirmed before it is called. Where it cannot be done, the answer is an
 * error that says why.
 */
export const previewToolRequest = 'agentBacklog/previewTool';
export interface ToolPreview {
  /** Whether it changes files. */
  readonly changes: boolean;
  /** What it will do, one sentence or more, as Markdown. */
  readonly message: string;
}

/** Client to server: calls one of the tools that agents are given. */
export const callToolRequest = 'agentBacklog/callTool';
export interface ToolCall {
  readonly name: string;
  /** As the tool's input schema has it; it is checked against that. */
  readonly input: unknown;
}
export interface ToolResult {
  /** For the agent. */
  readonly text: string;
  /** The same as data, as the tool's output schema has it; absent where it was refused. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** Whether the tool could not do what it was called for; the text says why. */
  readonly refused: boolean;
  /** The URIs of the files that were changed. */
  readonly changed: readonly string[];
}
