import { idFormOf } from '../document/idForm.ts';
import { taskId } from '../document/ids.ts';
import type { Document, Task } from '../document/model.ts';
import { visibleValue } from '../policy/fieldValues.ts';
import type { TextRange } from '../text/range.ts';

/** An id that a task's Dependencies name, and where. */
export interface NamedDependency {
  readonly id: string;
  readonly range: TextRange;
}

/**
 * The ids that a task waits for: those in its Dependencies, without its own and without repetition. A line that
 * says `None` names no dependency, whatever remark follows it, and neither does what a task is said to block.
 */
export function dependenciesOf(document: Document, task: Task): string[] {
  return dependencyReader(document).ids(task);
}

/** Reads dependencies by the form that the ids of one document have, which it looks up once. */
export interface DependencyReader {
  /** The ids that a task waits for, as `dependenciesOf` has them. */
  readonly ids: (task: Task) => string[];
  /**
   * The same with the place of each, the task's own id included: each id where it is named first. Of a task of another
   * document those that would be ids in this one.
   */
  readonly named: (task: Task, from?: Document) => NamedDependency[];
}

/** A reader for many tasks of a document. */
export function dependencyReader(document: Document): DependencyReader {
  let pattern: RegExp | undefined;
  const named = (task: Task, from = document): NamedDependency[] =>
    namedDependencies(from.text, task, () => (pattern ??= idFormOf(document).pattern));
  const ids = (task: Task): string[] => {
    const own = taskId(task);
    return named(task).flatMap(({ id }) => (id === own ? [] : [id]));
  };
  return { ids, named };
}

function namedDependencies(text: string, task: Task, ids: () => RegExp): NamedDependency[] {
  const named = new Map<string, NamedDependency>();
  for (const field of task.fields) {
    if (field.known !== 'Dependencies') continue;
    let start = field.value.start;
    for (const line of visibleValue(text, field).split('\n')) {
      if (!/^\s*(?:[-*+]\s+)?none\b/i.test(line)) {
        for (const { id, range } of idsIn(line, start, ids()))
          if (!named.has(id)) named.set(id, { id, range });
      }
      start += line.length + 1;
    }
  }
  return [...named.values()];
}

/** The ids of a line that the task waits for. Parentheses, semicolons and full stops part what is said of them. */
function idsIn(line: string, lineStart: number, ids: RegExp): NamedDependency[] {
  const found: NamedDependency[] = [];
  let at = lineStart;
  for (const clause of line.split(/(?<=[();]|\.\s)/)) {
    const dependent = dependents.exec(clause)?.index ?? Infinity;
    for (const { 0: id, index } of clause.matchAll(ids)) {
      if (index < dependent) found.push({ id, range: { start: at + index, end: at + index + id.length } });
    }
    at += clause.length;
  }
  return found;
}

/** What stands in front of the tasks that wait for this one. */
const dependents = /\b(?:(?:un)?blocks|blocking|enables|(?:required|needed) by|prerequisite (?:for|of))\b/i;
