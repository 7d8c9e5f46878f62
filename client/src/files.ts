import { FileType, type LogOutputChannel, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  entryKindRequest,
  type EntryKindResult,
  type FileParams,
  findTaskFilesRequest,
  type FindTaskFilesResult,
  listFolderRequest,
  type ListFolderResult,
  notUtf8,
  readFileRequest,
  type ReadFileResult,
} from '#server/protocol';
import { findTaskFiles } from './taskFiles.ts';

/**
 * Answers the server's requests about files: it asks where it has no file system of its own.
 *
 * @param output where it is noted what could not be searched
 */
export function answerFileRequests(client: BaseLanguageClient, output: () => LogOutputChannel): void {
  client.onRequest(readFileRequest, readFile);
  client.onRequest(findTaskFilesRequest, ({ uri }: FileParams) => taskFilesIn(uri, output));
  client.onRequest(entryKindRequest, entryKind);
  client.onRequest(listFolderRequest, listFolder);
}

async function readFile({ uri }: FileParams): Promise<ReadFileResult> {
  const bytes = await unlessMissing(workspace.fs.readFile(Uri.parse(uri)));
  if (bytes === undefined) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    // Its tasks would move with other characters than they have. The server says of which file this is.
    throw new Error(notUtf8, { cause: error });
  }
}

async function taskFilesIn(uri: string, output: () => LogOutputChannel): Promise<FindTaskFilesResult> {
  const found = await findTaskFiles(Uri.parse(uri), output);
  return found.map((file) => file.toString());
}

/** What stands under a URI; null where nothing does. */
export async function entryKind({ uri }: FileParams): Promise<EntryKindResult> {
  const stat = await unlessMissing(workspace.fs.stat(Uri.parse(uri)));
  return stat ? kindOf(stat.type) : null;
}

async function listFolder({ uri }: FileParams): Promise<ListFolderResult> {
  const entries = await unlessMissing(workspace.fs.readDirectory(Uri.parse(uri)));
  return (entries ?? []).map(([name, type]) => ({
    name,
    kind: type & FileType.SymbolicLink ? 'link' : kindOf(type),
  }));
}

function kindOf(type: FileType): 'file' | 'folder' {
  return type & FileType.Directory ? 'folder' : 'file';
}

/** Only that something is missing is an answer; all else that can go wrong is for the server to know. */
async function unlessMissing<Result>(result: Thenable<Result>): Promise<Result | undefined> {
  try {
    return await result;
  } catch (error) {
    if (error instanceof Error && 'code' in error && missing.has(String(error.code))) return undefined;
    throw error;
  }
}

const missing: ReadonlySet<string> = new Set(['FileNotFound', 'FileNotADirectory']);
