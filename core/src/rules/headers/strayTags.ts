import type { Tag, TaskHeader } from '../../document/model.ts';
import { findTag, readTags } from '../../document/tags.ts';
import { requiredTagNames } from '../../document/vocabulary.ts';

/** The tags that stand in a header's title instead of with its other tags: those only that it has not there. */
export function strayTags(text: string, header: TaskHeader): Tag[] {
  if (!header.title.includes('[')) return [];
  const missing = new Set<string>(requiredTagNames.filter((name) => !findTag(header.tags, name)));
  const stray: Tag[] = [];
  for (const match of header.title.matchAll(/\[(id|type|priority|component):[ \t]*[^[\]\s][^[\]]*\]/g)) {
    const at = header.titleRange.start + match.index;
    if (missing.delete(match[1] ?? '')) stray.push(...readTags(text, at, at + match[0].length));
  }
  return stray;
}
