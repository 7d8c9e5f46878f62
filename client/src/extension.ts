import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import {
  type Disposable,
  type ExtensionContext,
  l10n,
  type LogOutputChannel,
  ProgressLocation,
  Uri,
  window,
  workspace,
} from 'vscode';
import { type InitializationOptions, taskFilePattern } from '#server/protocol';
import { registerLanguageModelTools } from './agents/languageModelTools.ts';
import { AppliedEdits } from './appliedEdits.ts';
import { BacklogView } from './backlogView/backlogView.ts';
import { CursorFollower } from './backlogView/cursorFollower.ts';
import { QueueStore } from './backlogView/queueStore.ts';
import { registerTaskDecorations } from './backlogView/taskDecorations.ts';
import { trackViewState } from './backlogView/viewState.ts';
import { registerCommands } from './commands/register.ts';
import { answerFileRequests } from './files.ts';
import { LanguageServer } from './languageServer.ts';
import { QueueStatus } from './languageStatus.ts';
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
  const store = new QueueStore(output);
  const edits = new AppliedEdits();
  const server = serverOf(context, { createClient, output, store, edits });
  const view = new BacklogView(store);
  const follower = new CursorFollower(view, store, output);
  context.subscriptions.push(
    { dispose: () => server.stop() },
    store,
    view,
    follower,
    trackViewState(store),
    registerTaskDecorations(),
    new QueueStatus(store),
    ...registerCommands({ server, store, view, follower, edits, output }),
    ...registerLanguageModelTools(context, server),
  );
  const start = (): Promise<unknown> => startShowingProgress(server, store);
  if (await mayHaveTaskFiles(output)) {
    await start();
    return;
  }
  store.nothing();
  context.subscriptions.push(whenTaskFileAppears(output, () => void start().catch(tellOfFailure)));
}

async function startShowingProgress(server: LanguageServer, store: QueueStore): Promise<void> {
  try {
    const title = l10n.t('Starting the language server');
    await window.withProgress({ location: ProgressLocation.Window, title }, () => server.start());
  } catch (error) {
    store.fail();
    throw error;
  }
}

function tellOfFailure(error: unknown): void {
  void window.showErrorMessage(l10n.t('Agent Backlog could not start: {0}', String(error)));
}

/** Whether there are task files, or that cannot be found out: then it is for the server to say. */
async function mayHaveTaskFiles(output: () => LogOutputChannel): Promise<boolean> {
  try {
    return await hasTaskFiles(output);
  } catch (error) {
    output().warn(`The search for task files failed: ${String(error)}`);
    return true;
  }
}

/** Calls back once, when a task file is created or opened, or comes with a folder that is added. */
function whenTaskFileAppears(output: () => LogOutputChannel, callback: () => void): { dispose: () => void } {
  const waiting: Disposable[] = [];
  const stop = (): void => {
    for (const one of waiting.splice(0)) one.dispose();
  };
  const appeared = (): void => {
    // A folder is searched for a while, in which a file can be opened.
    if (waiting.length === 0) return;
    stop();
    callback();
  };
  const watcher = workspace.createFileSystemWatcher(taskFilePattern, false, true, true);
  waiting.push(
    watcher,
    watcher.onDidCreate(appeared),
    workspace.onDidOpenTextDocument((document) => {
      if (isTaskFile(document)) appeared();
    }),
    workspace.onDidChangeWorkspaceFolders(async ({ added }) => {
      if (added.length > 0 && (await mayHaveTaskFiles(output))) appeared();
    }),
  );
  return { dispose: stop };
}

/** Gives the one channel for what the server tells, made when it is first needed and kept when it is started anew. */
function outputOf(context: ExtensionContext): () => LogOutputChannel {
  let output: LogOutputChannel | undefined;
  return () => {
    if (!output) context.subscriptions.push((output = window.createOutputChannel(clientName, { log: true })));
    return output;
  };
}

/** What the server's client is made of and connected with. */
interface Parts {
  readonly createClient: ClientFactory;
  readonly output: () => LogOutputChannel;
  readonly store: QueueStore;
  readonly edits: AppliedEdits;
}

/** The server, which does not run yet. */
function serverOf(context: ExtensionContext, { createClient, output, store, edits }: Parts): LanguageServer {
  return new LanguageServer(async () => {
    const client = await createClient(context, clientOptions(context, output(), edits));
    answerFileRequests(client, output);
    store.connect(client);
    return client;
  });
}

function clientOptions(
  { extensionUri }: ExtensionContext,
  outputChannel: LogOutputChannel,
  { handleApplyEdit }: AppliedEdits,
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
    middleware: { workspace: { handleApplyEdit } },
    diagnosticPullOptions: { onChange: true, onTabs: false },
  };
}
