import { taskLabel } from '../../document/ids.ts';
import { replace } from '../../text/edits.ts';
import { slice } from '../../text/range.ts';
import type { Rule } from '../rule.ts';

export const planNumbering: Rule = {
  code: 'plan-numbering',
  group: 'fields',
  level: 'hint',
  levelIn: { archive: 'off' },
  fix: 'safe',
  docs: {
    what: 'The steps of a Plan are not numbered 1, 2, 3 and so on.',
    why: 'Notes and commits refer to steps by number. Markdown shows a list counted through, whatever its numbers are, so that readers of the text and of the page would mean different steps.',
    how: 'Number the steps in order. Under each heading of a Plan the count may begin again.',
    invalid: '**Plan:**\n1. Measure the slow pages\n2. Cache the tables\n2. Measure again\n',
    valid: '**Plan:**\n1. Measure the slow pages\n2. Cache the tables\n3. Measure again\n',
  },
  checkWholeTask(task, { document: { text } }, { planSteps }) {
    const wrong = planSteps.filter(({ number, due }) => number !== due);
    const [first] = wrong;
    if (!first) return [];
    return [
      {
        range: first.digits,
        message: `${taskLabel(task)} has number ${slice(text, first.digits)} in its Plan where ${String(first.due)} is due. Renumber the steps.`,
        fixes: () => [
          {
            title: 'Renumber the steps',
            edits: wrong.map(({ digits, due }) => replace(digits, String(due))),
            safe: true,
          },
        ],
      },
    ];
  },
};
