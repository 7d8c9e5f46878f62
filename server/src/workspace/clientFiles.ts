import type { Connection } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { messageOf } from '#core';
import {
  entryKindRequest,
  type EntryKindResult,
  type FileParams,
  findTaskFilesRequest,
  type FindTaskFilesResult,
  listFolderRequest,
  type ListFolderResult,
  readFileRequest,
  type ReadFileResult,
} from '../protocol.ts';
import { type FileSystem, Unreadable } from './fileSystem.ts';

/** The files as the client sees them, in any scheme that it knows. */
export function clientFiles(connection: Connection): FileSystem {
  const ask = <Result>(request: string, uri: string): Promise<Result> => {
    const params: FileParams = { uri };
    return connection.sendRequest<Result>(request, params);
  };
  return {
    findTaskFiles: (folder) => ask<FindTaskFilesResult>(findTaskFilesRequest, folder),
    readFile: async (uri) => {
      try {
        const text = await ask<ReadFileResult>(readFileRequest, uri);
        return text?.replace(/^\ufeff/, '');
      } catch (error) {
        // The protocol puts the name of the request in front of what the client says.
        const reason = messageOf(error).replace(/^Request \S+ failed with message: /, '');
        throw new Unreadable(URI.parse(uri).path, reason.replace(/\.$/, ''), error);
      }
    },
    kindOf: async (uri) => (await ask<EntryKindResult>(entryKindRequest, uri)) ?? undefined,
    list: (folder) => ask<ListFolderResult>(listFolderRequest, folder),
  };
}
