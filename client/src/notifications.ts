import { l10n, Position, Selection, Uri, window } from 'vscode';
import type { CommandResult, FilePlace } from '#server/protocol';

/** What a user is likely to want next, as a button. */
export interface NextStep {
  readonly title: string;
  readonly take: () => Thenable<unknown>;
}

/** Takes back an edit, or tells that a file has changed since. */
type Undo = () => Promise<'undone' | 'changed'>;

/**
 * Tells what a command has done, and offers what comes next, to take it back, and to show it. Does not wait for the
 * answer.
 *
 * @param undo takes back what the command has done, if that can be
 */
export function tellOf(result: CommandResult, undo: Undo | undefined, next?: NextStep): void {
  const { applied, report, place } = result;
  if (!applied || report === undefined || report === '') return;
  const undoButton = l10n.t('Undo');
  const showButton = l10n.t('Show');
  const buttons = [
    ...(next ? [next.title] : []),
    ...(undo ? [undoButton] : []),
    ...(place ? [showButton] : []),
  ];
  window
    .showInformationMessage(report, ...buttons)
    .then(async (chosen) => {
      if (next && chosen === next.title) await next.take();
      if (chosen === undoButton && undo && (await undo()) === 'changed')
        void window.showWarningMessage(
          l10n.t('A file has changed since, so nothing was undone. Use Undo in the editors of the files.'),
        );
      if (chosen === showButton && place) await showPlace(place);
    })
    .then(undefined, (error: unknown) => {
      void window.showErrorMessage(String(error));
    });
}

async function showPlace({ uri, position }: FilePlace): Promise<void> {
  const cursor = new Position(position.line, position.character);
  await window.showTextDocument(Uri.parse(uri), { selection: new Selection(cursor, cursor) });
}
