import assert from 'node:assert/strict';
import { defaultPolicy, fileKind, parse, policyAmong, policyOf } from '#core';
import { readInstructions } from '../../core/src/policy/policy.ts';
import { corpus, seeds } from '../realFiles.ts';

const instructions = `<!--
SYSTEM INSTRUCTIONS — BACKLOG.md

1) Enclose each task in task_begin and task_end. Add missing required fields, nothing else.
2) From one group, take up to 4 tasks.
3) REQUIRED FIELDS (see TASKS.md):
   - **Plan:** Minimum 2 numbered steps,
     each a sentence
   - **Estimated Effort** (hours or days)
   * Acceptance Criteria: what can be checked
   - \`Assignee\`, Created
   - A task without these stays where it is
4) Keep notes short:
   - **Notes & Summary:** no more than 12 lines
   - Final summary (<= 6 lines)
-->
`;

describe('readInstructions', () => {
  for (const [ends, text] of [
    ['LF', instructions],
    ['CRLF', instructions.replaceAll('\n', '\r\n')],
  ] as const) {
    it(`reads numbers and fields (${ends})`, () => {
      assert.deepEqual(readInstructions(text), {
        batchSize: 4,
        minimumPlanSteps: 2,
        requiredFields: ['Plan', 'Estimated Effort', 'Acceptance Criteria', 'Assignee', 'Created'],
        notesMaximumLines: 12,
        summaryMaximumLines: 6,
      });
    });
  }

  it('reads numbers of several digits', () => {
    const { batchSize, minimumPlanSteps } = readInstructions('Take up to 12 tasks. At least 10 steps.');
    assert.deepEqual([batchSize, minimumPlanSteps], [12, 10]);
    assert.equal(readInstructions('**Batch Size Target: 10**').batchSize, 10);
  });

  it('reads the bullets of one list of required fields, whatever their spaces', () => {
    const required = (...bullets: readonly string[]): readonly string[] | undefined =>
      readInstructions(['  REQUIRED FIELDS', ...bullets, ''].join('\n')).requiredFields;
    assert.deepEqual(required('  -   Plan,  Status', '  Each - Assignee', '\t+ Created'), ['Plan', 'Status']);
    assert.deepEqual(required('    - Plan', '    Each - Assignee', '\t+ Created'), ['Plan', 'Created']);
    assert.deepEqual(required('- Plan', '      ', '- Status'), ['Plan']);
    assert.deepEqual(required('- Plan', '', 'REQUIRED FIELDS', '- Status'), ['Plan']);
    assert.deepEqual(required('', 'REQUIRED FIELDS', '- Status'), ['Status']);
    assert.deepEqual(required('- Plan, and the like', '- Say **Plan** twice', '- Status — one of four'), [
      'Status',
    ]);
    assert.deepEqual(required('- **Plan**: steps', '- **Plan, Status:** both', '- (Created)'), [
      'Plan',
      'Status',
    ]);
  });

  it('leaves out what is not said', () => {
    const silent = {
      batchSize: undefined,
      minimumPlanSteps: undefined,
      requiredFields: undefined,
      notesMaximumLines: undefined,
      summaryMaximumLines: undefined,
    };
    assert.deepEqual(readInstructions(''), silent);
    assert.deepEqual(readInstructions('Add missing required fields.\n- Nobody else does.\n'), silent);
    assert.deepEqual(readInstructions('REQUIRED FIELDS:\n\n- **Plan:** three steps\n'), silent);
    assert.deepEqual(
      readInstructions('Take up to 0 tasks. Minimum 99999999999999999999 numbered steps.'),
      silent,
    );
    assert.deepEqual(
      readInstructions('Notes are for 10 lines of thought.\nKeep Notes short,\nat most 10 lines each.'),
      silent,
    );
  });

  it('reads the size of a batch and of a Plan in other words', () => {
    assert.equal(readInstructions('- Batch size target: 3 tasks (or fewer)').batchSize, 3);
    assert.equal(readInstructions('at least 4 numbered steps').minimumPlanSteps, 4);
    assert.equal(readInstructions('(minimum of 1 step)').minimumPlanSteps, 1);
  });

  for (const [words, notes, summary] of [
    ['- Keep Notes <= 10 lines. Prefer bullets.', 10, undefined],
    ['Notes & Summary: at most 12 lines', 12, undefined],
    ['5) Final Summary <= 8 lines.', undefined, 8],
    ['- Final summary (<= 8 lines)', undefined, 8],
    ['- Final Summary: max 1 line', undefined, 1],
    ['Keep Notes ≤ 20 lines, the Final Summary up to 3 lines.', 20, 3],
  ] as const) {
    it(`reads the most lines from “${words}”`, () => {
      assert.equal(readInstructions(words).notesMaximumLines, notes);
      assert.equal(readInstructions(words).summaryMaximumLines, summary);
    });
  }
});

describe('policyOf', () => {
  const document = parse(instructions, 'backlog');

  it('takes settings first, then the instructions, then the defaults', () => {
    assert.deepEqual(policyOf(document, { minimumPlanSteps: 5 }), {
      ...policyOf(document),
      minimumPlanSteps: 5,
    });
    assert.equal(policyOf(document).batchSize, 4);
    assert.deepEqual(policyOf(parse('## group_begin [type:dev][priority:high]\n', 'backlog')), defaultPolicy);
  });

  it('has no field twice', () => {
    assert.deepEqual(policyOf(document, { requiredFields: ['Plan', 'Plan'] }).requiredFields, ['Plan']);
  });

  const files = corpus();
  if (files.length === 0) it.skip('the real files are not here: set AGENT_BACKLOG_CORPUS');

  for (const { name, text } of seeds()) {
    it(`is what the instructions of seed ${name} say`, () => {
      assert.deepEqual(policyOf(parse(text, 'backlog')), defaultPolicy);
      assert.deepEqual(readInstructions(text), {
        ...defaultPolicy,
        notesMaximumLines: undefined,
        summaryMaximumLines: undefined,
      });
    });
  }

  for (const { path, text } of files) {
    const file = fileKind(path);
    if (!file || path.startsWith('other-dialects')) continue;
    it(`is that of the seeds in ${path}`, () => {
      assert.deepEqual(policyOf(parse(text, file)), defaultPolicy);
    });
  }
});

describe('the policy of a file among others', () => {
  const saying = (name: string, batchSize: number | undefined): ReturnType<typeof parse> => {
    const said =
      batchSize === undefined
        ? ''
        : `<!-- SYSTEM INSTRUCTIONS: task_begin. Take up to ${String(batchSize)} tasks. -->\n`;
    return parse(`${said}## task_begin\n## task_end\n`, fileKind(name) ?? assert.fail());
  };

  for (const [name, expected] of [
    ['BACKLOG.md', 3],
    ['TODO.md', 2],
    ['ARCHIVE.md', 2],
    ['TASK_INDEX.md', 2],
  ] as const) {
    it(`is that of its neighbour where ${name} says nothing`, () => {
      const others = [saying('ARCHIVE.md', 9), saying('BACKLOG.md', 2), saying('TODO.md', 3)];
      assert.equal(policyAmong(saying(name, undefined), others).batchSize, expected);
      assert.equal(policyAmong(saying(name, 7), others).batchSize, 7);
      assert.equal(policyAmong(saying(name, undefined), []).batchSize, defaultPolicy.batchSize);
    });
  }
});
