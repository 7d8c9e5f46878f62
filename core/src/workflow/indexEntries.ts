import type { Attribute, Document, IndexEntry } from '../document/model.ts';
import type { Status } from '../document/vocabulary.ts';
import { insert, replace, type TextEdit } from '../text/edits.ts';
import { lineEnd, lineStart } from '../text/lines.ts';
import { slice } from '../text/range.ts';

/**
 * The edits that give index entries their tasks' new location. A location keeps the folder that stands before the
 * file's name; entries of other tasks, and tasks without an entry, are left as they are.
 *
 * @param from the name of the file that the tasks leave
 * @param to the path of the file that they go to, from the folder of `from`
 */
export function relocate(index: Document, ids: readonly string[], from: string, to: string): TextEdit[] {
  return entriesOf(index, ids).flatMap((entry) => {
    const location = attributeOf(entry, 'location');
    if (!location) return [];
    const before = slice(index.text, location.value);
    const folder = before.endsWith(from) ? before.slice(0, before.length - from.length) : '';
    return [replace(location.value, folder + to)];
  });
}

/** The edits that give index entries a status. An entry without one stays so. */
export function restate(index: Document, ids: readonly string[], status: Status): TextEdit[] {
  return entriesOf(index, ids).flatMap((entry) => {
    const attribute = attributeOf(entry, 'status');
    return attribute && slice(index.text, attribute.value) !== status
      ? [replace(attribute.value, status)]
      : [];
  });
}

/**
 * The edits that give the entry of a task the day on which it was completed, where it has none: below its `created`
 * or `location`, in the manner of that line.
 *
 * @param date the day as `YYYY-MM-DD`
 */
export function dateCompletion(index: Document, id: string, date: string): TextEdit[] {
  const { text } = index;
  return entriesOf(index, [id]).flatMap((entry) => {
    const completed = attributeOf(entry, 'completed');
    if (completed)
      return completed.value.end > completed.value.start ? [] : [insert(completed.value.start, date)];
    const above = attributeOf(entry, 'created') ?? attributeOf(entry, 'location') ?? entry.attributes.at(-1);
    if (!above) return [];
    const end = lineEnd(text, above.value.end);
    const label = text
      .slice(lineStart(text, above.value.start), above.value.start)
      .replace(/^[\w-]+/, 'completed');
    return [insert(end, index.lineEnding + label + date + text.slice(above.value.end, end))];
  });
}

function entriesOf(index: Document, ids: readonly string[]): readonly IndexEntry[] {
  const wanted = new Set(ids);
  return index.indexEntries.filter(({ id }) => id && wanted.has(id.value));
}

function attributeOf(entry: IndexEntry, key: string): Attribute | undefined {
  return entry.attributes.find((attribute) => attribute.key.toLowerCase() === key);
}
