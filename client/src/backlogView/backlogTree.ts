import type { QueueModel, SectionModel, TaskModel } from '#server/protocol';
import {
  type BacklogElement,
  QueueElement,
  queueId,
  SectionElement,
  sectionId,
  TaskElement,
  taskId,
} from './elements.ts';

/** The rows that a change concerns, each with what is below it; `all` where queues have come, gone or moved. */
export type Changed = readonly BacklogElement[] | 'all';

/** Whether a task is to be shown. */
export type Matches = (task: TaskModel) => boolean;

/** The rows of the view, made from what the store knows, with the filter applied. */
export class BacklogTree {
  #roots: readonly QueueElement[] = [];
  #elements = new Map<string, BacklogElement>();
  /** What each row looked like when it was last made, to tell which ones have changed. */
  #looks = new WeakMap<BacklogElement, string>();
  #matches: Matches | undefined;

  get roots(): readonly QueueElement[] {
    return this.#roots;
  }

  element(id: string): BacklogElement | undefined {
    return this.#elements.get(id);
  }

  /** How many tasks are shown. */
  get shown(): number {
    return this.#roots.flatMap(({ sections }) => sections).reduce((sum, { tasks }) => sum + tasks.length, 0);
  }

  /**
   * Makes the rows anew, keeping those that are still there, and tells which are not as they were.
   *
   * @param matches with it only tasks that match are shown, and what holds them
   */
  update(queues: readonly QueueModel[], matches: Matches | undefined): Changed {
    const before = this.#elements;
    const former = this.#roots;
    const filtered = matches !== this.#matches;
    this.#matches = matches;
    this.#elements = new Map();
    const changed: BacklogElement[] = [];
    const all = queues.map((queue) => {
      const known = before.get(queueId(queue));
      const element = known instanceof QueueElement ? known : new QueueElement(queue);
      if (known === element && element.queue === queue && !filtered) this.#keep(element);
      else this.#updateQueue(element, queue, before, changed);
      return element;
    });
    this.#roots = matches ? all.filter(({ sections }) => sections.length > 0) : all;
    const same = this.#roots.length === former.length && this.#roots.every((root, at) => root === former[at]);
    return same && !filtered ? changed : 'all';
  }

  #updateQueue(
    element: QueueElement,
    queue: QueueModel,
    before: ReadonlyMap<string, BacklogElement>,
    changed: BacklogElement[],
  ): void {
    element.queue = queue;
    this.#elements.set(element.id, element);
    const below: BacklogElement[] = [];
    element.sections = queue.sections.flatMap((section) => {
      const known = before.get(sectionId(queue, section));
      const one = known instanceof SectionElement ? known : new SectionElement(element, section);
      this.#updateSection(one, section, before, below);
      if (this.#matches && one.tasks.length === 0) return [];
      this.#elements.set(one.id, one);
      return one;
    });
    const { name, active, batchSize, sections } = queue;
    const counts = sections.map(({ kind, tasks }) => [kind, tasks.length]);
    const ids = element.sections.map(({ id }) => id);
    if (this.#looksOther(element, [name, active, batchSize, counts, ids])) changed.push(element);
    else changed.push(...below);
  }

  #updateSection(
    element: SectionElement,
    section: SectionModel,
    before: ReadonlyMap<string, BacklogElement>,
    changed: BacklogElement[],
  ): void {
    element.section = section;
    const { queue } = element.parent;
    const below: BacklogElement[] = [];
    const tasks = this.#matches ? section.tasks.filter(this.#matches) : section.tasks;
    element.tasks = tasks.map((task) => {
      const known = before.get(taskId(queue, section, task));
      const one = known instanceof TaskElement ? known : new TaskElement(element, task);
      this.#elements.set(one.id, one);
      one.task = task;
      if (this.#looksOther(one, { ...task, position: undefined, lines: undefined })) below.push(one);
      return one;
    });
    const { kind, label, type, priority, effort } = section;
    const incomplete = section.tasks.filter(({ lacks }) => lacks.length > 0).length;
    const batch = kind === 'batch' && [queue.active, queue.batchSize];
    const ids = element.tasks.map(({ id }) => id);
    const look = [label, type, priority, effort, section.tasks.length, incomplete, batch, ids];
    if (this.#looksOther(element, look)) changed.push(element);
    else changed.push(...below);
  }

  #keep(queue: QueueElement): void {
    this.#elements.set(queue.id, queue);
    for (const section of queue.sections) {
      this.#elements.set(section.id, section);
      for (const task of section.tasks) this.#elements.set(task.id, task);
    }
  }

  #looksOther(element: BacklogElement, look: unknown): boolean {
    const text = JSON.stringify(look);
    if (this.#looks.get(element) === text) return false;
    this.#looks.set(element, text);
    return true;
  }
}
