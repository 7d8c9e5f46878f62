import { URI, Utils } from 'vscode-uri';
import {
  defaultPolicy,
  type DependencyReader,
  findTag,
  formatEffort,
  type Group,
  groupCard,
  holdsTasks,
  isFinished,
  type Policy,
  readBatchType,
  shortcomings,
  stateOf,
  type Task,
  taskId,
  type TaskFileKind,
  type TextRange,
} from '#core';
import type { QueueModel, SectionModel, TaskModel } from '../protocol.ts';
import type { Services } from '../services.ts';
import { type QueueFiles, toQueue } from '../workspace/queueFiles.ts';
import type { TaskFile } from '../workspace/taskFile.ts';
import { groupName } from './groupName.ts';
import { unmetDependencies } from './unmetDependencies.ts';

/** A file of a queue, what holds for its tasks, and what they depend on. */
export interface ModelledFile {
  readonly file: TaskFile;
  readonly policy: Policy;
  readonly dependencies: DependencyReader;
}

/** A queue as a view shows it. */
export function queueModel(
  services: Services,
  queue: QueueFiles,
  { name, resultId, files }: { name: string; resultId: string; files: readonly ModelledFile[] },
): QueueModel {
  const { folder, backlogs, todo, archive, index } = queue;
  const model = new SectionModels(services, queue);
  const ours = (kind: TaskFileKind): ModelledFile[] =>
    files.filter(({ file: { document } }) => document.file === kind && holdsTasks(document));
  const policy = (ours('todo')[0] ?? files[0])?.policy ?? defaultPolicy;
  return {
    kind: 'full',
    resultId,
    folder,
    name,
    files: {
      backlogs: backlogs.map(({ uri }) => uri),
      ...(todo && { todo: todo.uri }),
      ...(archive && { archive: archive.uri }),
      ...(index && { index: index.uri }),
    },
    batchSize: policy.batchSize,
    active: todo?.document.tasks.filter((task) => !isFinished(todo.document, task)).length ?? 0,
    sections: [
      ...ours('todo').map((one) => model.batch(one)),
      ...ours('backlog').flatMap((one) => model.groups(one)),
      ...ours('archive').map((one) => model.archive(one)),
    ],
  };
}

/** Makes the sections of one queue. */
class SectionModels {
  readonly #services: Services;
  readonly #queue: QueueFiles;
  readonly #keys = new Keys();

  constructor(services: Services, queue: QueueFiles) {
    this.#services = services;
    this.#queue = queue;
  }

  batch(of: ModelledFile): SectionModel {
    const { document } = of.file;
    const types = new Set(document.tasks.flatMap((task) => tagOf(task, 'type') ?? []));
    const label = [...types].join(', ') || readBatchType(document)?.type || '';
    return { kind: 'batch', key: 'batch', label, ...this.#content(of, document.tasks) };
  }

  archive(of: ModelledFile): SectionModel {
    return { kind: 'archive', key: 'archive', label: '', ...this.#content(of, of.file.document.tasks) };
  }

  /** The groups of a backlog, and as one more section what stands in none. */
  groups(of: ModelledFile): SectionModel[] {
    const { document, uri } = of.file;
    const outside = document.tasks.filter(({ group }) => !group);
    const backlog = Utils.basename(URI.parse(uri));
    const groups = document.groups.map((group): SectionModel => {
      const section = this.#group(of, group);
      return { kind: 'group', key: this.#keys.unique(`group ${backlog} ${section.label}`), ...section };
    });
    if (outside.length === 0) return groups;
    const rest = { key: `outside ${backlog}`, label: '', ...this.#content(of, outside) };
    return [...groups, { kind: 'outside', ...rest }];
  }

  #group(of: ModelledFile, group: Group): Omit<SectionModel, 'kind' | 'key'> {
    const type = findTag(group.begin.tags, 'type')?.value;
    const priority = findTag(group.begin.tags, 'priority')?.value;
    const { document } = of.file;
    const { effort } = groupCard(document, group, toQueue(this.#queue), of.policy);
    return {
      label: groupName(document, group),
      ...(type && { type }),
      ...(priority && { priority }),
      ...this.#content(of, group.tasks, group.begin.range.start),
      lines: linesOf(of.file, group.range),
      ...(effort > 0 && { effort: formatEffort(effort) }),
    };
  }

  /** @param start the offset of the section in its file: without one, that of its first task */
  #content(
    of: ModelledFile,
    tasks: readonly Task[],
    start = tasks[0]?.range.start ?? 0,
  ): Pick<SectionModel, 'place' | 'version' | 'stamp' | 'tasks'> {
    const { file } = of;
    return {
      place: { uri: file.uri, position: file.lines.position(start) },
      version: file.version,
      stamp: file.stamp,
      tasks: tasks.map((task) => this.#task(of, task)),
    };
  }

  #task({ file, policy, dependencies }: ModelledFile, task: Task): TaskModel {
    const { document, lines } = file;
    const id = taskId(task);
    const title = task.header?.title ?? '';
    const type = tagOf(task, 'type');
    const priority = tagOf(task, 'priority');
    const component = tagOf(task, 'component');
    const finished = isFinished(document, task);
    return {
      key: this.#keys.unique(`task ${id ?? title}`),
      ...(id && { id }),
      title,
      status: stateOf(document, task),
      ...(type && { type }),
      ...(priority && { priority }),
      ...(component && { component }),
      lacks: finished ? [] : shortcomings(document.text, task, policy).map(({ field }) => field),
      waitsFor: finished ? [] : unmetDependencies(this.#services, file, task, dependencies),
      lines: linesOf(file, task.range),
      position: lines.position((task.header?.range ?? task.begin?.range ?? task.range).start),
    };
  }
}

function linesOf({ lines }: TaskFile, range: TextRange): TaskModel['lines'] {
  return { first: lines.lineAt(range.start), last: lines.lineAt(range.end) };
}

function tagOf({ header }: Task, name: 'type' | 'priority' | 'component'): string | undefined {
  return (header && findTag(header.tags, name)?.value) || undefined;
}

/** Gives keys of which no two are the same. */
class Keys {
  readonly #given = new Map<string, number>();

  unique(key: string): string {
    const before = this.#given.get(key) ?? 0;
    this.#given.set(key, before + 1);
    // No title and no tag has a line break.
    return before === 0 ? key : `${key}\n${String(before + 1)}`;
  }
}
