import { type Disposable, type LogOutputChannel, window, workspace } from 'vscode';
import { isTaskFile } from '../taskFiles.ts';
import type { BacklogView } from './backlogView.ts';
import type { BacklogElement } from './elements.ts';
import { type RowAt, rowAt } from './places.ts';
import type { QueueStore } from './queueStore.ts';

/**
 * Selects in the view what the cursor of the active task file is in, for as long as the view is visible and the
 * setting wants it. The focus stays where it is, and nothing but the view is scrolled.
 */
export class CursorFollower implements Disposable {
  readonly #view: BacklogView;
  readonly #store: QueueStore;
  readonly #output: () => LogOutputChannel;
  readonly #disposables: Disposable[];
  /** How often the cursor was moved, and how often it had been when the view last followed it. */
  #moves = 0;
  #followedMoves = 0;
  /** The row that was selected for the cursor; another selection is the user's own, and stays. */
  #followed: string | undefined;
  #isSelecting = false;

  constructor(view: BacklogView, store: QueueStore, output: () => LogOutputChannel) {
    this.#view = view;
    this.#store = store;
    this.#output = output;
    const follow = (): void => void this.#follow();
    const moved = (): void => {
      this.#moves++;
      follow();
    };
    this.#disposables = [
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === window.activeTextEditor) moved();
      }),
      window.onDidChangeActiveTextEditor(moved),
      view.treeView.onDidChangeVisibility(moved),
      view.onDidUpdate(follow),
    ];
  }

  /**
   * What the cursor is in, as the files are now, and its row, if the filter shows it; undefined where the cursor is in
   * nothing that the view has.
   */
  async rowAtCursor(): Promise<(RowAt & { readonly element: BacklogElement | undefined }) | undefined> {
    await this.#store.refresh();
    const row = this.#rowAtCursor();
    return row && { ...row, element: this.#view.element(row.id) };
  }

  dispose(): void {
    for (const one of this.#disposables) one.dispose();
  }

  async #follow(): Promise<void> {
    // One after the other: the next one selects where the cursor is by then.
    if (this.#isSelecting) return;
    this.#isSelecting = true;
    try {
      let element = this.#elementToSelect();
      while (element) {
        const moves = this.#moves;
        await this.#view.select(element, { focus: false });
        this.#note(element.id, moves);
        element = this.#elementToSelect();
      }
    } catch (error) {
      // A row can go while it is being shown; with what comes instead the cursor is followed again.
      this.#output().debug(`The view did not follow the cursor: ${String(error)}`);
    } finally {
      this.#isSelecting = false;
    }
  }

  /** The row that is to be selected; undefined where nothing is to be done at present. */
  #elementToSelect(): BacklogElement | undefined {
    if (!this.#view.treeView.visible || !this.#isWanted) return undefined;
    const row = this.#rowAtCursor();
    // While the server has not read yet what was typed, lines mean other tasks than it says.
    if (!row || row.isOutdated) return undefined;
    const [selected] = this.#view.treeView.selection;
    const isFollowed = this.#moves === this.#followedMoves;
    if (isFollowed && (row.id === this.#followed || (selected && selected.id !== this.#followed)))
      return undefined;
    if (selected?.id !== row.id) return this.#view.element(row.id);
    this.#note(row.id, this.#moves);
    return undefined;
  }

  #note(id: string, moves: number): void {
    this.#followed = id;
    this.#followedMoves = moves;
  }

  #rowAtCursor(): (RowAt & { readonly isOutdated: boolean }) | undefined {
    const { activeTextEditor: editor } = window;
    if (!editor || !isTaskFile(editor.document)) return undefined;
    const { document, selection } = editor;
    const row = rowAt(this.#store.queues ?? [], document.uri.toString(), selection.active.line);
    return row && { ...row, isOutdated: row.version !== null && row.version !== document.version };
  }

  get #isWanted(): boolean {
    const uri = window.activeTextEditor?.document.uri;
    return workspace.getConfiguration('agentBacklog', uri).get('view.followCursor', true);
  }
}
