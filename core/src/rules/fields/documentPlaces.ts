import type { Task } from '../../document/model.ts';
import { findField, type NamedPath } from '../../policy/fieldValues.ts';
import { placeholders } from '../../policy/placeholders.ts';
import { firstEndingBehind, type TextRange } from '../../text/range.ts';
import type { RuleContext } from '../rule.ts';

/** What a path leads to; undefined where that is not known. */
export type PlaceKind = 'file' | 'folder' | 'missing' | undefined;

/**
 * The documentation paths of a task that name one place, of those that a rule is about: patterns such as `docs/*.md` and
 * template text name none.
 */
export function documentPlaces(
  task: Task,
  { document: { text }, around }: RuleContext,
  paths: readonly NamedPath[],
  isMeant: (path: string, kind: PlaceKind) => boolean,
): readonly NamedPath[] {
  const isMeantAndOne = ({ path }: NamedPath): boolean =>
    isMeant(path, around?.paths.kindOf(path)) && !/[*?<>{}~$]|\.\.\.|…/.test(path);
  const field = findField(task, 'Relevant Documentation');
  if (!field) return [];
  // Nearly all paths are right, and then nobody asks for the templates.
  let templates: readonly TextRange[] | undefined;
  const isTemplate = ({ start, end }: TextRange): boolean => {
    templates ??= placeholders(text, field);
    return (firstEndingBehind(templates, start)?.start ?? Infinity) < end;
  };
  return paths.filter((path) => isMeantAndOne(path) && !isTemplate(path.range));
}
