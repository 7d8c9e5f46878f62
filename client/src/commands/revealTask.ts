import { commands } from 'vscode';
import type { BacklogView } from '../backlogView/backlogView.ts';
import type { CursorFollower } from '../backlogView/cursorFollower.ts';
import { viewId } from '../backlogView/viewState.ts';
import type { LanguageServer } from '../languageServer.ts';
import { sayWhatIsMissing } from './place.ts';

/** Shows the task or group of the cursor in the view, and puts the focus there. A filter that hides it is cleared. */
export async function revealTask(
  server: LanguageServer,
  view: BacklogView,
  follower: CursorFollower,
): Promise<void> {
  await server.start();
  const row = await follower.rowAtCursor();
  if (!row) return sayWhatIsMissing('place');
  if (!row.element) view.filter = '';
  const element = row.element ?? (await follower.rowAtCursor())?.element;
  if (!element) return sayWhatIsMissing('element');
  await commands.executeCommand(`${viewId}.focus`);
  await view.select(element, { focus: true });
}
