import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { SectionModel, TaskModel } from '#server/protocol';
import type { BacklogElement, QueueElement, SectionElement, TaskElement } from './elements.ts';
import { taskUri } from './taskDecorations.ts';
import { incompleteText, sectionName, statusName, taskCount, taskName, waitsText } from './words.ts';

/** How rows are shown at present. */
export interface Shown {
  /** With a filter all rows that hold others begin unfolded, and are rows of their own for VS Code. */
  readonly filtered: boolean;
  /** Whether the user has unfolded a row or folded it; undefined where nothing was done to it. */
  readonly unfolded: (id: string) => boolean | undefined;
  /** What each queue is called, by its name. */
  readonly labels: ReadonlyMap<string, string>;
}

/** The row of an element, without its hover. */
export function treeItem(element: BacklogElement, shown: Shown): TreeItem {
  const item = itemOf(element, shown);
  item.id = shown.filtered ? `filtered\n${element.id}` : element.id;
  return item;
}

function itemOf(element: BacklogElement, shown: Shown): TreeItem {
  if (element.kind === 'queue') return queueItem(element, shown);
  return element.kind === 'section' ? sectionItem(element, shown) : taskItem(element);
}

function queueItem(element: QueueElement, shown: Shown): TreeItem {
  const { queue, id, sections } = element;
  const label = shown.labels.get(queue.name) ?? queue.name;
  const item = new TreeItem(label, unfolding(id, sections.length, shown.labels.size === 1, shown));
  const waiting = queue.sections
    .filter(({ kind }) => kind === 'group' || kind === 'outside')
    .reduce((sum, { tasks }) => sum + tasks.length, 0);
  item.iconPath = new ThemeIcon('project');
  item.description = l10n.t('{0} active · {1} in the backlog', queue.active, waiting);
  item.contextValue = 'queue';
  item.tooltip = queue.name;
  return labelled(item, l10n.t('Queue {0}', queue.name), item.description);
}

function sectionItem(element: SectionElement, shown: Shown): TreeItem {
  const { section, id, tasks, parent } = element;
  const isBatch = section.kind === 'batch';
  const item = new TreeItem(sectionName(section), unfolding(id, tasks.length, isBatch, shown));
  item.iconPath = sectionIcon(section);
  const { active, batchSize } = parent.queue;
  const count = isBatch ? l10n.t('{0} of {1}', active, batchSize) : taskCount(section.tasks.length);
  const lacking = section.tasks.filter(({ lacks }) => lacks.length > 0).length;
  item.description = joined(count, lacking > 0 && l10n.t('{0} incomplete', lacking), section.effort);
  item.contextValue = section.kind;
  const isNamed = section.kind === 'group' && section.label !== '';
  const kind = isNamed ? l10n.t('Group {0}', section.label) : sectionName(section);
  return labelled(item, kind, item.description);
}

function taskItem(element: TaskElement): TreeItem {
  const { task, parent } = element;
  const { section } = parent;
  const item = new TreeItem(taskName(task), TreeItemCollapsibleState.None);
  item.iconPath = taskIcon(task);
  const incomplete = incompleteText(task);
  const waits = waitsText(task);
  item.description = joined(incomplete, waits, task.title !== '' && task.id);
  item.contextValue = taskContext(section, task);
  item.resourceUri = taskUri(element.id, task);
  item.command = { command: 'agentBacklog.openTask', title: l10n.t('Open Task'), arguments: [element] };
  const priority = task.priority && l10n.t('priority {0}', task.priority);
  return labelled(item, taskName(task), statusName(task.status), priority, incomplete, waits, task.id);
}

function taskContext({ kind }: SectionModel, { status }: TaskModel): string {
  if (kind === 'batch') return `task batch ${status}`;
  return kind === 'archive' ? 'task archive' : 'task backlog';
}

function unfolding(id: string, below: number, first: boolean, shown: Shown): TreeItemCollapsibleState {
  if (below === 0) return TreeItemCollapsibleState.None;
  const unfolded = shown.filtered || (shown.unfolded(id) ?? first);
  return unfolded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}

function sectionIcon({ kind, priority }: SectionModel): ThemeIcon {
  if (kind === 'batch') return new ThemeIcon('target');
  if (kind === 'archive') return new ThemeIcon('archive');
  return new ThemeIcon('list-unordered', priorityColor(priority));
}

function taskIcon({ status, priority }: TaskModel): ThemeIcon {
  switch (status) {
    case 'done':
      return new ThemeIcon('pass', new ThemeColor('testing.iconPassed'));
    case 'in-progress':
      return new ThemeIcon('play-circle', new ThemeColor('charts.blue'));
    case 'blocked':
      return new ThemeIcon('circle-slash', new ThemeColor('testing.iconFailed'));
    case 'todo':
      return new ThemeIcon(priorityIcons.get(priority) ?? 'circle-outline', priorityColor(priority));
  }
}

const priorityIcons: ReadonlyMap<string | undefined, string> = new Map([
  ['critical', 'flame'],
  ['high', 'arrow-circle-up'],
  ['low', 'arrow-circle-down'],
]);

function priorityColor(priority: string | undefined): ThemeColor | undefined {
  const color = priorityColors.get(priority);
  return color === undefined ? undefined : new ThemeColor(color);
}

const priorityColors: ReadonlyMap<string | undefined, string> = new Map([
  ['critical', 'charts.red'],
  ['high', 'charts.orange'],
]);

type Part = string | false | undefined;

function joined(...parts: Part[]): string {
  return parts.filter((part) => part !== false && part !== undefined && part !== '').join(' · ');
}

/** Says in words all that the row shows by icons, colours and marks. */
function labelled(item: TreeItem, ...parts: Part[]): TreeItem {
  const label = parts.filter((part) => part !== false && part !== undefined && part !== '').join(', ');
  item.accessibilityInformation = { label: label.replaceAll(' · ', ', ').replaceAll('≈', l10n.t('about')) };
  return item;
}
