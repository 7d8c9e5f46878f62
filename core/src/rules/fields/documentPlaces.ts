import type { Task } from '../../document/model.ts';
import { documentPaths, findField, type NamedPath } from '../../policy/fieldValues.ts';
import { placeholders } from '../../policy/placeholders.ts';
import { firstEndingBehind, type TextRange } from '../../text/range.ts';
import type { RuleContext } from '../rule.ts';

/** A documentation path of a task, and what it leads to; undefined where that is not known. */
export interface DocumentPlace extends NamedPath {
  readonly kind: 'file' | 'folder' | 'missing' | undefined;
}

/** The documentation paths of a task that name one place: patterns such as `docs/*.md` and template text do not. */
export function documentPlaces(task: Task, { document: { text }, around }: RuleContext): DocumentPlace[] {
  const field = findField(task, 'Relevant Documentation');
  const paths = field
    ? documentPaths(text, field).filter(({ path }) => !/[*?<>{}~$]|\.\.\.|…/.test(path))
    : [];
  if (!field || paths.length === 0) return [];
  const templates = placeholders(text, field);
  const isTemplate = ({ start, end }: TextRange): boolean =>
    (firstEndingBehind(templates, start)?.start ?? Infinity) < end;
  return paths
    .filter(({ range }) => !isTemplate(range))
    .map((named) => ({ ...named, kind: around?.paths.kindOf(named.path) }));
}
