import { canonicalMarker } from '../document/marker.ts';
import type { BlockKind, Document, Group } from '../document/model.ts';
import { newHeader, newTags, newTagValue } from '../document/newTags.ts';
import { type OpenBlocks, openBlocksAt } from '../document/openBlocks.ts';
import { parse } from '../document/parser.ts';
import { groupPriority, groupType } from '../document/tagValues.ts';
import { commonTypes, priorities, type requiredTagNames } from '../document/vocabulary.ts';
import { emptyRange, type TextRange } from '../text/range.ts';
import { readBatchType } from './batchFocus.ts';
import { inline } from './fieldTemplate.ts';
import { statusOf } from './fieldValues.ts';
import { placeholders } from './placeholders.ts';
import type { Policy } from './policy.ts';
import { taskTemplate } from './taskTemplate.ts';

/** A text to be filled in, and the places in it where something is still to be written, in text order. */
export interface Template {
  readonly text: string;
  readonly places: readonly TextRange[];
}

/** What can stand on an empty line, so that the file is no worse for it. */
export interface FittingBlocks {
  readonly around: OpenBlocks;
  /** Markers that close a block which nothing closes, or open one that only has an end. */
  readonly markers: readonly { readonly block: BlockKind; readonly edge: 'begin' | 'end' }[];
  /** The blocks that can begin there. */
  readonly blocks: readonly BlockKind[];
}

/** The blocks and single markers that fit in at an offset, which is on an empty line. */
export function fittingBlocks(document: Document, offset: number, policy: Policy): FittingBlocks {
  const around = openBlocksAt(document, offset);
  const { group, task, entry } = around;
  const open = task?.begin ? task : (entry ?? (task ? undefined : group));
  if (open?.begin && !open.end)
    return {
      around,
      markers: [{ block: open.begin.block, edge: 'end' }],
      blocks: open === group ? ['task'] : [],
    };
  if (task ?? entry) return { around, markers: [], blocks: [] };
  const next = document.markers.find(({ range }) => range.start >= offset);
  const isBeginless =
    next !== undefined &&
    (document.unexpectedEnds.includes(next) ||
      document.tasks.some(({ begin, end }) => !begin && end === next));
  const markers = isBeginless ? [{ block: next.block, edge: 'begin' as const }] : [];
  switch (document.file) {
    case 'backlog':
      return { around, markers, blocks: group ? ['task'] : ['group'] };
    case 'todo':
      return { around, markers, blocks: takesTasks(document, policy) ? ['task'] : [] };
    case 'index':
      return { around, markers, blocks: ['index_entry'] };
    default:
      return { around, markers, blocks: [] };
  }
}

export interface NewTaskOptions {
  /** Today's date, `YYYY-MM-DD`. */
  readonly today: string;
  /** Texts beside the document's whose ids are taken as well. */
  readonly otherTexts: Iterable<string>;
  readonly policy: Policy;
}

/** The block of a new task with all that a task of its place has, in the manner of the others there. */
export function newTaskBlock(
  document: Document,
  group: Group | undefined,
  options: NewTaskOptions,
): Template {
  const header = newTaskHeader(document, group, options);
  const given = new Map([['Created' as const, inline(options.today)]]);
  const text = taskTemplate(document, group ?? document, header, given, options.policy);
  return { text, places: placesOf(text) };
}

/** The header of a new task: with the next free id, and the tags of its group or of most tasks of the file. */
export function newTaskHeader(
  document: Document,
  group: Group | undefined,
  { today, otherTexts }: Omit<NewTaskOptions, 'policy'>,
): string {
  const ofBatch = document.file === 'todo' ? readBatchType(document)?.type : undefined;
  const value = (name: (typeof requiredTagNames)[number]): string =>
    name === 'type' && ofBatch ? ofBatch : newTagValue(document, group, name, today, () => otherTexts);
  const [id, type, priority, component] = [value('id'), value('type'), value('priority'), value('component')];
  return newHeader(newTags(document, group, { id, type, priority, component }), 'Title');
}

/** A new empty group of a type and priority that no other group has. */
export function newGroupBlock(document: Document, offset: number): Template {
  const { type, priority } = newGroupTags(document, offset);
  const { lineEnding } = document;
  const begin = `${canonicalMarker('group', 'begin')} `;
  const typeStart = begin.length + '[type:'.length;
  const priorityStart = typeStart + type.length + '][priority:'.length;
  const head = `${begin}[type:${type}][priority:${priority}]${lineEnding}`;
  return {
    text: `${head}${lineEnding}${canonicalMarker('group', 'end')}`,
    places: [
      { start: typeStart, end: typeStart + type.length },
      { start: priorityStart, end: priorityStart + priority.length },
      emptyRange(head.length),
    ],
  };
}

/** The type of the group above with the first priority that it has no group for; else another type. */
function newGroupTags({ groups }: Document, offset: number): { type: string; priority: string } {
  const taken = new Set(groups.map((group) => [groupType(group), groupPriority(group)].join(' ')));
  const above = groups.findLast(({ range }) => range.start < offset);
  const types = [...new Set([above, ...groups].flatMap((group) => groupType(group) ?? []))];
  for (const type of types.length === 0 ? [] : [...types, ...commonTypes]) {
    const priority = priorities.find((one) => !taken.has(`${type} ${one}`));
    if (priority) return { type, priority };
  }
  return { type: 'dev', priority: 'high' };
}

/** What is to be written in a new task: its title, and the template texts of its fields. */
function placesOf(block: string): TextRange[] {
  return parse(block, 'backlog').tasks.flatMap(({ header, fields }) => [
    ...(header ? [header.titleRange] : []),
    ...fields.flatMap((field) => placeholders(block, field)),
  ]);
}

/** Whether a batch has room, and its focus does not say that there is no batch. */
function takesTasks(todo: Document, { batchSize }: Policy): boolean {
  const active = todo.tasks.filter((task) => statusOf(todo.text, task) !== 'done');
  return active.length < batchSize && readBatchType(todo)?.type !== null;
}
