import { taskLabel } from '../../document/ids.ts';
import type { Field } from '../../document/model.ts';
import type { FieldName } from '../../document/vocabulary.ts';
import { completingFields } from '../../policy/completeness.ts';
import { firstLine, isEmptyValue } from '../../policy/fieldValues.ts';
import { placeholders } from '../../policy/placeholders.ts';
import type { TextRange } from '../../text/range.ts';
import type { Finding, Rule, RuleContext } from '../rule.ts';

const dateFields: ReadonlySet<FieldName | undefined> = new Set(['Created', 'Completed']);

export const invalidDate: Rule = {
  code: 'invalid-date',
  group: 'fields',
  level: 'warning',
  fix: 'none',
  docs: {
    what: 'A Created or Completed that is no calendar date.',
    why: 'The archive is in order of these dates, and tools compare them.',
    how: 'Write a date that exists as year, month and day: `2026-03-01`. A remark may follow it.',
    invalid: '**Completed:** 2026-02-30\n',
    valid: '**Completed:** 2026-02-28\n',
  },
  checkWholeTask(task, context) {
    const found: Finding[] = [];
    const { text } = context.document;
    for (const field of task.fields) {
      if (!dateFields.has(field.known) || isEmptyValue(text, field)) continue;
      const range = wrongDate(text, field);
      if (range && field.known === 'Completed' && notYet.test(text.slice(range.start, range.end))) continue;
      if (!range || isTemplateText(field, context)) continue;
      found.push({
        range,
        message: `${taskLabel(task)} has a ${field.known ?? field.name} that is no calendar date: “${text.slice(range.start, range.end)}”. Write one as YYYY-MM-DD.`,
      });
    }
    return found;
  },
};

/** What stands in a date's place, remarks left out; undefined where that is a date, or a mere dash. */
function wrongDate(text: string, field: Field): TextRange | undefined {
  const { start, end } = firstLine(text, field);
  const line = text.slice(start, Math.min(end, start + mostLength));
  if (isCalendarDate(/^`?(\d{4}-\d{2}-\d{2})(?![\d-])/.exec(line)?.[1]) || !/[\p{L}\p{N}]/u.test(line))
    return undefined;
  const numbers = /^[\d./-]*\d(?!\S)/.exec(line)?.[0];
  const phrase = numbers ?? /^.+?(?=\s*(?:[(;]|\s[–—-]\s|$))/.exec(line)?.[0] ?? line;
  return { start, end: start + phrase.length };
}

/** What people write who have nothing to write yet. */
const notYet = /^(?:n\/?a|none|not (?:yet|completed|done)|no|pending|open|tbd)\b/i;

/** A date is looked for in no more than this. */
const mostLength = 100;

function isCalendarDate(date: string | undefined): boolean {
  if (date === undefined) return false;
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 ? (isLeapYear ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= days;
}

/** In a required field, template text is the matter of `placeholder-text`. */
function isTemplateText(field: Field, { document, policy }: RuleContext): boolean {
  const isRequired = completingFields(policy).some((name) => name === field.known);
  return document.file !== 'archive' && isRequired && placeholders(document.text, field).length > 0;
}
