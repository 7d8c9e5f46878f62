import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import {
  type Disposable,
  type ExtensionContext,
  l10n,
  type LogOutputChannel,
  Uri,
  window,
  workspace,
} from 'vscode';
import { type InitializationOptions, taskFilePattern } from '#server/protocol';
import { registerCommands } from './commands/register.ts';
import { answerFileRequests } from './files.ts';
import { LanguageServer } from './languageServer.ts';
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
 * Starts the language server as soon as the workspace has a task file, one is open, or a command is used, and connects
 * the editor to it; both end with the extension. In a window without task files nothing runs.
 */
export async function activateWith(context: ExtensionContext, createClient: ClientFactory): Promise<void> {
  const output = outputOf(context);
  const server = serverOf(context, createClient, output);
  context.subscriptions.push({ dispose: () => server.stop() }, ...registerCommands(server, output));
  if (await hasTaskFiles()) {
    await server.start();
    return;
  }
  const waiting: Disposable[] = [];
  const appeared = (): void => {
    for (const one of waiting.splice(0)) one.dispose();
    server.start().catch((error: unknown) => {
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

/** Gives the one channel for what the server tells, made when it is first needed and kept when it is started anew. */
function outputOf(context: ExtensionContext): () => LogOutputChannel {
  let output: LogOutputChannel | undefined;
  return () => {
    if (!output) context.subscriptions.push((output = window.createOutputChannel(clientName, { log: true })));
    return output;
  };
}

/** The server, which does not run yet. */
function serverOf(
  context: ExtensionContext,
  createClient: ClientFactory,
  output: () => LogOutputChannel,
): LanguageServer {
  return new LanguageServer(async () => {
    const client = await createClient(context, clientOptions(context, output()));
    answerFileRequests(client);
    return client;
  });
}

function clientOptions(
  { extensionUri }: ExtensionContext,
  outputChannel: LogOutputChannel,
): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    rulePages: `${Uri.joinPath(extensionUri, 'docs', 'rules').toString()}/`,
    files: true,
    commands: true,
  };
  return {
    documentSelector: taskFileSelector,
    initializationOptions,
    outputChannel,
    diagnosticPullOptions: { onChange: true, onTabs: false },
  };
}
