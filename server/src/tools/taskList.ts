import { batchTitle, groupCard, readyTasks, slice, type Status, taskId } from '#core';
import type { NamedQueue } from '../features/namedQueues.ts';
import { queuesOf } from '../features/queues.ts';
import type { QueueModel, SectionModel, TaskModel } from '../protocol.ts';
import type { Services } from '../services.ts';
import { toQueue } from '../workspace/queueFiles.ts';
import { policyIn } from '../workspace/queuePolicy.ts';
import type { ListedQueue, ListedSection, ListedTask, TaskList } from './outputs.ts';
import { freshQueues, queuesNamed, shownPath } from './places.ts';
import { unreadData } from './unread.ts';

/** What is asked for; what is left out is not. */
export interface Asked {
  readonly queue?: string | undefined;
  readonly only?: 'next' | 'ready' | 'incomplete' | undefined;
  readonly status?: Status | undefined;
  readonly type?: string | undefined;
  readonly priority?: string | undefined;
  readonly file?: 'backlog' | 'todo' | 'archive' | undefined;
}
/** By which tasks are left out. */
type TaskFilter = Pick<Asked, 'only' | 'status' | 'type' | 'priority'>;

/**
 * Queues with the tasks that are asked for, all of them.
 *
 * @throws Error when there is no queue, or none of that name
 */
export async function listOf(asked: Asked, services: Services): Promise<TaskList> {
  const queues = queuesNamed(await freshQueues(services), asked.queue);
  const { queues: models } = await queuesOf(services, { previousResultIds: [] }, '');
  const listed: ListedQueue[] = [];
  for (const named of queues) {
    const model = models.find(({ folder }) => folder === named.queue.folder);
    if (model?.kind === 'full') listed.push(await listedQueue(services, named, model, asked));
  }
  return { queues: listed, more: 0, ...unreadData(services) };
}

async function listedQueue(
  services: Services,
  named: NamedQueue,
  model: QueueModel,
  asked: Asked,
): Promise<ListedQueue> {
  const sections =
    asked.only === 'next' || asked.only === 'ready'
      ? readySections(services, named, model, asked)
      : await askedSections(services, named, model, asked);
  return { queue: named.name, active: model.active, batchSize: model.batchSize, sections };
}

async function askedSections(
  services: Services,
  named: NamedQueue,
  model: QueueModel,
  asked: Asked,
): Promise<ListedSection[]> {
  const sections = await Promise.all(
    model.sections.map(async (section): Promise<ListedSection[]> => {
      const tasks = section.tasks.filter((task) => isAsked(section, task, asked));
      if (!isSectionAsked(section, asked)) return [];
      // A group that is asked for by its tags is there without tasks too.
      const { only, status, type, priority } = asked;
      const filter = only ?? status ?? (section.kind === 'group' ? undefined : (type ?? priority));
      const isFiltered = filter !== undefined;
      if (tasks.length === 0 && (isFiltered || section.kind === 'archive')) return [];
      const promotion = await promotionOf(services, named, section);
      return [
        {
          ...listedSection(services, section),
          ...(promotion !== undefined && { promotion }),
          tasks: tasks.map((task) => listedTask(services, section, task)),
        },
      ];
    }),
  );
  return sections.flat();
}

function isSectionAsked(section: SectionModel, { file, type, priority, status }: Asked): boolean {
  const kind = files[section.kind];
  if (file !== undefined ? kind !== file : kind === 'archive' && status !== 'done') return false;
  if (section.kind !== 'group') return true;
  return (
    (type === undefined || section.type === type) && (priority === undefined || section.priority === priority)
  );
}

function isAsked(
  section: SectionModel,
  task: TaskModel,
  { only, status, type, priority }: TaskFilter,
): boolean {
  if (only === 'incomplete' && task.lacks.length === 0) return false;
  if (status !== undefined && task.status !== status) return false;
  if (section.kind === 'group') return true;
  return (type === undefined || task.type === type) && (priority === undefined || task.priority === priority);
}

const files = { batch: 'todo', group: 'backlog', outside: 'backlog', archive: 'archive' } as const;

/** What promoting a group would do; undefined where there is nothing to promote. */
async function promotionOf(
  services: Services,
  { queue }: NamedQueue,
  section: SectionModel,
): Promise<string | undefined> {
  const { uri, position } = section.place;
  const file = queue.backlogs.find((one) => one.uri === uri);
  const start = file?.lines.offset(position);
  const group = file?.document.groups.find(({ begin }) => begin.range.start === start);
  if (section.kind !== 'group' || !file || !group || section.tasks.length === 0) return undefined;
  const policy = policyIn(queue, file.document, await services.settingsOf(file.uri));
  const { batch } = groupCard(file.document, group, toQueue(queue), policy);
  if (!batch) return undefined;
  return 'refused' in batch ? batch.refused : `can promote: ${batchTitle(batch).replace('Promote ', '')}`;
}

/** The tasks of TODO.md that can be worked on, or with its text the one that is to be worked on next. */
function readySections(
  services: Services,
  { queue }: NamedQueue,
  model: QueueModel,
  asked: Asked,
): ListedSection[] {
  const batch = model.sections.find(({ kind }) => kind === 'batch');
  const document = queue.todo?.document;
  if (!batch || !document) return [];
  const ready = readyTasks(toQueue(queue)).flatMap((task) => {
    const shown = batch.tasks.find(({ id }) => id !== undefined && id === taskId(task));
    return shown && isAsked(batch, shown, asked)
      ? [{ task, listed: listedTask(services, batch, shown) }]
      : [];
  });
  const [first] = ready;
  if (!first) return [];
  const tasks =
    asked.only === 'ready'
      ? ready.map(({ listed }) => listed)
      : [{ ...first.listed, text: slice(document.text, first.task.range) }];
  return [{ ...listedSection(services, batch), tasks }];
}

function listedSection(services: Services, section: SectionModel): Omit<ListedSection, 'tasks'> {
  const { kind, label, type, priority, place, tasks } = section;
  return {
    kind,
    label,
    ...(type !== undefined && { type }),
    ...(priority !== undefined && { priority }),
    file: shownPath(services, place.uri),
    line: place.position.line + 1,
    count: tasks.length,
  };
}

function listedTask(services: Services, section: SectionModel, task: TaskModel): ListedTask {
  const { id, title, status, type, priority, component, position, lacks, waitsFor } = task;
  return {
    ...(id !== undefined && { id }),
    title,
    status,
    ...(type !== undefined && { type }),
    ...(priority !== undefined && { priority }),
    ...(component !== undefined && { component }),
    file: shownPath(services, section.place.uri),
    line: position.line + 1,
    lacks: [...lacks],
    waitsFor: [...waitsFor],
  };
}
