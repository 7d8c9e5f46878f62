import { endBehind } from '../document/blockText.ts';
import { canonicalTag } from '../document/header.ts';
import type { Document } from '../document/model.ts';
import { parse } from '../document/parser.ts';
import { isPriority, priorities } from '../document/vocabulary.ts';
import type { Policy } from '../policy/policy.ts';
import { applyEdits, insert, type TextEdit } from '../text/edits.ts';
import { lineEnd, textStart } from '../text/lines.ts';
import { newTask, type NewTask, type NewTaskFields, type NewTaskOptions } from './newTask.ts';
import { conflicted, fileTitles, type Refusal } from './refusal.ts';

/** What a group is known by. */
export interface GroupTags {
  readonly type: string;
  readonly priority: string;
}

/**
 * The edits that add a task in a group of its own, behind the last group of the backlog, for tasks of a type and a
 * priority that have none yet. The group and its task come in one piece: a group alone would say nothing.
 */
export function newTaskInNewGroup(
  backlog: Document,
  tags: GroupTags,
  fields: NewTaskFields,
  policy: Policy,
  options: NewTaskOptions,
): NewTask | Refusal {
  const refused = unfitTags(tags) ?? unfitBacklog(backlog);
  if (refused !== undefined) return { refused };
  const added = groupInsertion(backlog, tags);
  const { start } = added.range;
  const grown = parse(applyEdits(backlog.text, [added]), backlog.file);
  const group = grown.groups.find(({ range }) => range.start >= start);
  const isRead =
    grown.groups.length === backlog.groups.length + 1 && grown.tasks.length === backlog.tasks.length;
  if (!group || !isRead) return { refused: 'A group at the end of the backlog would not be read as one.' };
  const changes = newTask(grown, group, fields, policy, options);
  if ('refused' in changes) return changes;
  const text = applyEdits(grown.text, changes.backlog);
  const end = start + (text.length - backlog.text.length);
  return { ...changes, backlog: [insert(start, text.slice(start, end))] };
}

/** Why values cannot be those of a group; undefined when they can. */
function unfitTags({ type, priority }: GroupTags): string | undefined {
  if (!isPriority(priority)) return `A priority is one of ${priorities.join(', ')}.`;
  if (type.trim() === '') return 'A new group needs a type.';
  return /^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u.test(type)
    ? undefined
    : 'The type of a group is one word of letters, digits and hyphens.';
}

/** Why a backlog can take no new group; undefined when it can. */
function unfitBacklog(backlog: Document): string | undefined {
  if (backlog.conflicts.length > 0) return conflicted('backlog');
  if (backlog.text.trim() !== '' && !backlog.speaksDialect)
    return `${fileTitles.backlog} is not a task file of this kind.`;
  const last = backlog.groups.at(-1);
  return last && !last.end ? 'The last group of the backlog has no group_end.' : undefined;
}

/** An empty group behind the last one, else behind all text, with a blank line on both sides. */
function groupInsertion(backlog: Document, { type, priority }: GroupTags): TextEdit {
  const { text, lineEnding, groups } = backlog;
  const begin = `## group_begin ${canonicalTag({ key: 'type', value: type })}${canonicalTag({ key: 'priority', value: priority })}`;
  const block = [begin, '', '## group_end'].join(lineEnding);
  const last = groups.at(-1);
  const start = textStart(text);
  const at = last ? endBehind(backlog, last.range) : Math.max(start, text.trimEnd().length);
  const gap = at === start ? '' : lineEnding.repeat(2);
  const isLineEnd = at < text.length && lineEnd(text, at) === at;
  return insert(at, gap + block + (isLineEnd ? '' : lineEnding));
}
