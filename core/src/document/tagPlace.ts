import { lineEnd, lineStart } from '../text/lines.ts';
import type { TextRange } from '../text/range.ts';
import type { Document, Group, IndexEntry, Tag, Task } from './model.ts';
import { openBlocksAt } from './openBlocks.ts';
import { readTags, tagNameOf } from './tags.ts';
import { type TagName, tagNames } from './vocabulary.ts';

/** A place in a tag that is being written. */
export interface TagPlace {
  /** What the tag belongs to: exactly one of the three. */
  readonly task: Task | undefined;
  readonly group: Group | undefined;
  readonly entry: IndexEntry | undefined;
  /** The tags that can stand there: none that is there already, and each in its order. */
  readonly fitting: readonly TagName[];
  /** The tag whose value is written; undefined where its key is. */
  readonly name: TagName | undefined;
  /** The key, or the value, as far as it is there. */
  readonly range: TextRange;
  /** Whether a colon follows the key. */
  readonly hasValue: boolean;
  /** Whether a bracket closes the tag. */
  readonly closed: boolean;
}

/** The tag that is written at an offset of a header, a `group_begin` or an index entry; undefined where none is. */
export function tagPlaceAt(document: Document, offset: number): TagPlace | undefined {
  const { text } = document;
  const start = lineStart(text, offset);
  const bracket = text.lastIndexOf('[', offset - 1);
  if (bracket < start || offset <= bracket) return undefined;
  const written = text.slice(bracket + 1, offset);
  if (written.length > mostLength || written.includes(']')) return undefined;
  const owner = ownerAt(document, start, offset);
  if (!owner || !isBehindTags(text, start, bracket, owner.tags)) return undefined;
  const [, key, separator] = /^[ \t]*([\w-]*)([ \t]*:[ \t]*)?/.exec(written) ?? [];
  const rest = text.slice(offset, Math.min(lineEnd(text, offset), offset + mostLength));
  const place = {
    task: owner.task,
    group: owner.group,
    entry: owner.entry,
    // An empty tag ends those that are read; behind it others can follow.
    fitting: fittingNames(owner, [...owner.tags, ...tagsBehind(text, offset)], offset),
  };
  if (separator === undefined) {
    if (!/^[\w-]*$/.test(written)) return undefined;
    const [word = '', sign] = /^[\w-]*([:\]])?/.exec(rest) ?? [];
    const end = sign === undefined ? offset : offset + word.length - 1;
    const range = { start: bracket + 1, end };
    return { ...place, name: undefined, range, hasValue: sign === ':', closed: sign === ']' };
  }
  const name = tagNameOf(key ?? '');
  if (name === undefined) return undefined;
  const value = /^[^[\]]*(?=\])/.exec(rest)?.[0];
  const range = {
    start: offset - written.length + written.indexOf(separator) + separator.length,
    end: offset,
  };
  range.end += value?.length ?? 0;
  return { ...place, name, range, hasValue: true, closed: value !== undefined };
}

/** No key or value is longer. */
const mostLength = 200;

interface Owner extends Pick<TagPlace, 'task' | 'group' | 'entry'> {
  readonly tags: readonly Tag[];
}

function tagsBehind(text: string, offset: number): readonly Tag[] {
  return text[offset] === ']' ? readTags(text, offset + 1, lineEnd(text, offset)) : [];
}

/** The tags that keep the order of those around an offset. */
function fittingNames({ group, entry }: Owner, tags: readonly Tag[], offset: number): readonly TagName[] {
  let first = 0;
  let last: number = tagNames.length;
  for (const { name, keyRange, valueRange } of tags) {
    const order = name === undefined ? -1 : tagNames.indexOf(name);
    if (valueRange.end < offset) first = Math.max(first, order + 1);
    else if (keyRange.start > offset && order !== -1) last = Math.min(last, order);
  }
  const names: readonly TagName[] = entry ? ['id'] : group ? ['type', 'priority'] : tagNames;
  return names.filter((name) => first <= tagNames.indexOf(name) && tagNames.indexOf(name) < last);
}

/** What has its tags on the line of an offset. */
function ownerAt(document: Document, line: number, offset: number): Owner | undefined {
  const isHere = ({ start }: TextRange): boolean => line <= start && start < offset;
  const none = { task: undefined, group: undefined, entry: undefined };
  for (const task of document.tasks)
    if (task.header && isHere(task.header.range)) return { ...none, task, tags: task.header.tags };
  for (const group of document.groups)
    if (isHere(group.begin.range)) return { ...none, group, tags: group.begin.tags };
  const { entry } = openBlocksAt(document, offset);
  if (!entry || (entry.id && !isHere(entry.id.range)) || entry.begin.line.start === line) return undefined;
  return { ...none, entry, tags: entry.id ? [entry.id] : [] };
}

/** Whether nothing stands between a bracket and the tags in front of it, or what a line of tags begins with. */
function isBehindTags(text: string, line: number, bracket: number, tags: readonly Tag[]): boolean {
  const last = tags.findLast(({ range }) => range.end <= bracket);
  if (last) return text.slice(last.range.end, bracket).trim() === '';
  if (bracket - line > mostLength) return false;
  return /^\ufeff?[ \t]*(?:#{0,6}[ \t]*(?:\d+[.)][ \t]*)?#?|#{0,6}[ \t]*group_begin)[ \t]*$/i.test(
    text.slice(line, bracket),
  );
}
