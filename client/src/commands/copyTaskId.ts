import { env, l10n, window } from 'vscode';
import type { CursorFollower } from '../backlogView/cursorFollower.ts';
import { type BacklogElement, isBacklogElement } from '../backlogView/elements.ts';
import type { LanguageServer } from '../languageServer.ts';
import { sayWhatIsMissing } from './place.ts';

/** Copies the id of the task of a row, or else of the cursor. */
export async function copyTaskId(
  server: LanguageServer,
  follower: CursorFollower,
  given: unknown,
): Promise<void> {
  const element = isBacklogElement(given) ? given : await elementAtCursor(server, follower);
  if (element?.kind !== 'task') return sayWhatIsMissing('place');
  const { id } = element.task;
  if (id === undefined) {
    void window.showInformationMessage(l10n.t('This task has no id.'));
    return;
  }
  await env.clipboard.writeText(id);
}

async function elementAtCursor(
  server: LanguageServer,
  follower: CursorFollower,
): Promise<BacklogElement | undefined> {
  await server.start();
  return (await follower.rowAtCursor())?.element;
}
