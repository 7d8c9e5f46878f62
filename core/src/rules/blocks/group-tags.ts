import { findTag } from '../../document/tags.ts';
import { priorityMeant } from '../../document/tagValues.ts';
import { isPriority, priorities, priorityOfLevel } from '../../document/vocabulary.ts';
import type { Document, Group, Tag } from '../../document/model.ts';
import { insert, replace, type TextEdit } from '../../text/edits.ts';
import type { TextRange } from '../../text/range.ts';
import type { Finding, Fix, Rule } from '../rule.ts';
import { sharedTag } from './groupTagging.ts';

export const groupTags: Rule = {
  code: 'group-tags',
  group: 'blocks',
  level: 'error',
  fix: 'offered',
  docs: {
    what: 'A group without a type or a priority, or with one that is not right.',
    why: 'Batches are chosen by the type and the priority of a group. Without both, its tasks are never chosen.',
    how: 'Write `[type:…]` and `[priority:…]` behind `## group_begin`; a priority is `critical`, `high`, `medium` or `low`.',
    invalid: '## group_begin [type:dev][priority:urgent]\n## group_end\n',
    valid: '## group_begin [type:dev][priority:high]\n## group_end\n',
  },
  *checkDocument({ document }) {
    for (const group of document.groups) {
      yield* misspeltKeys(group);
      yield* missingValue(document, group, 'type');
      yield* missingValue(document, group, 'priority');
      yield* badPriority(group);
    }
  },
};

function* misspeltKeys({ begin }: Group): Iterable<Finding> {
  for (const { key, keyRange, name } of begin.tags) {
    if (name === undefined || key === name) continue;
    yield {
      range: keyRange,
      message: `The tag ${key} of this group is not known. Write ${name}.`,
      fixes: () => [{ title: `Write ${name}`, edits: [replace(keyRange, name)], safe: false }],
    };
  }
}

function* missingValue(document: Document, group: Group, name: 'type' | 'priority'): Iterable<Finding> {
  const tag = findTag(group.begin.tags, name);
  if (tag && tag.value !== '') return;
  yield {
    range: tag?.range ?? markerWord(document, group),
    message: tag ? `The ${name} of this group is empty. Fill it in.` : `This group has no ${name}. Add one.`,
    fixes: () =>
      candidates(group, name).map((value) => ({
        title: tag ? `Write ${value}` : `Add [${name}:${value}]`,
        edits: [tag ? replace(tag.valueRange, value) : insertion(group, name, value)],
        safe: false,
      })),
  };
}

function* badPriority(group: Group): Iterable<Finding> {
  const tag = findTag(group.begin.tags, 'priority');
  if (!tag || tag.value === '' || isPriority(tag.value)) return;
  yield {
    range: tag.valueRange,
    message: `${tag.value} is not a priority. Write critical, high, medium or low.`,
    fixes: () => replacements(group, tag),
  };
}

function replacements(group: Group, { value, valueRange }: Tag): Fix[] {
  const near = priorityMeant(value) ?? priorityOfLevel(value.toUpperCase());
  return (near === undefined ? candidates(group, 'priority') : [near]).map((priority) => ({
    title: `Write ${priority}`,
    edits: [replace(valueRange, priority)],
    safe: false,
  }));
}

/** What its tasks agree on; else every priority there is. A type is not guessed. */
function candidates({ tasks }: Group, name: 'type' | 'priority'): readonly string[] {
  const shared = sharedTag(tasks, name);
  if (shared !== undefined) return [shared];
  return name === 'priority' ? priorities : [];
}

/** Type first, then priority, then all other tags. */
function insertion({ begin }: Group, name: 'type' | 'priority', value: string): TextEdit {
  const tag = `[${name}:${value}]`;
  const type = findTag(begin.tags, 'type');
  const [first] = begin.tags;
  if (type) return insert(type.range.end, tag);
  return first ? insert(first.range.start, tag) : insert(begin.range.end, ` ${tag}`);
}

/** The marker without its tags. */
function markerWord({ text }: Document, { begin }: Group): TextRange {
  const { start, end } = begin.range;
  const word = text.slice(start, begin.tags[0]?.range.start ?? end).trimEnd();
  return { start, end: start + word.length };
}
