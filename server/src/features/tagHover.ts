import {
  type Document,
  findTag,
  isPriority,
  levelOfPriority,
  type Marker,
  priorities,
  priorityOfLevel,
  type Tag,
  type TagName,
} from '#core';
import type { HoverText } from './hoverText.ts';

/** What a tag means, its value included; empty for one that nobody knows. */
export function tagText(text: HoverText, tag: Tag, own: Document, queue: readonly Document[]): string {
  if (!tag.name) return '';
  return text.paragraphs(
    `${text.strong(tag.name)}: ${tagMeanings[tag.name]}`,
    tag.value === '' ? '' : valueText(text, tag, tag.name, own, queue),
  );
}

/** What a marker does. */
export function markerText(text: HoverText, { block, edge }: Marker): string {
  return `${text.strong(`${block}_${edge}`)}: ${markerMeanings[`${block}_${edge}`]}`;
}

const tagMeanings: Readonly<Record<TagName, string>> = {
  id: 'names the task in all files. An id is never reused.',
  type: 'what kind of work it is. TODO.md holds tasks of one type at a time.',
  priority: `how urgent it is: ${priorities.join(', ')}.`,
  p_level: 'the priority as a level, P0 to P3.',
  component: 'the part of the product that it is about.',
};

const markerMeanings: Readonly<Record<`${Marker['block']}_${Marker['edge']}`, string>> = {
  group_begin: 'begins a group of tasks of one type and one priority.',
  group_end: 'ends the group.',
  task_begin: 'begins a task. Its header is the next line.',
  task_end: 'ends the task.',
  index_entry_begin: 'begins the entry of a task: where it is, and its status.',
  index_entry_end: 'ends the entry.',
};

function valueText(
  text: HoverText,
  { value }: Tag,
  name: TagName,
  own: Document,
  queue: readonly Document[],
): string {
  const shown = text.verbatim(value);
  switch (name) {
    case 'priority':
      return isPriority(value)
        ? `${shown} is number ${String(priorities.indexOf(value) + 1)} of ${String(priorities.length)}, the same as ${levelOfPriority(value)}.`
        : '';
    case 'p_level': {
      const priority = priorityOfLevel(value);
      return priority ? `${shown} means ${priority}.` : '';
    }
    case 'type':
    case 'component': {
      const here = countUses(own, name, value);
      const all = queue.reduce((count, document) => count + countUses(document, name, value), 0);
      return `${shown}: ${String(here)} in this file, ${String(Math.max(all, here))} in this queue.`;
    }
    default:
      return '';
  }
}

/** How many tasks of a document have a tag with a value. */
function countUses({ tasks }: Document, name: TagName, value: string): number {
  return tasks.filter(({ header }) => header && findTag(header.tags, name)?.value === value).length;
}
