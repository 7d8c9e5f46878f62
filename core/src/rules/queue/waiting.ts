import { findAttribute } from '../../document/indexEntry.ts';
import { taskId, tasksById } from '../../document/ids.ts';
import type { Task } from '../../document/model.ts';
import { isStatus, type Status } from '../../document/vocabulary.ts';
import { findField, statusOf } from '../../policy/fieldValues.ts';
import { dependencyReader, type NamedDependency } from '../../queue/dependencies.ts';
import type { TaskPlace } from '../../queue/knownTasks.ts';
import type { QueueFile } from '../../queue/queueFile.ts';
import { titleKey } from '../../queue/sameTask.ts';
import { stateOf } from '../../queue/taskState.ts';
import { slice } from '../../text/range.ts';
import type { QueueRuleContext } from '../rule.ts';

/** What tasks wait for, over all queues that are known, as the rules about dependencies ask for it. */
export class Waiting {
  readonly #context: QueueRuleContext;
  readonly #own: QueueFile;
  readonly #queue: ReadonlySet<string>;
  readonly #dependencies: ReturnType<typeof dependencyReader>;
  readonly #ownTasks: ReadonlyMap<string, readonly Task[]>;
  readonly #places = new Map<string, readonly TaskPlace[]>();
  readonly #edges = new Map<string, readonly string[]>();

  constructor(context: QueueRuleContext) {
    this.#context = context;
    this.#own = context.own;
    this.#dependencies = dependencyReader(context.document);
    this.#queue = new Set(context.around.files.map(({ uri }) => uri));
    this.#ownTasks = tasksById(context.document);
  }

  /** The dependencies that a task of the document names, its own id included. */
  namedBy(task: Task): NamedDependency[] {
    return this.#dependencies.named(task);
  }

  /** Where tasks with an id stand: those of the queue, where it has any. */
  places(id: string): readonly TaskPlace[] {
    let places = this.#places.get(id);
    if (!places) this.#places.set(id, (places = this.#findPlaces(id)));
    return places;
  }

  #findPlaces(id: string): readonly TaskPlace[] {
    const own = this.#own;
    const known = this.#context.around.known.tasks(id).filter(({ file }) => file.uri !== own.uri);
    const here = (this.#ownTasks.get(id) ?? []).map((task) => ({ file: own, task }));
    const inQueue = [...here, ...known.filter(({ file }) => this.#queue.has(file.uri))];
    return inQueue.length > 0 ? inQueue : known;
  }

  /** Whether nothing that is known has an id. */
  isUnknown(id: string): boolean {
    return this.places(id).length === 0 && this.#context.around.known.entries(id).length === 0;
  }

  /**
   * The status of what has an id; an index tells it where no task is found. Of several one that is done counts.
   * Undefined where nothing tells.
   */
  status(id: string): Status | undefined {
    const places = this.places(id);
    const statuses = places.length > 0 ? places.map(statusOfPlace) : this.#indexed(id);
    return statuses.find((status) => status === 'done') ?? statuses.find((status) => status !== undefined);
  }

  /** The first place of an id whose task has a status. */
  placeWith(id: string, status: Status): TaskPlace | undefined {
    return this.places(id).find((place) => statusOfPlace(place) === status);
  }

  /** The ids that a task with an id waits for as long as it is not done. Nothing where it is unclear which task it is. */
  edges(id: string): readonly string[] {
    let edges = this.#edges.get(id);
    if (!edges) {
      const [place] = this.#sole(id);
      const status = this.status(id);
      edges =
        place && status !== undefined && status !== 'done'
          ? this.#dependencies.named(place.task, place.file.document).map((dependency) => dependency.id)
          : [];
      this.#edges.set(id, edges);
    }
    return edges;
  }

  /** The places of an id, unless they are those of different tasks. */
  #sole(id: string): readonly TaskPlace[] {
    const places = this.places(id);
    const [first] = places;
    if (!first || places.length === 1) return places;
    const key = titleKey(first.task.header?.title);
    return places.every(({ task }) => key !== undefined && titleKey(task.header?.title) === key)
      ? places
      : [];
  }

  #indexed(id: string): (Status | undefined)[] {
    return this.#context.around.known.entries(id).map(({ file, entry }) => {
      const attribute = findAttribute(entry, 'status');
      const value = attribute && slice(file.document.text, attribute.value);
      return isStatus(value) ? value : undefined;
    });
  }
}

/** A task and its id. */
export interface NamedTask {
  readonly id: string;
  readonly task: Task;
}

/** The tasks of a document that may wait for others. In an archive none does, and the rules about that are off. */
export function waitingTasks({ document }: QueueRuleContext): readonly NamedTask[] {
  return document.tasks.flatMap((task) => {
    const id = taskId(task);
    return id === undefined ? [] : [{ id, task }];
  });
}

/** The state of a task; undefined for one whose Status is none of the four. */
function statusOfPlace({ file: { document }, task }: TaskPlace): Status | undefined {
  const state = stateOf(document, task);
  return state === 'todo' && findField(task, 'Status') ? statusOf(document.text, task) : state;
}
