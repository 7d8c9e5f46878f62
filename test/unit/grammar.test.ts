import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IGrammar, IRawTheme } from 'vscode-textmate';
import { fieldNames, priorities, statuses } from '../../core/src/document/vocabulary.ts';
import { corpus, seeds } from '../realFiles.ts';
import { loadMarkdown } from './grammar/loadMarkdown.ts';
import { readMarkedTexts } from './grammar/markedText.ts';
import { findMismatches, hasScope, styleOf, tokenize } from './grammar/tokenize.ts';

const texts = join(process.cwd(), 'test/unit/grammar');

describe('grammar', () => {
  let injected: IGrammar;
  let plain: IGrammar;

  before(async () => {
    injected = await loadMarkdown({ injected: true, theme });
    plain = await loadMarkdown({ injected: false });
  });

  for (const file of readdirSync(join(texts, 'scopes'))) {
    describe(file.replace('.txt', ''), () => {
      for (const marked of readMarkedTexts(readFileSync(join(texts, 'scopes', file), 'utf8'))) {
        it(marked.title, () => {
          const lines = tokenize(injected, marked.lines.join('\n'));
          const mismatches = marked.expectations.flatMap((expectation) => findMismatches(lines, expectation));
          assert.ok(marked.expectations.length > 0);
          assert.equal(mismatches.length, 0, `\n${mismatches.join('\n')}`);
        });
      }
    });
  }

  it('knows every field name, status and priority of the dialect', () => {
    const task = (line: string): string => ['## task_begin', line].join('\n');
    const has = (text: string, scope: string): boolean => hasScope(tokenize(injected, text).at(-1), scope);
    for (const name of fieldNames) {
      assert.ok(has(task(`**${name}:** text`), 'entity.other.attribute-name.field'), name);
      // A batch focus is only ever written in bold.
      if (!name.startsWith('Batch ')) {
        assert.ok(has(task(`### ${name}`), 'entity.other.attribute-name.field'), `### ${name}`);
      }
    }
    for (const status of statuses) {
      assert.ok(has(task(`**Status:** ${status}`), `constant.language.status.${status}`), status);
    }
    for (const priority of priorities) {
      assert.ok(
        has(`## group_begin [priority:${priority}]`, `constant.language.priority.${priority}`),
        priority,
      );
    }
  });

  it('gives each priority and each status a colour of its own', () => {
    const colours = (values: readonly string[], write: (value: string) => string): Set<number> =>
      new Set(
        ['unheard-of', ...values].map(
          (value) => styleOf(injected, ['## task_begin', write(value)], value).foreground,
        ),
      );
    assert.equal(
      colours(priorities, (value) => `### # [priority:${value}] Title`).size,
      priorities.length + 1,
    );
    assert.equal(colours(statuses, (value) => `**Status:** ${value}`).size, statuses.length + 1);
  });

  it('shows the title of a task as a heading, and its tags less strongly', () => {
    const header = '### # [id:TASK-20260204-001][type:dev] Title';
    const bold = (text: string): boolean => styleOf(injected, [header], text).bold;
    const parts = ['###', '[', 'id', 'TASK-20260204-001', 'dev', 'Title'];
    assert.deepEqual(parts.filter(bold), ['###', 'Title']);
  });

  describe('ordinary Markdown', () => {
    it('tokenizes as it does without this extension', () => {
      assertUnchanged(readFileSync(join(texts, 'ordinary-markdown.txt'), 'utf8'));
    });

    it('in real TODO.md files of other kinds does so too', function () {
      const files = corpus('other-dialects');
      if (files.length === 0) skipForWantOfFiles(this);
      for (const { text } of files) assertUnchanged(text.slice(0, 1_000));
    });

    function assertUnchanged(text: string): void {
      const expected = tokenize(plain, text);
      for (const [index, line] of tokenize(injected, text).entries()) {
        assert.deepEqual(line, expected[index], `line ${String(index + 1)}: ${line.text}`);
      }
    }
  });

  it('colours every line of the dialect in real backlogs', function () {
    const files = seeds();
    if (files.length === 0) skipForWantOfFiles(this);
    let found = 0;
    for (const { name, text } of files) {
      for (const line of tokenize(injected, text)) {
        if (hasScope(line, 'comment')) continue;
        for (const [pattern, scope] of dialectLines) {
          if (!pattern.test(line.text)) continue;
          found++;
          assert.ok(hasScope(line, scope), `${name}: no ${scope} in ${line.text}`);
        }
      }
    }
    assert.ok(found > 100, `only ${String(found)} lines of the dialect found`);
  });

  it('reads any text, each line to its end', () => {
    for (const opening of unfinished) {
      const text = broken.flatMap((fragment) => [opening, fragment, opening + fragment]);
      for (const line of tokenize(injected, text.join('\n'))) {
        assert.ok((line.tokens.at(-1)?.end ?? 0) >= line.text.length, line.text);
      }
    }
  });
});

const dialectLines: readonly (readonly [RegExp, string])[] = [
  [/^## (?:group|task|index_entry)_(?:begin|end)/, 'keyword.control'],
  [/^## group_begin \[/, 'support.constant.property-value'],
  [/^### # \[id:TASK-/, 'constant.other.task-id'],
  [/^### # \[.*\[priority:/, 'constant.language.priority'],
  [/^### # \[/, 'entity.name.section.markdown'],
  [/^\*\*[A-Z][\w &]+:\*\*/, 'entity.other.attribute-name.field'],
  [/^\*\*Status:\*\*/, 'constant.language.status'],
];

/** What lasts over the lines behind it. */
const unfinished = ['## task_begin', '## index_entry_begin', '<!--', '```', '- ', '<div'];

/** Lines cut off, out of place or damaged. */
const broken = [
  ...['## task_end', '## group_end', '## group_begin [', '## group_begin [type:', '## task_begin### #'],
  ...['### # [', '### # [id:]', '### # [id:TASK-20260204-001', '## 3. # [id:x][', '[id:', 'status:', '---'],
  ...['**Status:**', '**Status:', '**Plan:** **', '### Plan', '### ', '-', '> ', '|', '\t', '    ', '-->'],
  ...['~~~', '<details>', '`', '\0', '\ud83d', '\udc00', '\ufeff', '\u2028', 'â€”'],
  ...['['.repeat(300), '## task_begin'.repeat(100)],
];

/** The rules that concern us of those which VS Code's own themes have, in colours of no theme. */
const theme: IRawTheme = {
  settings: [
    { settings: { foreground: '#000000', background: '#ffffff' } },
    { scope: 'markup.heading', settings: { fontStyle: 'bold', foreground: '#000001' } },
    { scope: 'support.constant.property-value', settings: { foreground: '#000002' } },
    { scope: 'markup.inserted', settings: { foreground: '#000003' } },
    { scope: 'token.info-token', settings: { foreground: '#000004' } },
    { scope: 'token.warn-token', settings: { foreground: '#000005' } },
    { scope: 'token.error-token', settings: { foreground: '#000006' } },
    { scope: 'token.debug-token', settings: { foreground: '#000007' } },
  ],
};

function skipForWantOfFiles(test: Mocha.Context): never {
  console.log('      the real files are not here: set AGENT_BACKLOG_CORPUS');
  return test.skip();
}
