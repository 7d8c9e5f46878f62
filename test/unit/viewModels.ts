import type { QueueModel, SectionModel, TaskModel } from '#server/protocol';

/** A task of the view's model; its header is on the second of its lines. */
export function task(id: string, first: number, last: number, more: Partial<TaskModel> = {}): TaskModel {
  return {
    key: `task ${id}`,
    id,
    title: `Title of ${id}`,
    status: 'todo',
    lacks: [],
    waitsFor: [],
    position: { line: first + 1, character: 0 },
    lines: { first, last },
    ...more,
  };
}

/** A group in `BACKLOG.md` of the folder, with the lines that it spans. */
export function group(
  label: string,
  [first, last]: readonly [number, number],
  tasks: readonly TaskModel[] = [],
): SectionModel {
  const lines = { first, last };
  return { ...section('group', 'BACKLOG.md', first, tasks), key: `group ${label}`, label, lines };
}

/** What holds tasks in a file, from a line on. */
export function section(
  kind: SectionModel['kind'],
  file: string,
  line: number,
  tasks: readonly TaskModel[],
): SectionModel {
  const place = { uri: `${folder}/${file}`, position: { line, character: 0 } };
  return { kind, key: kind, label: '', place, version: 7, stamp: 3, tasks };
}

export function queue(sections: readonly SectionModel[], more: Partial<QueueModel> = {}): QueueModel {
  return {
    kind: 'full',
    resultId: '1',
    folder,
    name: 'work',
    files: { backlogs: [`${folder}/BACKLOG.md`], todo: `${folder}/TODO.md` },
    batchSize: 5,
    active: 0,
    sections,
    ...more,
  };
}

export const folder = 'file:///work';
