import type { Document } from '../document/model.ts';
import { replace, type TextEdit } from '../text/edits.ts';
import { slice } from '../text/range.ts';

/**
 * The edits that give index entries their tasks' new location. A location keeps the folder that stands before the
 * file's name; entries of other tasks, and tasks without an entry, are left as they are.
 *
 * @param from the name of the file that the tasks leave
 * @param to the path of the file that they go to, from the folder of `from`
 */
export function relocate(index: Document, ids: readonly string[], from: string, to: string): TextEdit[] {
  const moved = new Set(ids);
  return index.indexEntries.flatMap((entry) => {
    const location = entry.attributes.find((attribute) => attribute.key.toLowerCase() === 'location');
    if (!location || !entry.id || !moved.has(entry.id.value)) return [];
    const before = slice(index.text, location.value);
    const folder = before.endsWith(from) ? before.slice(0, before.length - from.length) : '';
    return [replace(location.value, folder + to)];
  });
}
