import type { Connection } from 'vscode-languageserver';
import {
  fileKindRequest,
  type FileKindResult,
  type FileParams,
  findTaskFilesRequest,
  type FindTaskFilesResult,
  listFolderRequest,
  type ListFolderResult,
  readFileRequest,
  type ReadFileResult,
} from '../protocol.ts';
import type { FileSystem } from './fileSystem.ts';

/** The files as the client sees them, in any scheme that it knows. */
export function clientFiles(connection: Connection): FileSystem {
  const ask = <Result>(request: string, uri: string): Promise<Result> => {
    const params: FileParams = { uri };
    return connection.sendRequest<Result>(request, params);
  };
  return {
    findTaskFiles: (folder) => ask<FindTaskFilesResult>(findTaskFilesRequest, folder),
    readFile: async (uri) => (await ask<ReadFileResult>(readFileRequest, uri))?.replace(/^\ufeff/, ''),
    kindOf: async (uri) => (await ask<FileKindResult>(fileKindRequest, uri)) ?? undefined,
    list: (folder) => ask<ListFolderResult>(listFolderRequest, folder),
  };
}
