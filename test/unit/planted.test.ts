import assert from 'node:assert/strict';
import { applyEdits, check, parse, rules } from '#core';
import { seeds } from '../realFiles.ts';

/**
 * Each defect that a rule names, planted into a real backlog. Each must give exactly its own code, at the planted place, and
 * nothing else new. A plant replaces the first match of a pattern; what it marks with «» is where the problem is.
 */
const plants: Readonly<Record<string, readonly (readonly [pattern: RegExp, planted: string])[]>> = {
  'malformed-marker': [
    [/^## task_begin\n/m, '«## task_begin»'],
    [/^## task_end\n/m, '«## Task-End»\n'],
    [/^## group_end\n/m, '«### group_end»\n'],
    [/^## task_end\n/m, '«##task_end»\n'],
  ],
  'unclosed-block': [[/## group_end\n*$/, '']],
  'unexpected-end': [[/^## group_end\n/m, '## group_end\n\n«## group_end»\n']],
  'nested-block': [
    [
      /^## group_end\n\n## group_begin \[type:config\]\[priority:critical\]/m,
      '«## group_begin [type:config][priority:critical]»',
    ],
    [/^## task_end\n\n---\n\n## task_begin/m, '\n---\n\n«## task_begin»'],
  ],
  'task-outside-group': [
    [
      /$(?![\s\S])/,
      '\n## task_begin\n### # [id:TASK-20990101-001][type:ops][priority:low][component:x] «Alone»\n**Status:** todo\n**Relevant Documentation:** `docs/a.md`\n**Plan:**\n1. a\n2. b\n3. c\n**Estimated Effort:** 1 day\n## task_end\n',
    ],
  ],
  'header-outside-task': [[/^## task_begin\n(### # .*)$/m, '«$1»']],
  'group-tags': [[/^## group_begin \[type:test\]\[priority:high\]/m, '«## group_begin» [type:test]']],
  'conflict-marker': [[/^(\*\*Description:\*\* .*)$/m, '«<<<<<<< ours»\n$1']],
  'unclosed-comment': [[/^<!--([\s\S]*?)-->/m, '«<!--»$1']],
  'unclosed-fence': [[/^(\*\*Relevant Files:\*\* .*)$/m, '$1\n«```»ts\nconst a = 1;']],
  'unused-suppression': [
    [/^## group_end$/m, '<!-- agent-backlog-disable-next-line «missing-title» -->\n## group_end'],
  ],
  'missing-header': [[/^(## task_begin\n)### # .*\n/m, '«## task_begin»\n']],
  'malformed-header': [
    [/^### # (\[id:.*?\])(\[type:\w+\])(\[priority:\w+\]\[component:\w+\])/m, '### # «$2$1»$3'],
    [/^### # \[id/m, '«#### # »[id'],
    [/^### # \[id/m, '«### »[id'],
  ],
  'missing-tag': [[/^### # (\[id:.*?\]\[type:\w+\]\[priority:\w+\])\[component:\w+\]/m, '### # «$1»']],
  'tag-typo': [
    [/^(### # .*)\[priority:high\]/m, '$1[«prioirty»:high]'],
    [/^(### # .*\[priority:)high\]/m, '$1«hihg»]'],
  ],
  'invalid-priority': [[/^(### # .*\[priority:)high\]/m, '$1«urgent»]']],
  'invalid-id': [[/^### # \[id:TASK-(\d+)-\d+\]/m, '### # [id:«TASK-$1-7»]']],
  'duplicate-id': [[/^(### # \[id:)(TASK-\S+?)(\][\s\S]*?^### # \[id:)TASK-[\d-]+/m, '$1$2$3«$2»']],
  'missing-title': [[/^### # ((?:\[.*?\])+) .*$/m, '### # «$1»']],
  'group-mismatch': [[/^(### # \[id:.*?\]\[type:)\w+/m, '$1«release»']],
  'p-level-mismatch': [[/^(### # .*?\[priority:high\])/m, '$1[p_level:«P3»]']],
  'missing-plan': [[/^(### # (?:\[.*?\])+ )(.*)$([\s\S]*?)^\*\*Plan:\*\*[\s\S]*?(?=^\*\*Est)/m, '$1«$2»$3']],
  'missing-effort': [[/^(### # (?:\[.*?\])+ )(.*)$([\s\S]*?)^\*\*Estimated Effort:\*\*.*\n/m, '$1«$2»$3']],
  'missing-documentation': [
    [/^(### # (?:\[.*?\])+ )(.*)$([\s\S]*?)^\*\*Relevant Documentation:\*\*.*\n/m, '$1«$2»$3'],
  ],
  'short-plan': [[/^\*\*Plan:\*\*( *\n1\. .*\n2\. .*\n)[\s\S]*?(?=^\*\*Est)/m, '«**Plan:**»$1']],
  'plan-numbering': [[/^3\. /m, '«4». ']],
  'unreadable-effort': [[/^\*\*Estimated Effort:\*\* .*$/m, '**Estimated Effort:** «a lot of work»']],
  'documentation-outside-docs': [[/^(\*\*Relevant Documentation:\*\* ).*?( *)$/m, '$1«`README.md`»$2']],
  'directory-document': [[/^(\*\*Relevant Documentation:\*\* ).*?( *)$/m, '$1`«docs/data/»`$2']],
  'placeholder-text': [[/^2\. .*$/m, '2. «Step 2»']],
  'invalid-status': [[/^\*\*Status:\*\* todo/m, '**Status:** «underway»']],
  'missing-status': [[/^(### # (?:\[.*?\])+ )(.*)\n\*\*Status:\*\*.*$/m, '$1«$2»']],
  'field-typo': [[/^\*\*Estimated Effort:/m, '**«Estimated Efort»:']],
  'duplicate-field': [[/^(\*\*Status:\*\* todo.*)$/m, '$1\n«**Status:**» todo']],
  'invalid-date': [[/^(\*\*Status:\*\* todo.*)$/m, '$1\n**Created:** «2026-02-30»']],
  'notes-too-long': [
    [/^(\*\*Estimated Effort:\*\* .*)$/m, `$1\n**Notes & Summary:**\n${'- slow\n'.repeat(10)}«- slower»`],
  ],
  'summary-too-long': [
    [/^(\*\*Estimated Effort:\*\* .*)$/m, `$1\n**Final Summary:**\n${'- done\n'.repeat(8)}«- all done»`],
  ],
  'duplicate-group': [[/$(?![\s\S])/, '\n## group_begin «[type:test][priority:high]»\n## group_end\n']],
  mojibake: [[/^(\*\*Description:\*\* )/m, '$1«â€œ»']],
};

/** The rules that no defect of these files can show. */
const elsewhere: ReadonlySet<string> = new Set([
  // The instructions of both files require three fields, each with a rule of its own.
  'missing-field',
  // What these report stands in TODO.md or ARCHIVE.md: they say nothing about a backlog.
  'mixed-batch',
  'batch-too-large',
  'done-not-archived',
  'batch-focus-mismatch',
  'incomplete-archive-entry',
  // What these compare with stands in other files.
  'task-in-two-files',
  'unknown-dependency',
  'dependency-cycle',
  'unmet-dependency',
  'index-missing',
  'index-stale',
  'index-orphan',
  'missing-document',
]);

describe('a defect planted into a real backlog', () => {
  const files = seeds();
  if (files.length === 0) it.skip('the real files are not here: set AGENT_BACKLOG_CORPUS');

  it('is tried for every rule that reports by default', () => {
    const reporting = rules.filter((rule) => rule.level !== 'off').map((rule) => rule.code);
    assert.deepEqual(
      reporting.filter((code) => !plants[code] && !elsewhere.has(code)),
      [],
    );
  });

  for (const { name, text } of files) {
    for (const [code, variants] of Object.entries(plants)) {
      for (const [pattern, planted] of variants) {
        it(`${code} in ${name}: ${JSON.stringify(planted).slice(0, 50)}`, () => {
          assert.match(text, pattern);
          const marked = text.replace(pattern, planted);
          const start = marked.indexOf('«');
          const end = marked.indexOf('»') - 1;
          const damaged = marked.replace('«', '').replace('»', '');
          const before = new Set(problems(text).map(({ code: one, message }) => `${one}: ${message}`));
          const fresh = problems(damaged).filter(
            ({ code: one, message }) => !before.has(`${one}: ${message}`),
          );
          const found = fresh.map((problem) => ({
            code: problem.code,
            text: damaged.slice(problem.range.start, problem.range.end),
          }));
          assert.deepEqual(found, [
            { code, text: start === -1 ? found[0]?.text : damaged.slice(start, end) },
          ]);
          if (start !== -1) assert.equal(fresh[0]?.range.start, start);
          for (const fix of fresh[0]?.fixes?.() ?? []) {
            if (!('edits' in fix)) continue;
            const after = problems(applyEdits(damaged, fix.edits)).map((problem) => problem.code);
            assert.ok(
              after.filter((one) => one === code).length <
                problems(damaged).filter((one) => one.code === code).length,
              fix.title,
            );
          }
        });
      }
    }
  }
});

function problems(text: string) {
  return check(parse(text, 'backlog'), { today: '2026-03-01' });
}
