import { type Document, findTag, type Group, slice } from '#core';

/** What a group is called wherever it is listed: its type and priority, or else its heading; empty where it has neither. */
export function groupName({ text }: Document, { begin, heading }: Group): string {
  const tags = [findTag(begin.tags, 'type')?.value, findTag(begin.tags, 'priority')?.value];
  const named = tags.filter((tag) => tag !== undefined && tag !== '').join(' · ');
  return named || (heading ? slice(text, heading).trim() : '');
}
