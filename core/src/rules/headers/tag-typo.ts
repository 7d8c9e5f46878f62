import { taskLabel } from '../../document/ids.ts';
import type { Tag, Task } from '../../document/model.ts';
import { levelMeant, priorityMeant, soleTag, typeReader } from '../../document/tagValues.ts';
import type { TagName } from '../../document/vocabulary.ts';
import { replace } from '../../text/edits.ts';
import type { TextRange } from '../../text/range.ts';
import type { Finding, Rule } from '../rule.ts';

export const tagTypo: Rule = {
  code: 'tag-typo',
  group: 'headers',
  level: 'warning',
  fix: 'safe',
  docs: {
    what: 'A tag or a value in a task header that is one slip, or its case, away from a known one.',
    why: 'Agents and scripts compare tags letter by letter: to them a misspelt priority is no priority.',
    how: 'Write the known word. A type counts as known where a group of the file has it; a type that several tasks share is never taken for a slip.',
    invalid:
      '### # [id:TASK-20260301-001][type:dev][prioirty:high][component:server] Cache the tide tables\n',
    valid: '### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n',
  },
  checkDocument({ document }) {
    const typeMeant = typeReader(document);
    const found: Finding[] = [];
    for (const task of document.tasks) {
      pushKeyTypos(found, task, task.header?.tags ?? []);
      pushValueTypo(found, task, 'type', () => typeMeant(task));
      pushValueTypo(found, task, 'priority', priorityMeant);
      pushValueTypo(found, task, 'p_level', levelMeant);
    }
    return found;
  },
};

/** A tag that stands twice, once right and once not, is a tag too many, which is the header's form. */
function pushKeyTypos(found: Finding[], task: Task, tags: readonly Tag[]): void {
  for (const tag of tags) {
    const { key, name } = tag;
    if (name === undefined || name === key) continue;
    const isAgain = tags.some((other) => other !== tag && other.name === name);
    if (!isAgain) found.push(typo(task, 'the tag', tag.keyRange, key, name));
  }
}

function pushValueTypo(
  found: Finding[],
  task: Task,
  name: TagName,
  meant: (value: string) => string | undefined,
): void {
  const tag = soleTag(task.header, name);
  const right = tag && meant(tag.value);
  if (tag && right !== undefined && right !== tag.value)
    found.push(typo(task, `the ${name}`, tag.valueRange, tag.value, right));
}

function typo(task: Task, what: string, range: TextRange, written: string, right: string): Finding {
  return {
    range,
    message: `${taskLabel(task)} has ${what} “${written}”. Write “${right}”.`,
    fixes: () => [{ title: `Change ${written} to ${right}`, edits: [replace(range, right)], safe: true }],
  };
}
