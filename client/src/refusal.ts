import type { LSPErrorCodes } from 'vscode-languageclient';

/** Named by its type alone: the client's library is loaded when the server is started, and no sooner. */
const requestFailed: typeof LSPErrorCodes.RequestFailed = -32803;

/** Why the server cannot do what it was asked for, in words for the user; undefined for an error of any other kind. */
export function refusalOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && error.code === requestFailed
    ? error.message
    : undefined;
}
