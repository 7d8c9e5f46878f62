import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { type Disposable, type ExtensionContext, l10n, Uri, window, workspace } from 'vscode';
import { type InitializationOptions, taskFilePattern } from '#server/protocol';
import { answerFileRequests } from './files.ts';
import { hasTaskFiles, isTaskFile, taskFileSelector } from './taskFiles.ts';

/** Makes the client for the host that the extension runs in: a child process, or a web worker. */
export type ClientFactory = (
  context: ExtensionContext,
  options: LanguageClientOptions,
) => BaseLanguageClient | Promise<BaseLanguageClient>;

/** The id of the client, and with it the section of `agentBacklog.trace.server`. */
export const clientId = 'agentBacklog';
export const clientName = 'Agent Backlog';

/**
 * Starts the language server as soon as the workspace has a task file, or one is open, and connects the editor to it;
 * both end with the extension. In a window without task files nothing runs.
 */
export async function activateWith(context: ExtensionContext, createClient: ClientFactory): Promise<void> {
  if (await hasTaskFiles()) {
    await start(context, createClient);
    return;
  }
  const waiting: Disposable[] = [];
  const appeared = (): void => {
    for (const one of waiting.splice(0)) one.dispose();
    start(context, createClient).catch((error: unknown) => {
      void window.showErrorMessage(l10n.t('Agent Backlog could not start: {0}', String(error)));
    });
  };
  const watcher = workspace.createFileSystemWatcher(taskFilePattern, false, true, true);
  waiting.push(
    watcher,
    watcher.onDidCreate(appeared),
    workspace.onDidOpenTextDocument((document) => {
      if (isTaskFile(document)) appeared();
    }),
  );
  context.subscriptions.push({
    dispose: () => {
      waiting.forEach((one) => void one.dispose());
    },
  });
}

async function start(context: ExtensionContext, createClient: ClientFactory): Promise<void> {
  const client = await createClient(context, clientOptions(context));
  answerFileRequests(client);
  context.subscriptions.push({ dispose: () => client.stop() });
  await client.start();
}

function clientOptions({ extensionUri }: ExtensionContext): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    rulePages: `${Uri.joinPath(extensionUri, 'docs', 'rules').toString()}/`,
    files: true,
  };
  return {
    documentSelector: taskFileSelector,
    initializationOptions,
    diagnosticPullOptions: { onChange: true, onTabs: false },
  };
}
