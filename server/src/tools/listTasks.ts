import * as z from 'zod';
import { type Document, groupCard, batchTitle, readyTasks, slice, statuses, taskId } from '#core';
import { onOneLine } from '../features/hoverText.ts';
import type { NamedQueue } from '../features/namedQueues.ts';
import { queuesOf } from '../features/queues.ts';
import type { QueueModel, SectionModel, TaskModel } from '../protocol.ts';
import { toQueue } from '../workspace/queueFiles.ts';
import { policyIn } from '../workspace/queuePolicy.ts';
import { limitInput, priorityInput, queueInput, typeInput } from './inputs.ts';
import { freshQueues, queuesNamed, shownPath } from './places.ts';
import { readingTool, type ToolServices } from './tool.ts';

const input = z.strictObject({
  queue: queueInput,
  only: z
    .enum(['next', 'ready', 'incomplete'])
    .optional()
    .describe(
      'next: the task of TODO.md to work on next, with its whole text. ready: the tasks of TODO.md that can be worked on, the next one first. incomplete: tasks that lack required fields.',
    ),
  status: z.enum(statuses).optional().describe('Only tasks of this status.'),
  type: typeInput.optional(),
  priority: priorityInput.optional(),
  file: z
    .enum(['backlog', 'todo', 'archive'])
    .optional()
    .describe('Only tasks of these files. Without it, those of backlogs and TODO.md.'),
  limit: limitInput(60),
});
type Input = z.output<typeof input>;
/** By which tasks are left out. */
type TaskFilter = Pick<Input, 'only' | 'status' | 'type' | 'priority'>;

/** Lists queues, groups and tasks. */
export const listTasks = readingTool({
  name: 'agentBacklog_list',
  title: 'List Tasks',
  reference: 'listTasks',
  icon: '$(list-unordered)',
  description:
    'Lists the queues of the workspace with their groups and tasks: id, status, place (file:line) and title of each, what it lacks to be complete, what it waits for; and for each group what promoting it would move. Use it to find ids, and with only: "next" to get the task to work on.',
  userDescription: 'Lists queues, groups and tasks.',
  input,
  async read(asked, services) {
    const queues = queuesNamed(await freshQueues(services), asked.queue);
    const { queues: models } = await queuesOf(services, { previousResultIds: [] }, '');
    const parts: string[][] = [];
    for (const named of queues) {
      const model = models.find(({ folder }) => folder === named.queue.folder);
      if (model?.kind === 'full') parts.push(await linesOf(services, named, model, asked));
    }
    const lines = parts.flat();
    const shown = lines.slice(0, asked.limit);
    const rest = lines.length - shown.length;
    return [
      ...shown,
      ...(rest > 0 ? [`… and ${String(rest)} more lines: filter, or raise the limit.`] : []),
    ].join('\n');
  },
});

async function linesOf(
  services: ToolServices,
  named: NamedQueue,
  model: QueueModel,
  asked: Input,
): Promise<string[]> {
  const active = `${String(model.active)} of ${String(model.batchSize)} active tasks in TODO.md`;
  const head = `Queue ${named.name}: ${active}`;
  if (asked.only === 'next' || asked.only === 'ready')
    return [head, ...readyLines(services, named, model, asked)];
  const sections = await Promise.all(
    model.sections.map(async (section) => {
      const tasks = section.tasks.filter((task) => isAsked(section, task, asked));
      if (!isSectionAsked(section, asked)) return [];
      // A group that is asked for by its tags is there without tasks too.
      const { only, status, type, priority } = asked;
      const filter = only ?? status ?? (section.kind === 'group' ? undefined : (type ?? priority));
      const isFiltered = filter !== undefined;
      if (tasks.length === 0 && (isFiltered || section.kind === 'archive')) return [];
      return [
        await sectionTitle(services, named, section, tasks.length),
        ...tasks.map((task) => taskLine(services, section, task)),
      ];
    }),
  );
  const lines = sections.flat();
  return [head, ...(lines.length === 0 ? ['  No such tasks.'] : lines)];
}

function isSectionAsked(section: SectionModel, { file, type, priority, status }: Input): boolean {
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

/**
 * What a section is called, and of a group what promoting it would do.
 *
 * @param listed how many of its tasks are asked for
 */
async function sectionTitle(
  services: ToolServices,
  { queue }: NamedQueue,
  section: SectionModel,
  listed: number,
): Promise<string> {
  const { uri, position } = section.place;
  const place = `${shownPath(services, uri)}:${String(position.line + 1)}`;
  const name = section.kind === 'group' ? `group ${section.label || 'without tags'}` : section.label;
  const all = `${String(section.tasks.length)} ${section.tasks.length === 1 ? 'task' : 'tasks'}`;
  const count = listed === section.tasks.length ? all : `${String(listed)} of ${all}`;
  const title = [place, name, count].filter((part) => part !== '').join(' · ');
  const file = queue.backlogs.find((one) => one.uri === uri);
  const start = file?.lines.offset(position);
  const group = file?.document.groups.find(({ begin }) => begin.range.start === start);
  if (section.kind !== 'group' || !file || !group || section.tasks.length === 0) return title;
  const policy = policyIn(queue, file.document, await services.settingsOf(uri));
  const { batch } = groupCard(file.document, group, toQueue(queue), policy);
  if (!batch) return title;
  return `${title} · ${'refused' in batch ? onOneLine(batch.refused) : `can promote: ${batchTitle(batch).replace('Promote ', '')}`}`;
}

function taskLine(services: ToolServices, section: SectionModel, task: TaskModel): string {
  const place = `${shownPath(services, section.place.uri)}:${String(task.position.line + 1)}`;
  const title = onOneLine(task.title) || 'without a title';
  const remarks = [
    task.lacks.length > 0 ? `lacks ${task.lacks.join(', ')}` : '',
    task.waitsFor.length > 0 ? `waits for ${task.waitsFor.join(', ')}` : '',
  ].filter((part) => part !== '');
  const line = `  ${task.id ?? 'no id'} [${task.status}] ${place} ${title}`;
  return remarks.length === 0 ? line : `${line} – ${remarks.join('; ')}`;
}

/** What can be worked on, or with its text what is to be worked on next. */
function readyLines(
  services: ToolServices,
  { queue }: NamedQueue,
  model: QueueModel,
  asked: Input,
): string[] {
  const batch = model.sections.find(({ kind }) => kind === 'batch');
  const document: Document | undefined = queue.todo?.document;
  const ready = readyTasks(toQueue(queue)).flatMap((task) => {
    const shown = batch?.tasks.find(({ id }) => id !== undefined && id === taskId(task));
    return batch && shown && isAsked(batch, shown, asked)
      ? [{ task, line: taskLine(services, batch, shown) }]
      : [];
  });
  const [first] = ready;
  if (!first || !document) return ['  No task of TODO.md is ready to be worked on.'];
  if (asked.only === 'ready') return ready.map(({ line }) => line);
  return [first.line, slice(document.text, first.task.range)];
}
