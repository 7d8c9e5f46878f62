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
  #opening: Promise<unknown> = Promise.resolve();

  constructor(view: BacklogView) {
    this.#view = view;
  }

  /** @param given a row of the view */
  open(given: unknown): Promise<unknown> {
    const turn = this.#opening.then(() => this.#open(given));
    this.#opening = turn.catch(() => undefined);
    return turn;
  }

  async #open(given: unknown): Promise<void> {
    if (!isBacklogElement(given)) return sayWhatIsMissing('place');
    const place = await this.#view.argumentOf(given);
    if (!place?.position) return sayWhatIsMissing('element');
    const uri = Uri.parse(place.uri);
    const cursor = new Position(place.position.line, place.position.character);
    const shown = window.activeTextEditor;
    const again =
      this.#opened === given.id &&
      shown?.document.uri.toString() === uri.toString() &&
      shown.selection.active.isEqual(cursor);
    this.#opened = given.id;
    const selection = new Selection(cursor, cursor);
    await window.showTextDocument(uri, { selection, preserveFocus: !again, preview: !again });
  }
}
