import { canonicalTag, missingTagNames } from '../../document/header.ts';
import { taskLabel, taskMention } from '../../document/ids.ts';
import type { TaskHeader } from '../../document/model.ts';
import { newTagValue } from '../../document/newTags.ts';
import { findTag } from '../../document/tags.ts';
import { type TagName, tagNames } from '../../document/vocabulary.ts';
import { insert, replace } from '../../text/edits.ts';
import { knownTexts } from '../around.ts';
import type { Finding, Rule } from '../rule.ts';
import { strayTags } from './strayTags.ts';

export const missingTag: Rule = {
  code: 'missing-tag',
  group: 'headers',
  level: 'error',
  fix: 'offered',
  docs: {
    what: 'A task header without its id, type, priority or component, or with an empty one.',
    why: 'Batches are taken by type and priority, and everything refers to a task by its id.',
    how: 'Add the tag in its place: id, type, priority, component.',
    invalid: '### # [id:TASK-20260301-001][type:dev][component:server] Cache the tide tables\n',
    valid: '### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n',
  },
  checkTask(task, context) {
    const found: Finding[] = [];
    const { document, today } = context;
    const { header } = task;
    if (!header) return [];
    // A tag that stands in the title is there, if in the wrong place.
    const stray = strayTags(document.text, header);
    for (const name of missingTagNames(header)) {
      if (stray.some((tag) => tag.name === name)) continue;
      const empty = findTag(header.tags, name);
      const tag = (): string =>
        canonicalTag({
          key: empty?.key ?? name,
          value: newTagValue(document, task.group, name, today, () => knownTexts(context)),
        });
      found.push({
        range: empty?.range ?? (header.tags.length > 0 ? header.tagsRange : header.range),
        message: empty
          ? `The tag ${name} of ${taskMention(task)} is empty. Fill it in.`
          : `${taskLabel(task)} has no tag ${name}. Add it.`,
        fixes: () => [
          empty
            ? { title: `Write ${tag()}`, edits: [replace(empty.range, tag())], safe: false }
            : { title: `Add ${tag()}`, edits: [insertTag(header, name, tag())], safe: false },
        ],
      });
    }
    return found;
  },
};

/** In front of the first tag that comes after it in the order of tags, else behind those that come before it. */
function insertTag(header: TaskHeader, name: TagName, tag: string): ReturnType<typeof insert> {
  const order = tagNames.indexOf(name);
  const known = header.tags.filter((other) => other.name !== undefined);
  const next = known.find((other) => other.name && tagNames.indexOf(other.name) > order);
  if (next) return insert(next.range.start, tag);
  const last = known.at(-1) ?? header.tags.at(-1);
  if (last) return insert(last.range.end, tag);
  // A header that is nothing but its sign ends without the space behind it.
  return insert(header.tagsRange.start, header.title === '' ? ` ${tag}` : `${tag} `);
}
