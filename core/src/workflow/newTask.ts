import { insertionInto } from '../document/blockText.ts';
import { idFormOf } from '../document/idForm.ts';
import { taskId } from '../document/ids.ts';
import type { Document, Group, Task } from '../document/model.ts';
import { newHeader, type NewTag, newTags, newTagValue } from '../document/newTags.ts';
import { parse } from '../document/parser.ts';
import { groupPriority, groupType } from '../document/tagValues.ts';
import type { FieldName } from '../document/vocabulary.ts';
import type { Policy } from '../policy/policy.ts';
import { taskTemplate } from '../policy/taskTemplate.ts';
import { relativePath } from '../queue/filePaths.ts';
import { appendEntry } from '../queue/indexEntry.ts';
import { applyEdits } from '../text/edits.ts';
import { slice } from '../text/range.ts';
import { type MoveOptions, type QueueEdits, queueEdits } from './queueEdits.ts';
import { conflicted, fileTitles, type Refusal } from './refusal.ts';

/** What is known of a new task. Each value is one line. */
export interface NewTaskFields {
  readonly title: string;
  /** That of most tasks of the group when left out. */
  readonly component?: string | undefined;
  readonly description?: string | undefined;
}

export interface NewTaskOptions extends MoveOptions {
  /** The texts of all files of all queues of the workspace: an id is given out once for all of them. */
  readonly otherTexts: Iterable<string>;
  readonly index?: Document | undefined;
}

/** The edits that add a task, and the id that it gets. */
export type NewTask = QueueEdits & { readonly id: string };

/**
 * The edits that append a new task to a group of the backlog, in the manner of its other tasks: with the next free id,
 * the group's tags, and template text in every required field, so that it is incomplete until somebody fills it in. An
 * index gets an entry.
 */
export function newTask(
  backlog: Document,
  group: Group,
  fields: NewTaskFields,
  policy: Policy,
  options: NewTaskOptions,
): NewTask | Refusal {
  const { today, otherTexts, index, uris } = options;
  const type = groupType(group);
  const priority = groupPriority(group);
  const refused = unfitGroup(backlog, group) ?? unfitFields(fields);
  if (refused !== undefined) return { refused };
  if (type === undefined || priority === undefined)
    return { refused: `The group has no ${type === undefined ? 'type' : 'priority'}.` };
  const title = fields.title.trim();
  const component = fields.component?.trim() ?? newTagValue(backlog, group, 'component', today);
  const indexTexts = index ? [index.text] : [];
  const id = idFormOf(backlog).nextFree(today, [...indexTexts, ...otherTexts]);
  const tags = newTags(backlog, group, { id, type, priority, component });
  const header = newHeader(tags, title);
  const given = new Map<FieldName, string>([['Created', today]]);
  const description = fields.description?.trim() ?? '';
  if (description !== '') given.set('Description', description);
  const block = taskTemplate(backlog, group, header, given, policy);
  const edits = insertionInto(backlog, group, [block]);
  const misread = misreading(
    backlog,
    group,
    applyEdits(backlog.text, edits),
    block,
    tags,
    title,
    description,
  );
  if (misread !== undefined) return { refused: misread };
  const entry = {
    id,
    type,
    priority,
    component,
    status: 'todo',
    location: relativePath(uris.index, uris.backlog),
    created: today,
    title,
  };
  // No task leaves a file. What stops half way leaves the new one without an entry, which is easily made up for.
  return {
    ...queueEdits('todo', { backlog: edits, index: takesEntries(index) ? [appendEntry(index, entry)] : [] }),
    id,
  };
}

function takesEntries(index: Document | undefined): index is Document {
  return index?.speaksDialect === true && index.conflicts.length === 0;
}

/** Why a group can take no new task; undefined when it can. */
function unfitGroup(backlog: Document, group: Group): string | undefined {
  if (backlog.text.trim() === '' || !backlog.speaksDialect)
    return `${fileTitles.backlog} ${backlog.text.trim() === '' ? 'has no groups' : 'is not a task file of this kind'}.`;
  if (backlog.conflicts.length > 0) return conflicted('backlog');
  if (!backlog.groups.includes(group)) return `${fileTitles.backlog} does not have this group.`;
  if (!group.begin.canonical) return 'The group_begin marker is malformed.';
  if (!group.end) return 'The group has no group_end.';
  const last = group.tasks.at(-1);
  return last && !(last.begin && last.end)
    ? `The last task of the group is not enclosed in task_begin and task_end: ${taskId(last) ?? 'one without an id'}.`
    : undefined;
}

/** Why values cannot stand in a header or a field as they are; undefined when they can. */
function unfitFields(fields: NewTaskFields): string | undefined {
  if (fields.title.trim() === '') return 'A new task needs a title.';
  if (fields.component?.trim() === '') return 'The component is empty.';
  for (const name of ['title', 'component', 'description'] as const) {
    const value = fields[name]?.trim() ?? '';
    if (notOfOneLine.test(value)) return `The ${name} must be one line without control characters.`;
    if (value.includes('<!--') || value.includes('-->')) return `The ${name} must not contain a comment.`;
  }
  return /[[\]]/.test(fields.component ?? '') ? 'The component must not contain brackets.' : undefined;
}

const notOfOneLine = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

/** Why a text with a new block in it is not read as meant, because of what the values say or of what is around them. */
function misreading(
  backlog: Document,
  group: Group,
  text: string,
  block: string,
  tags: readonly NewTag[],
  title: string,
  description: string,
): string | undefined {
  const alone = parse(block, 'backlog');
  const [task] = alone.tasks;
  const asMeant =
    alone.markers.length === 2 &&
    alone.comments.length + alone.fences.length === 0 &&
    task?.header?.title === title &&
    task.header.tags.map(({ key, value }) => `${key}:${value}`).join() ===
      tags.map(({ key, value }) => `${key}:${value}`).join() &&
    (description === '' || task.fields.some(({ value }) => slice(block, value).endsWith(description)));
  if (!asMeant)
    return 'The title, component or description would be read as something else, such as a tag or a marker.';
  const after = parse(text, 'backlog');
  const place = backlog.groups.indexOf(group);
  const added = after.groups[place]?.tasks.at(-1);
  const isRead =
    added !== undefined &&
    slice(text, added.range) === block &&
    sameBlocks(backlog, after, added) &&
    after.groups.length === backlog.groups.length;
  return isRead ? undefined : 'A task at the end of this group would not be read as one.';
}

function sameBlocks(before: Document, after: Document, added: Task): boolean {
  const left = after.tasks.filter((task) => task !== added);
  return (
    left.length === before.tasks.length &&
    left.every(
      (task, at) =>
        slice(after.text, task.range) === slice(before.text, before.tasks[at]?.range ?? task.range),
    )
  );
}
