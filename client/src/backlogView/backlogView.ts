import {
  commands,
  type Disposable,
  type Event,
  EventEmitter,
  l10n,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  window,
} from 'vscode';
import type { CommandArgument } from '#server/protocol';
import { BacklogTree, type Matches } from './backlogTree.ts';
import type { BacklogElement } from './elements.ts';
import { argumentFor } from './places.ts';
import { queueLabels } from './queueLabels.ts';
import type { QueueStore } from './queueStore.ts';
import { taskFilter } from './taskFilter.ts';
import { taskTooltip } from './taskTooltip.ts';
import { treeItem } from './treeItems.ts';
import { viewId } from './viewState.ts';

/** The view of all queues: its rows, its filter, and what is selected in it. */
export class BacklogView implements Disposable, TreeDataProvider<BacklogElement> {
  readonly #store: QueueStore;
  readonly #tree = new BacklogTree();
  readonly #changed = new EventEmitter<BacklogElement[] | undefined>();
  readonly #updated = new EventEmitter<void>();
  /** By id: what the user has unfolded and folded while there was no filter. */
  readonly #unfolded = new Map<string, boolean>();
  readonly #view: TreeView<BacklogElement>;
  readonly #disposables: { dispose: () => unknown }[];
  #filter = '';
  #matches: Matches | undefined;
  #labels: ReadonlyMap<string, string> = new Map();

  constructor(store: QueueStore) {
    this.#store = store;
    this.#view = window.createTreeView(viewId, { treeDataProvider: this, showCollapseAll: true });
    const unfold =
      (unfolded: boolean) =>
      ({ element }: { element: BacklogElement }): void => {
        if (!this.#isFiltered) this.#unfolded.set(element.id, unfolded);
      };
    this.#disposables = [
      this.#view,
      this.#changed,
      this.#updated,
      this.#view.onDidExpandElement(unfold(true)),
      this.#view.onDidCollapseElement(unfold(false)),
      store.onDidChange(() => {
        this.#update();
      }),
    ];
    this.#update();
  }

  get onDidChangeTreeData(): Event<BacklogElement[] | undefined> {
    return this.#changed.event;
  }

  /** Tells that the rows were made anew, whether they look different or not. */
  get onDidUpdate(): Event<void> {
    return this.#updated.event;
  }

  /** What VS Code shows of it. */
  get treeView(): TreeView<BacklogElement> {
    return this.#view;
  }

  /** The text of the filter; empty where there is none. */
  get filter(): string {
    return this.#filter;
  }

  set filter(text: string) {
    if (text === this.#filter) return;
    this.#filter = text;
    this.#matches = taskFilter(text);
    void commands.executeCommand('setContext', 'agentBacklog.filtered', this.#isFiltered);
    this.#update();
  }

  /** How many tasks are shown, and how many there are. */
  get counts(): { readonly shown: number; readonly all: number } {
    const all = (this.#store.queues ?? [])
      .flatMap(({ sections }) => sections)
      .reduce((sum, { tasks }) => sum + tasks.length, 0);
    return { shown: this.#tree.shown, all };
  }

  /** The row of an id, if it is shown. */
  element(id: string): BacklogElement | undefined {
    return this.#tree.element(id);
  }

  /** What a command is told of a row, as it is in the files now; undefined for a task or group that is gone. */
  async argumentOf(element: BacklogElement): Promise<CommandArgument | undefined> {
    await this.#store.refresh();
    return argumentFor(this.#store.queues ?? [], element.id);
  }

  /** Selects a row, unfolding what holds it. A view that was not visible becomes so. */
  async select(element: BacklogElement, options: { readonly focus: boolean }): Promise<void> {
    await this.#view.reveal(element, { select: true, focus: options.focus });
  }

  getChildren(element?: BacklogElement): BacklogElement[] {
    if (!element) return [...this.#tree.roots];
    if (element.kind === 'queue') return [...element.sections];
    return element.kind === 'section' ? [...element.tasks] : [];
  }

  getParent(element: BacklogElement): BacklogElement | undefined {
    return element.kind === 'queue' ? undefined : element.parent;
  }

  getTreeItem(element: BacklogElement): TreeItem {
    return treeItem(element, {
      filtered: this.#isFiltered,
      unfolded: (id) => this.#unfolded.get(id),
      labels: this.#labels,
    });
  }

  resolveTreeItem(item: TreeItem, element: BacklogElement): TreeItem {
    if (element.kind === 'task') item.tooltip = taskTooltip(element.task);
    return item;
  }

  dispose(): void {
    for (const one of this.#disposables) one.dispose();
  }

  get #isFiltered(): boolean {
    return this.#matches !== undefined;
  }

  #update(): void {
    const queues = this.#store.queues ?? [];
    this.#labels = queueLabels(queues.map(({ name }) => name));
    const changed = this.#tree.update(queues, this.#matches);
    if (changed === 'all') this.#changed.fire(undefined);
    else if (changed.length > 0) this.#changed.fire([...changed]);
    this.#describe();
    this.#updated.fire();
  }

  /** What stands around the rows: the number of active tasks, and what the filter leaves of all. */
  #describe(): void {
    const queues = this.#store.queues ?? [];
    const active = queues.reduce((sum, queue) => sum + queue.active, 0);
    this.#view.badge = active === 0 ? undefined : { value: active, tooltip: activeText(active) };
    const { shown, all } = this.counts;
    // A view alone in its container shows no description beside its title.
    this.#view.message = queues.length === 0 ? '' : this.#filterText(shown, all);
  }

  #filterText(shown: number, all: number): string {
    if (!this.#isFiltered) return '';
    const filter = this.#filter.trim();
    return shown === 0
      ? l10n.t('No task matches “{0}”. Clear the filter to see all {1} tasks.', filter, all)
      : l10n.t('Showing {0} of {1} tasks that match “{2}”.', shown, all, filter);
  }
}

function activeText(count: number): string {
  return count === 1 ? l10n.t('1 active task') : l10n.t('{0} active tasks', count);
}
