import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { type ExtensionContext, Uri, workspace } from 'vscode';
import {
  type InitializationOptions,
  readFileRequest,
  type ReadFileParams,
  type ReadFileResult,
} from '#server/protocol';

/** Makes the client for the host that the extension runs in: a child process, or a web worker. */
export type ClientFactory = (
  context: ExtensionContext,
  options: LanguageClientOptions,
) => BaseLanguageClient | Promise<BaseLanguageClient>;

/** The id of the client, and with it the section of `agentBacklog.trace.server`. */
export const clientId = 'agentBacklog';
export const clientName = 'Agent Backlog';

/** Starts the language server and connects the editor to it; both end with the extension. */
export async function activateWith(context: ExtensionContext, createClient: ClientFactory): Promise<void> {
  const client = await createClient(context, clientOptions(context));
  client.onRequest(readFileRequest, readFile);
  context.subscriptions.push({ dispose: () => client.stop() });
  await client.start();
}

function clientOptions({ extensionUri }: ExtensionContext): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    rulePages: `${Uri.joinPath(extensionUri, 'docs', 'rules').toString()}/`,
    readFile: true,
  };
  return {
    documentSelector: [{ language: 'markdown', pattern: taskFileGlob }],
    initializationOptions,
    diagnosticPullOptions: { onChange: true, onTabs: false },
  };
}

/** The names of task files, in any scheme (dialect.md, "The five files of a queue"). */
const taskFileGlob = '**/{*BACKLOG,TODO,ARCHIVE,TASK_INDEX,TASKS}.md';

async function readFile({ uri }: ReadFileParams): Promise<ReadFileResult> {
  const file = Uri.parse(uri);
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(file));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'FileNotFound';
}
