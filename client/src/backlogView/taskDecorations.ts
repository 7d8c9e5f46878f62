import {
  type Disposable,
  FileDecoration,
  type FileDecorationProvider,
  l10n,
  ThemeColor,
  Uri,
  window,
} from 'vscode';
import type { TaskModel } from '#server/protocol';
import { incompleteText } from './words.ts';

/** Of the URIs by which rows of the view get their marks. They name no file. */
const scheme = 'agent-backlog-task';

/** The URI of a row; it says by itself how the row is marked, and is another one when that changes. */
export function taskUri(id: string, task: TaskModel): Uri {
  const mark = task.status === 'done' ? 'done' : incompleteText(task);
  return Uri.from({ scheme, path: `/${encodeURIComponent(id)}`, query: mark ?? '' });
}

/** Marks the rows of incomplete tasks, and tones down those of done ones. */
export function registerTaskDecorations(): Disposable {
  const provider: FileDecorationProvider = {
    provideFileDecoration(uri: Uri): FileDecoration | undefined {
      if (uri.scheme !== scheme || uri.query === '') return undefined;
      return uri.query === 'done'
        ? new FileDecoration(undefined, l10n.t('done'), new ThemeColor('descriptionForeground'))
        : new FileDecoration('!', uri.query, new ThemeColor('list.warningForeground'));
    },
  };
  return window.registerFileDecorationProvider(provider);
}
