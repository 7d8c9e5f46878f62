import { taskLabel } from '../../document/ids.ts';
import type { Task } from '../../document/model.ts';
import type { FieldName } from '../../document/vocabulary.ts';
import { findField } from '../../policy/fieldValues.ts';
import { addField } from '../../policy/fieldTemplate.ts';
import { headline } from '../headline.ts';
import type { Finding, Rule, RuleContext, RuleDocs, RuleLevel } from '../rule.ts';

/** The rule that a required field is there and has a value. Not for ARCHIVE.md, where nothing changes any more. */
export function absentFieldRule(options: {
  readonly code: string;
  readonly field: FieldName;
  readonly level: RuleLevel;
  readonly docs: RuleDocs;
}): Rule {
  return {
    code: options.code,
    group: 'fields',
    level: options.level,
    levelIn: { archive: 'off' },
    makesIncomplete: true,
    fix: 'offered',
    docs: options.docs,
    checkWholeTask: (task, context, reading) =>
      reading.lack(options.field) === 'missing' ? [absentField(task, options.field, context)] : [],
  };
}

/** The finding that a task lacks a field, or has it without a value. */
export function absentField(task: Task, name: FieldName, { document, policy }: RuleContext): Finding {
  const field = findField(task, name);
  return {
    range: field?.label ?? headline(task),
    message: field
      ? `${taskLabel(task)} has an empty ${name}. Fill it in.`
      : `${taskLabel(task)} has no ${name}. Add it.`,
    fixes: () => [{ title: `Add ${name}`, edits: addField(document, task, name, policy), safe: false }],
  };
}
