import { taskLabel } from '../../document/ids.ts';
import type { Task } from '../../document/model.ts';
import type { FieldName } from '../../document/vocabulary.ts';
import { findField, visibleValue } from '../../policy/fieldValues.ts';
import type { Finding, RuleContext } from '../rule.ts';

/**
 * The finding that a field has more lines than allowed, from the first one too many on. Blank lines and comments
 * do not count. In a task without its end nobody can tell where the field ends.
 */
export function tooManyLines(
  task: Task,
  name: FieldName,
  most: number,
  { document: { text } }: RuleContext,
): Finding[] {
  const field = task.end && findField(task, name);
  if (!field) return [];
  const { count, first, end } = linesBeyond(visibleValue(text, field), most);
  if (first === undefined) return [];
  const { start } = field.value;
  return [
    {
      range: { start: start + first, end: start + end },
      message: `${taskLabel(task)} has ${String(count)} lines in its ${name}, and ${String(most)} are allowed. Shorten it.`,
    },
  ];
}

/** How many lines of a value are not blank, where the first one too many begins, and where the last one ends. */
function linesBeyond(value: string, most: number): { count: number; first: number | undefined; end: number } {
  let count = 0;
  let first: number | undefined;
  let end = 0;
  for (const { 0: content, index } of value.matchAll(lineContent)) {
    if (count++ === most) first = index;
    end = index + content.trimEnd().length;
  }
  return { count, first, end };
}

/** What a line has from its first visible character on. */
const lineContent = /\S[^\r\n]*/g;
