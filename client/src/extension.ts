import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { type ExtensionContext, l10n, languages, type TextDocument, Uri, window, workspace } from 'vscode';
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

/**
 * Starts the language server as soon as a task file is open, and connects the editor to it; both end with the
 * extension. In a window without task files nothing runs.
 */
export async function activateWith(context: ExtensionContext, createClient: ClientFactory): Promise<void> {
  if (workspace.textDocuments.some(isTaskFile)) {
    await start(context, createClient);
    return;
  }
  const opened = workspace.onDidOpenTextDocument((document) => {
    if (!isTaskFile(document)) return;
    opened.dispose();
    start(context, createClient).catch((error: unknown) => {
      void window.showErrorMessage(l10n.t('Agent Backlog could not start: {0}', String(error)));
    });
  });
  context.subscriptions.push(opened);
}

async function start(context: ExtensionContext, createClient: ClientFactory): Promise<void> {
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
    documentSelector: taskFiles,
    initializationOptions,
    diagnosticPullOptions: { onChange: true, onTabs: false },
  };
}

/** The names of task files, in any scheme (docs/dialect.md, "The files of a queue"). */
const taskFiles = [{ language: 'markdown', pattern: '**/{*BACKLOG,TODO,ARCHIVE,TASK_INDEX,TASKS}.md' }];

function isTaskFile(document: TextDocument): boolean {
  return languages.match(taskFiles, document) > 0;
}

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
