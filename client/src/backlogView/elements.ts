import type { QueueModel, SectionModel, TaskModel } from '#server/protocol';

/** What a row of the view stands for. It is the same object for as long as the row is there. */
export type BacklogElement = QueueElement | SectionElement | TaskElement;

export class QueueElement {
  readonly kind = 'queue';
  /** Of all rows it alone has this id, also when it comes back after it was gone. */
  readonly id: string;
  queue: QueueModel;
  /** Those that are shown. */
  sections: readonly SectionElement[] = [];

  constructor(queue: QueueModel) {
    this.id = queueId(queue);
    this.queue = queue;
  }
}

export class SectionElement {
  readonly kind = 'section';
  readonly id: string;
  readonly parent: QueueElement;
  section: SectionModel;
  /** Those that are shown. */
  tasks: readonly TaskElement[] = [];

  constructor(parent: QueueElement, section: SectionModel) {
    this.id = sectionId(parent.queue, section);
    this.parent = parent;
    this.section = section;
  }
}

export class TaskElement {
  readonly kind = 'task';
  readonly id: string;
  readonly parent: SectionElement;
  task: TaskModel;

  constructor(parent: SectionElement, task: TaskModel) {
    this.id = taskId(parent.parent.queue, parent.section, task);
    this.parent = parent;
    this.task = task;
  }
}

/** Whether a command was given a row of the view. */
export function isBacklogElement(given: unknown): given is BacklogElement {
  return given instanceof QueueElement || given instanceof SectionElement || given instanceof TaskElement;
}

export function queueId({ folder }: QueueModel): string {
  return folder;
}

export function sectionId(queue: QueueModel, { key }: SectionModel): string {
  return [queueId(queue), key].join('\n');
}

/** A task that moves to another section is another row there: VS Code cannot give a row another parent. */
export function taskId(queue: QueueModel, section: SectionModel, { key }: TaskModel): string {
  return [sectionId(queue, section), key].join('\n');
}
