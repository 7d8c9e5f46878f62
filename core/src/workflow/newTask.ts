import { insertionInto } from '../document/blockText.ts';
import { idFormOf } from '../document/idForm.ts';
import { taskId } from '../document/ids.ts';
import type { Document, Group, Task } from '../document/model.ts';
import { newHeader, type NewTag, newTags, newTagValue } from '../document/newTags.ts';
import { parse } from '../document/parser.ts';
import { groupPriority, groupType } from '../document/tagValues.ts';
import type { FieldName } from '../document/vocabulary.ts';
import { inline, list, type TemplateValue } from '../policy/fieldTemplate.ts';
import { findField } from '../policy/fieldValues.ts';
import type { Policy } from '../policy/policy.ts';
import { taskTemplate } from '../policy/taskTemplate.ts';
import { relativePath } from '../queue/filePaths.ts';
import { appendEntry } from '../queue/indexEntry.ts';
import { applyEdits, type TextEdit } from '../text/edits.ts';
import { slice } from '../text/range.ts';
import { type MoveOptions, type QueueEdits, queueEdits } from './queueEdits.ts';
import { conflicted, fileTitles, type Refusal } from './refusal.ts';

/** What is known of a new task. Each value, and each item of one that has several, is one line. */
export interface NewTaskFields {
  readonly title: string;
  /** That of most tasks of the group when left out. */
  readonly component?: string | undefined;
  readonly description?: string | undefined;
  /** The steps of its Plan, without numbers. */
  readonly plan?: readonly string[] | undefined;
  readonly effort?: string | undefined;
  /** The paths of its Relevant Documentation. */
  readonly documentation?: readonly string[] | undefined;
  readonly acceptanceCriteria?: readonly string[] | undefined;
  /** The ids of its Dependencies. */
  readonly dependencies?: readonly string[] | undefined;
}

/** What a new task is told from outside. */
export interface NewTaskOptions extends MoveOptions {
  /** The texts of all files of all queues of the workspace: an id is given out once for all of them. */
  readonly otherTexts: Iterable<string>;
  /** The index of the queue, which gets an entry. */
  readonly index?: Document | undefined;
}

/** The edits that add a task, and the id that it gets. */
export type NewTask = QueueEdits & { readonly backlog: readonly TextEdit[]; readonly id: string };

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
  const given = givenValues(fields);
  const created: readonly [FieldName, TemplateValue] = ['Created', inline(today)];
  const block = taskTemplate(backlog, group, header, new Map([created, ...given]), policy);
  const edits = insertionInto(backlog, group, [block]);
  const misread = misreading(backlog, group, applyEdits(backlog.text, edits), block, { tags, title, given });
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
    ...queueEdits('todo', { index: takesEntries(index) ? [appendEntry(index, entry)] : [] }),
    backlog: edits,
    id,
  };
}

/** The fields that are known, as they are written. */
function givenValues(fields: NewTaskFields): Map<FieldName, TemplateValue> {
  const items = (values: readonly string[] = []): string[] =>
    values.map((value) => value.trim()).filter((value) => value !== '');
  const values: [FieldName, TemplateValue][] = [
    ['Description', inline(fields.description?.trim() ?? '')],
    ['Acceptance Criteria', list(items(fields.acceptanceCriteria).map((item) => `- [ ] ${item}`))],
    [
      'Relevant Documentation',
      inline(
        items(fields.documentation)
          .map((path) => `\`${path}\``)
          .join(', '),
      ),
    ],
    ['Dependencies', inline(items(fields.dependencies).join(', '))],
    ['Plan', list(items(fields.plan).map((step, at) => `${String(at + 1)}. ${step}`))],
    ['Estimated Effort', inline(fields.effort?.trim() ?? '')],
  ];
  return new Map(values.filter(([, { lines }]) => lines.some((line) => line !== '')));
}

function takesEntries(index: Document | undefined): index is Document {
  return index?.speaksDialect === true && index.conflicts.length === 0;
}

/** Why a group can take no new task; undefined when it can. */
function unfitGroup(backlog: Document, group: Group): string | undefined {
  if (!backlog.speaksDialect)
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
  for (const [name, given] of Object.entries(fields) as [string, string | readonly string[] | undefined][]) {
    const what = valueNames[name] ?? name;
    for (const one of typeof given === 'string' ? [given] : (given ?? [])) {
      const value = one.trim();
      if (notOfOneLine.test(value))
        return `The ${what} must be one line without control or invisible characters.`;
      if (value.includes('<!--') || value.includes('-->')) return `The ${what} must not contain a comment.`;
    }
  }
  if (fields.documentation?.some((path) => path.includes('`')))
    return 'The path of a document must not contain a backtick.';
  return /[[\]]/.test(fields.component ?? '') ? 'The component must not contain brackets.' : undefined;
}

/** What messages call values, where that is not their name. */
const valueNames: Readonly<Record<string, string>> = {
  plan: 'step of the plan',
  documentation: 'path of a document',
  acceptanceCriteria: 'acceptance criterion',
  dependencies: 'id of a dependency',
};

/** Line ends and what nobody sees, but for the joiners within words and pictures of the scripts that need them. */
const notOfOneLine =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|(?![\u200c\u200d])\p{Cf}|(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}\p{Extended_Pictographic}])/u;

/** What a new block is meant to say. */
interface Meant {
  readonly tags: readonly NewTag[];
  readonly title: string;
  readonly given: ReadonlyMap<FieldName, TemplateValue>;
}

/** Why a text with a new block in it is not read as meant, because of what the values say or of what is around them. */
function misreading(
  backlog: Document,
  group: Group,
  text: string,
  block: string,
  { tags, title, given }: Meant,
): string | undefined {
  const alone = parse(block, backlog.file);
  const [task] = alone.tasks;
  const asMeant =
    alone.markers.length === 2 &&
    alone.comments.length + alone.fences.length === 0 &&
    task?.header?.title === title &&
    task.header.tags.map(({ key, value }) => `${key}:${value}`).join() ===
      tags.map(({ key, value }) => `${key}:${value}`).join() &&
    [...given].every(([name, { lines }]) => {
      const field = findField(task, name);
      return field !== undefined && slice(block, field.value).endsWith(lines.join(backlog.lineEnding));
    });
  if (!asMeant)
    return 'The title, component or another value would be read as something else, such as a tag, a field or a marker.';
  const after = parse(text, backlog.file);
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
