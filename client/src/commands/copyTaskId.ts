import { env, l10n, window } from 'vscode';
import type { TaskModel } from '#server/protocol';
import type { CursorFollower } from '../backlogView/cursorFollower.ts';
import { isBacklogElement } from '../backlogView/elements.ts';
import type { LanguageServer } from '../languageServer.ts';
import { sayWhatIsMissing } from './place.ts';

/** Copies the id of the task of a row, or else of the cursor. */
export async function copyTaskId(
  server: LanguageServer,
  follower: CursorFollower,
  given: unknown,
): Promise<void> {
  const task = isBacklogElement(given)
    ? given.kind === 'task' && given.task
    : await taskAtCursor(server, follower);
  if (!task) return sayWhatIsMissing('place');
  if (task.id === undefined) {
    void window.showInformationMessage(l10n.t('This task has no id.'));
    return;
  }
  await env.clipboard.writeText(task.id);
}

/** Also one that the filter of the view hides. */
async function taskAtCursor(
  server: LanguageServer,
  follower: CursorFollower,
): Promise<TaskModel | undefined> {
  await server.start();
  return (await follower.rowAtCursor())?.task;
}
