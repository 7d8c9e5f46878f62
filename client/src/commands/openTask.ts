import { Position, Selection, Uri, window } from 'vscode';
import type { BacklogView } from '../backlogView/backlogView.ts';
import { isBacklogElement } from '../backlogView/elements.ts';
import { sayWhatIsMissing } from './place.ts';

/**
 * Shows the tasks of rows in the editor, as the Explorer does files: the first time as a preview that leaves the focus
 * in the view, again (by a double click or a second Enter) to stay, with the focus in the editor.
 */
export class TaskOpener {
  readonly #view: BacklogView;
  #opened: string | undefined;
  /** What is being opened, and whether it was asked for again meanwhile. */
  #opening: { readonly given: unknown; readonly done: Promise<void>; again: boolean } | undefined;

  constructor(view: BacklogView) {
    this.#view = view;
  }

  /** @param given a row of the view */
  async open(given: unknown): Promise<void> {
    while (this.#opening) {
      // A double click is three events.
      if (this.#opening.given === given) this.#opening.again = true;
      const { given: before, done } = this.#opening;
      // What comes of the other row its own caller is told.
      await done.catch(() => undefined);
      if (before === given) return;
    }
    const opening = { given, done: Promise.resolve(), again: false };
    this.#opening = opening;
    opening.done = this.#open(given, () => opening.again).finally(() => {
      this.#opening = undefined;
    });
    await opening.done;
  }

  async #open(given: unknown, asked: () => boolean): Promise<void> {
    if (!isBacklogElement(given)) return sayWhatIsMissing('place');
    const place = await this.#view.argumentOf(given);
    if (!place?.position) return sayWhatIsMissing('element');
    const uri = Uri.parse(place.uri);
    const cursor = new Position(place.position.line, place.position.character);
    const shown = window.activeTextEditor;
    const isShown =
      this.#opened === given.id &&
      shown?.document.uri.toString() === uri.toString() &&
      shown.selection.active.isEqual(cursor);
    this.#opened = given.id;
    const selection = new Selection(cursor, cursor);
    const show = async (stay: boolean): Promise<void> => {
      await window.showTextDocument(uri, { selection, preserveFocus: !stay, preview: !stay });
    };
    await show(isShown || asked());
    if (!isShown && asked()) await show(true);
  }
}
