import { taskLabel } from '../../document/ids.ts';
import type { Field } from '../../document/model.ts';
import { planSteps } from '../../policy/planSteps.ts';
import { templateStep } from '../../policy/fieldTemplate.ts';
import { insert, type TextEdit } from '../../text/edits.ts';
import { isBlankLine, lineEnd, lineStart } from '../../text/lines.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { fieldWith } from './requiredField.ts';

export const shortPlan: Rule = {
  code: 'short-plan',
  group: 'fields',
  level: 'error',
  levelIn: { archive: 'off' },
  makesIncomplete: true,
  fix: 'offered',
  docs: {
    what: 'A Plan of fewer numbered steps than required.',
    why: 'Agents follow the Plan step by step. A task with too short a Plan is incomplete and must not be promoted.',
    how: 'Divide the work into more numbered steps. Bullets and prose are no steps.',
    invalid: '**Plan:**\n1. Cache the tables\n',
    valid: '**Plan:**\n1. Measure the slow pages\n2. Cache the tables\n3. Measure again\n',
  },
  checkWholeTask(task, context, reading) {
    const plan = fieldWith('short plan', 'Plan', task, reading);
    if (!plan) return [];
    const count = reading.planSteps.length;
    const due = context.policy.minimumPlanSteps;
    const added = due - count;
    return [
      {
        range: plan.label,
        message: `${taskLabel(task)} has ${stepCount(count, 'numbered ')} in its Plan, and at least ${String(due)} are due. Add ${String(added)} more.`,
        fixes: () => [
          { title: `Add ${stepCount(added)}`, edits: [addSteps(plan, added, context)], safe: false },
        ],
      },
    ];
  },
};

function stepCount(count: number, kind = ''): string {
  return `${String(count)} ${kind}${count === 1 ? 'step' : 'steps'}`;
}

/** Adds steps behind the last one, written as that one is; in a Plan without steps, behind all that it says. */
function addSteps(plan: Field, count: number, { document }: RuleContext): TextEdit {
  const { text, lineEnding } = document;
  const last = planSteps(text, plan).at(-1);
  const indentation = last ? text.slice(lineStart(text, last.digits.start), last.digits.start) : '';
  const before = indentation.trim() === '' ? indentation : '';
  const sign = last ? text.slice(last.digits.end, last.text.start) : '. ';
  const lines = Array.from(
    { length: count },
    (_, index) => before + templateStep((last?.due ?? 0) + index + 1, sign),
  );
  const at = last ? stepEnd(text, last.text.end, plan.value.end) : lineEnd(text, plan.value.end);
  return insert(at, lines.map((line) => lineEnding + line).join(''));
}

/** Where the last step ends, with the lines that go on with it: up to a blank line that no indented one follows. */
function stepEnd(text: string, from: number, planEnd: number): number {
  let end = lineEnd(text, from);
  let blankAbove = false;
  for (let lineFeed = text.indexOf('\n', end); lineFeed !== -1 && lineFeed < planEnd;) {
    const start = lineFeed + 1;
    lineFeed = text.indexOf('\n', start);
    const isBlank = isBlankLine(text, start);
    if (!isBlank && blankAbove && !/[ \t]/.test(text.charAt(start))) break;
    if (!isBlank) end = lineEnd(text, start);
    blankAbove = isBlank;
  }
  return end;
}
