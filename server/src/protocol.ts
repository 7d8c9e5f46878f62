/** What client and server say to each other beyond LSP. The client may import this file, and nothing else of the server. */

/** What the client hands over with `initialize`. Every part is optional: any LSP client may leave it all out. */
export interface InitializationOptions {
  /** The folder of the rules' pages, as a URI that ends in `/`. Diagnostics link into it. */
  readonly rulePages?: string;
  /** Whether the client answers `agentBacklog/readFile`. */
  readonly readFile?: boolean;
  /** The section `agentBacklog` of the settings, for clients without `workspace/configuration`. */
  readonly settings?: unknown;
}

/**
 * Server to client: the text of a file that is not open, for a server that has no file system or a scheme that it
 * does not know. The answer is null where there is no such file.
 */
export const readFileRequest = 'agentBacklog/readFile';
export interface ReadFileParams {
  readonly uri: string;
}
export type ReadFileResult = string | null;
