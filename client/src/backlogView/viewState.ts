import { commands, type Disposable, l10n, window } from 'vscode';
import type { QueueStore } from './queueStore.ts';

/** The id of the view in the manifest. */
export const viewId = 'agentBacklog.queues';

/**
 * Keeps the context keys that decide what the empty view says: `agentBacklog.state` is `loading` until it is known
 * which queues there are, then `ready`, or `empty` where there are none; `failed` where the server cannot tell. While it
 * loads the view shows progress.
 */
export function trackViewState(store: QueueStore): Disposable {
  const set = (): void => {
    void commands.executeCommand('setContext', 'agentBacklog.state', stateOf(store));
  };
  set();
  const known = new Promise<void>((resolve) => {
    const listening = store.onDidChange(() => {
      listening.dispose();
      resolve();
    });
  });
  void window.withProgress({ location: { viewId }, title: l10n.t('Reading the queues') }, () => known);
  return store.onDidChange(set);
}

function stateOf({ queues, hasFailed }: QueueStore): 'loading' | 'ready' | 'empty' | 'failed' {
  if (queues) return queues.length > 0 ? 'ready' : 'empty';
  return hasFailed ? 'failed' : 'loading';
}
