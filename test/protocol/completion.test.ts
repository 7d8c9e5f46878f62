import assert from 'node:assert/strict';
import {
  type ClientCapabilities,
  type CompletionContext,
  type CompletionItem,
  CompletionRequest,
  CompletionTriggerKind,
  InsertTextFormat,
  type TextEdit,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { file, group, task } from '../sampleTasks.ts';
import { LanguageClient, pulling } from './languageClient.ts';

const [first, second, third] = ['TASK-20260301-001', 'TASK-20260301-002', 'TASK-20260301-003'];
const withSnippets: ClientCapabilities = {
  ...pulling,
  textDocument: { ...pulling.textDocument, completion: { completionItem: { snippetSupport: true } } },
};
/** Where the cursor is in the texts of these tests. */
const cursor = '‸';

describe('completion', () => {
  let client: LanguageClient;
  const start = async (capabilities: ClientCapabilities = pulling): Promise<void> => {
    client = new LanguageClient();
    await client.start(capabilities, undefined, ['']);
  };
  afterEach(() => client.stop());

  const opened = new Set<string>();
  /** Opens a text, in the place of what was open under that name. */
  const open = async (name: string, text: string): Promise<string> => {
    if (opened.delete(name)) await client.close(client.uri(name));
    opened.add(name);
    return client.open(name, text);
  };
  beforeEach(() => {
    opened.clear();
  });

  /** The items at the cursor of a text, and what each of them makes of the text. */
  const complete = async (
    name: string,
    textWithCursor: string,
    context?: CompletionContext,
  ): Promise<{
    uri: string;
    items: CompletionItem[];
    labels: string[];
    after: (label: string) => string;
  }> => {
    const offset = textWithCursor.indexOf(cursor);
    const uri = await open(name, textWithCursor.replace(cursor, ''));
    const document = client.document(uri);
    const position = document.positionAt(offset);
    const list = await client.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri },
      position,
      ...(context && { context }),
    });
    const items = Array.isArray(list) ? list : (list?.items ?? []);
    const sorted = items.toSorted((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
    for (const { textEdit } of items) {
      const { range } = textEdit as TextEdit;
      assert.deepEqual([range.start.line, range.end.line], [position.line, position.line]);
      assert.ok(range.start.character <= position.character && position.character <= range.end.character);
    }
    const after = (label: string): string => {
      const item = items.find((one) => one.label === label) ?? assert.fail(`${label} is offered`);
      const edit = item.textEdit as TextEdit;
      const written = document.getText({ start: edit.range.start, end: position });
      assert.ok(
        isFuzzyMatch(written, item.filterText ?? ''),
        `“${written}” finds “${item.filterText ?? ''}”`,
      );
      return TextDocument.applyEdits(document, [edit]);
    };
    return { uri, items: sorted, labels: sorted.map(({ label }) => label), after };
  };
  const backlog = (inside: string): string => file(group('dev', 'high', task({ id: first }), inside));
  /** The codes of the problems of a text, as often as they occur. */
  const problems = async (name: string, text: string): Promise<string[]> => {
    const uri = await open(name, text);
    const report = await client.pull(uri);
    return report.kind === 'full' ? report.items.map(({ code }) => String(code)).sort() : assert.fail();
  };

  describe('of blocks', () => {
    it('offers a whole task in a group, with the next free id over all queues, and nothing that does not fit', async () => {
      client = new LanguageClient();
      client.write('other/BACKLOG.md', file(group('dev', 'low', task({ id: `TASK-${today()}-007` }))));
      await client.start(pulling, undefined, ['']);
      const { labels, after } = await complete('BACKLOG.md', backlog(`#${cursor}`));
      assert.deepEqual(labels, ['New task']);
      const text = after('New task');
      assert.equal(
        text,
        backlog(
          [
            '## task_begin',
            `### # [id:TASK-${today()}-008][type:dev][priority:high][component:server] Title`,
            '**Status:** todo',
            '**Relevant Documentation:** `docs/section/file.md`',
            '**Plan:**',
            '1. Step 1',
            '2. Step 2',
            '3. Step 3',
            '**Estimated Effort:** X hours / Y days / Z weeks',
            '## task_end',
          ].join('\n'),
        ),
      );
      const before = await problems('BACKLOG.md', backlog(''));
      const found = await problems('BACKLOG.md', text);
      assert.deepEqual([...new Set(found.filter((code) => !before.includes(code)))], ['placeholder-text']);
    });

    it('offers a group between groups that no other one is like, and a task only in a group', async () => {
      await start();
      const two = `${group('dev', 'critical')}\n\n${cursor}\n\n${group('docs', 'low')}\n`;
      const { labels, after } = await complete('BACKLOG.md', two);
      assert.deepEqual(labels, ['New group']);
      const text = after('New group');
      assert.equal(text, two.replace(cursor, '## group_begin [type:dev][priority:high]\n\n## group_end'));
      assert.deepEqual(
        await problems('BACKLOG.md', text),
        await problems('BACKLOG.md', two.replace(cursor, '')),
      );
    });

    it('closes what is open, and opens what has only an end', async () => {
      await start();
      const textOf = (...lines: string[]): string => `${lines.join('\n')}\n`;
      const header = `### # [id:${first}][type:dev][priority:high][component:server] Title`;
      const begin = '## group_begin [type:dev][priority:high]';
      const labelsOf = async (...lines: string[]): Promise<string[]> =>
        (await complete('BACKLOG.md', textOf(...lines))).labels.filter((label) => label.startsWith('## '));
      assert.deepEqual(await labelsOf(begin, '', cursor), ['## group_end']);
      assert.deepEqual(await labelsOf(begin, '## task_begin', header, `## ta${cursor}`), ['## task_end']);
      assert.deepEqual(
        await labelsOf(begin, '## task_begin', header, `## task_en${cursor}`, '', '## group_end'),
        ['## task_end'],
      );
      assert.deepEqual(
        await labelsOf(begin, '## task_begin', header, `#${cursor}`, '## task_end', '## group_end'),
        [],
      );
      assert.deepEqual(await labelsOf(begin, `#${cursor}`, header, '## task_end', '## group_end'), [
        '## task_begin',
      ]);
      assert.deepEqual(await labelsOf(begin, '## group_end', '', `#${cursor}`), []);
    });

    it('offers the header to a task that has none', async () => {
      await start();
      const { after } = await complete('BACKLOG.md', backlog(`## task_begin\n### ${cursor}\n## task_end`));
      const header = `### # [id:TASK-${today()}-001][type:dev][priority:high][component:server] Title`;
      assert.equal(after('Header'), backlog(`## task_begin\n${header}\n## task_end`));
    });

    it('begins files that are empty, and those of CRLF in their manner', async () => {
      await start();
      assert.deepEqual((await complete('BACKLOG.md', cursor)).labels, ['New group']);
      assert.deepEqual((await complete('TODO.md', `#${cursor}`)).labels, ['New task']);
      assert.deepEqual((await complete('TASKS.md', `#${cursor}`)).labels, []);
      const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
      const { after } = await complete('BACKLOG.md', crlf(backlog(`#${cursor}`)));
      assert.doesNotMatch(after('New task'), /[^\r]\n/);
    });

    it('begins an empty file, which may be of any dialect, only where that is asked for', async () => {
      await start();
      const triggerKind = CompletionTriggerKind.TriggerCharacter;
      const typed = { triggerKind, triggerCharacter: '#' };
      const invoked = { triggerKind: CompletionTriggerKind.Invoked };
      for (const name of ['TODO.md', 'BACKLOG.md', 'TASK_INDEX.md'])
        assert.deepEqual((await complete(name, `#${cursor}`, typed)).labels, [], name);
      assert.deepEqual((await complete('TODO.md', `#${cursor}`, invoked)).labels, ['New task']);
      const { labels } = await complete('BACKLOG.md', backlog(`#${cursor}`), typed);
      assert.ok(labels.includes('New task'));
    });

    it('offers entries for the tasks that an index lacks', async () => {
      await start();
      await client.open(
        'BACKLOG.md',
        file(group('dev', 'high', task({ id: first }), task({ id: second, title: 'Draw' }))),
      );
      const entry = (id: string, title: string): string =>
        `## index_entry_begin\n[id:${id}]  \ntype: dev  \nstatus: todo  \nlocation: BACKLOG.md  \ntitle: ${title}  \n## index_entry_end`;
      const index = file(entry(first, 'Cache the tide tables'), `#${cursor}`);
      const { labels, after } = await complete('TASK_INDEX.md', index);
      assert.deepEqual(labels, [`New entry: ${second} Draw`]);
      const text = after(labels[0] ?? '');
      assert.equal(text, index.replace(`#${cursor}`, entry(second, 'Draw')));
      assert.deepEqual(await problems('TASK_INDEX.md', text), []);
    });

    it('offers the values of an entry', async () => {
      await start();
      await client.open('BACKLOG.md', file(group('dev', 'high', task({ id: first }))));
      await client.open('todo/TODO.md', file(task({ id: second })));
      const entry = (lines: string): string =>
        `## index_entry_begin\n[id:${first}]\n${lines}\n## index_entry_end\n`;
      const status = await complete('TASK_INDEX.md', entry(`status: ${cursor}`));
      assert.deepEqual(status.labels, ['todo', 'in-progress', 'blocked', 'done']);
      assert.equal(status.after('done'), entry('status: done'));
      const location = await complete('TASK_INDEX.md', entry(`location: B${cursor}  `));
      assert.deepEqual(location.labels, ['BACKLOG.md', 'todo/TODO.md']);
      assert.equal(location.after('BACKLOG.md'), entry('location: BACKLOG.md  '));
      assert.deepEqual((await complete('TASK_INDEX.md', entry(`type:${cursor}`))).labels, ['dev']);
      assert.deepEqual((await complete('TASK_INDEX.md', entry(`title: ${cursor}`))).labels, []);
    });

    it('fills in snippets one place at a time, with what snippets mean escaped', async () => {
      await start(withSnippets);
      const text = backlog(`#${cursor}`).replaceAll('component:server', 'component:a$b}c');
      const { items } = await complete('BACKLOG.md', text);
      const [item] = items;
      assert.equal(item?.insertTextFormat, InsertTextFormat.Snippet);
      const { newText } = item.textEdit as TextEdit;
      assert.match(newText, /\[component:a\\\$b\\\}c\] \$\{1:Title\}\n/);
      assert.match(newText, /`\$\{3:docs\/section\/file\.md\}`\n\*\*Plan:\*\*\n1\. \$\{4:Step 1\}\n/);
    });
  });

  describe('of tags', () => {
    const header = (tags: string): string => backlog(`## task_begin\n### # ${tags}\n## task_end`);

    it('offers the keys that are missing at their place, with likely values', async () => {
      await start();
      const all = await complete('BACKLOG.md', header(`[${cursor}]`));
      assert.deepEqual(all.labels, ['id', 'type', 'priority', 'p_level', 'component']);
      assert.equal(all.after('type'), header('[type:dev]'));
      assert.equal(all.after('p_level'), header('[p_level:P1]'));
      const open = await complete('BACKLOG.md', header(`[id:${second}][ty${cursor}`));
      assert.deepEqual(open.labels, ['type', 'priority', 'p_level', 'component']);
      assert.equal(open.after('type'), header(`[id:${second}][type:dev]`));
      const between = await complete(
        'BACKLOG.md',
        header(`[id:${second}][${cursor}][priority:high][component:x] Title`),
      );
      assert.deepEqual(between.labels, ['type']);
      const renamed = await complete('BACKLOG.md', header(`[id:${second}][t${cursor}ype:dev]`));
      assert.equal(renamed.after('priority'), header(`[id:${second}][priority:dev]`));
      const ofGroup = await complete('BACKLOG.md', `## group_begin [${cursor}]\n\n## group_end\n`);
      assert.deepEqual(ofGroup.labels, ['type', 'priority']);
      assert.deepEqual((await complete('BACKLOG.md', header(`[id:${second}] See [R${cursor}`))).labels, []);
    });

    it('offers values: those in use first', async () => {
      await start();
      await client.open(
        'TODO.md',
        file(task({ id: third, type: 'tide' }), task({ id: second, type: 'tide' })),
      );
      const types = await complete(
        'BACKLOG.md',
        `${header(`[id:x][type:${cursor}]`)}\n${group('zoo', 'low')}\n`,
      );
      assert.deepEqual(types.labels.slice(0, 4), ['dev', 'tide', 'zoo', 'security']);
      assert.deepEqual(
        types.items.slice(0, 4).map(({ detail }) => detail),
        ['1 task', '2 tasks', '0 tasks', undefined],
      );
      assert.equal(types.after('tide'), `${header('[id:x][type:tide]')}\n${group('zoo', 'low')}\n`);
      assert.deepEqual((await complete('BACKLOG.md', header(`[id:x][priority:${cursor}`))).labels, [
        'high',
        'critical',
        'medium',
        'low',
      ]);
      const components = await complete('BACKLOG.md', header(`[id:x][component:ser${cursor}ver] Title`));
      assert.deepEqual(components.labels, ['server']);
      assert.equal(components.after('server'), header('[id:x][component:server] Title'));
      const levels = await complete('BACKLOG.md', header(`[id:x][priority:low][p_level:${cursor}]`));
      assert.equal(levels.labels[0], 'P3');
      const ids = await complete('BACKLOG.md', header(`[id:${cursor}`));
      assert.deepEqual(ids.labels, [`TASK-${today()}-001`]);
    });
  });

  describe('of fields', () => {
    const inTask = (lines: string): string =>
      backlog(
        `## task_begin\n### # [id:${second}][type:dev][priority:high][component:server] Draw\n${lines}\n## task_end`,
      );

    it('offers those that are missing, required ones first, in the style that was begun', async () => {
      await start();
      const bold = await complete(
        'BACKLOG.md',
        inTask(`**Status:** todo\n**${cursor}\n**Plan:**\n1. A\n2. B\n3. C`),
      );
      assert.deepEqual(bold.labels.slice(0, 3), ['Relevant Documentation', 'Estimated Effort', 'Created']);
      assert.ok(!bold.labels.includes('Plan') && !bold.labels.includes('Status'));
      assert.equal(bold.items[0]?.detail, 'Required');
      const text = bold.after('Estimated Effort');
      assert.match(text, /\n\*\*Estimated Effort:\*\* X hours \/ Y days \/ Z weeks\n\*\*Plan:\*\*\n/);
      const heading = await complete('BACKLOG.md', inTask(`**Status:** todo\n\n### Pl${cursor}`));
      assert.match(heading.after('Plan'), /\n\n### Plan\n1\. Step 1\n2\. Step 2\n3\. Step 3\n## task_end/);
      const closed = await complete('BACKLOG.md', inTask(`**Pl${cursor}**`));
      assert.match(closed.after('Plan'), /Draw\n\*\*Plan:\*\*\n1\. Step 1\n/);
      const own = await complete('BACKLOG.md', inTask(cursor));
      assert.match(own.after('Plan'), /Draw\n\*\*Plan:\*\*\n1\. Step 1\n/);
    });

    it('makes nothing worse', async () => {
      await start();
      const lines = `**Status:** todo\n**Description:** Draw it\n${cursor}`;
      const { labels, after } = await complete('BACKLOG.md', inTask(lines));
      assert.ok(labels.length >= 10);
      const before = await problems('BACKLOG.md', inTask(lines.replace(cursor, '')));
      for (const label of labels) {
        const found = await problems('BACKLOG.md', after(label));
        const added = found.filter((code) => !before.includes(code));
        assert.deepEqual([...new Set(added)], added.length > 0 ? ['placeholder-text'] : [], label);
      }
    });

    it('offers statuses, and units behind a number', async () => {
      await start();
      const status = await complete('BACKLOG.md', inTask(`**Status:** i${cursor}`));
      assert.deepEqual(status.labels, ['todo', 'in-progress', 'blocked', 'done']);
      assert.equal(status.after('in-progress'), inTask('**Status:** in-progress'));
      const glued = await complete('BACKLOG.md', inTask(`**Status:**${cursor}`));
      assert.equal(glued.after('todo'), inTask('**Status:** todo'));
      const below = await complete('BACKLOG.md', inTask(`### Status\n${cursor}`));
      assert.equal(below.after('done'), inTask('### Status\ndone'));
      assert.deepEqual((await complete('BACKLOG.md', inTask(`**Status:** done at la${cursor}`))).labels, []);
      const units = await complete('BACKLOG.md', inTask(`**Estimated Effort:** 2 d${cursor}`));
      assert.deepEqual(units.labels, ['minutes', 'hours', 'days', 'weeks']);
      assert.equal(units.after('days'), inTask('**Estimated Effort:** 2 days'));
      const one = await complete('BACKLOG.md', inTask(`**Estimated Effort:** 1${cursor}`));
      assert.equal(one.after('day'), inTask('**Estimated Effort:** 1 day'));
      assert.deepEqual(
        (await complete('BACKLOG.md', inTask(`**Estimated Effort:** about ${cursor}`))).labels,
        [],
      );
    });

    it('offers ids with their titles for Dependencies: open ones first, those of other queues behind', async () => {
      await start();
      await client.open('ARCHIVE.md', file(task({ id: 'TASK-20260201-001', title: 'Old', status: 'done' })));
      await client.open('far/BACKLOG.md', file(group('dev', 'high', task({ id: third, title: 'Far' }))));
      const { items, labels, after } = await complete('BACKLOG.md', inTask(`**Dependencies:** ${cursor}`));
      assert.deepEqual(labels, [`${first} Cache the tide tables`, `${third} Far`, 'TASK-20260201-001 Old']);
      assert.deepEqual(
        items.map(({ detail }) => detail),
        ['todo · BACKLOG.md', 'todo · far/BACKLOG.md', 'done · ARCHIVE.md'],
      );
      assert.match(items[0]?.filterText ?? '', /Cache the tide tables/);
      assert.equal(after(labels[0] ?? ''), inTask(`**Dependencies:** ${first}`));
      const more = await complete('BACKLOG.md', inTask(`**Dependencies:** ${first}, TASK${cursor}`));
      assert.equal(more.labels[0], `${third} Far`);
    });

    it('offers the paths that exist', async () => {
      await start();
      for (const path of [
        'docs/tides.md',
        'docs/api/stations.md',
        'src/chart.ts',
        '.git/config',
        '.env',
        'LICENSE',
        'team/docs/own.md',
      ])
        client.write(path, 'text');
      const labelsOf = async (lines: string): Promise<string[]> =>
        (await complete('BACKLOG.md', inTask(lines))).labels;
      assert.deepEqual(await labelsOf(`**Relevant Documentation:** \`${cursor}`), ['docs/', 'src/', 'team/']);
      const deeper = await complete('BACKLOG.md', inTask(`**Relevant Documentation:** \`docs/${cursor}\``));
      assert.deepEqual(deeper.labels, ['docs/api/', 'docs/tides.md']);
      assert.equal(deeper.after('docs/tides.md'), inTask('**Relevant Documentation:** `docs/tides.md`'));
      assert.deepEqual(await labelsOf(`**Relevant Files:**\n- ${cursor}`), [
        'docs/',
        'src/',
        'team/',
        'LICENSE',
      ]);
      const ofTeam = await complete('team/BACKLOG.md', inTask(`**Relevant Documentation:** ${cursor}`));
      assert.deepEqual(ofTeam.labels, ['docs/', 'src/', 'team/'], 'a path can start at any folder above');
      const both = await complete('team/BACKLOG.md', inTask(`**Relevant Documentation:** docs/${cursor}`));
      assert.deepEqual(both.labels, ['docs/api/', 'docs/own.md', 'docs/tides.md']);
      assert.deepEqual(await labelsOf(`**Relevant Files:** \`src/chart.ts\` — the cur${cursor}`), []);
      assert.deepEqual(await labelsOf(`**Relevant Files:** \`../../${cursor}`), []);
      assert.deepEqual(await labelsOf(`**Relevant Files:** https://example.org/${cursor}`), []);
    });
  });

  it('is silent in prose, comments, fences, and files of other dialects', async () => {
    await start();
    const silent = async (name: string, text: string): Promise<void> => {
      assert.deepEqual((await complete(name, text)).labels, [], text);
    };
    const inTask = (lines: string): string =>
      backlog(
        `## task_begin\n### # [id:${second}][type:dev][priority:high][component:server] Draw\n${lines}\n## task_end`,
      );
    await silent('BACKLOG.md', inTask(`**Description:** Draw the ti${cursor}`));
    await silent('BACKLOG.md', inTask(`**Description:** Draw\nthe tides: ${cursor}`));
    await silent('BACKLOG.md', inTask(`**Description:** Draw\nPla${cursor}`));
    await silent('BACKLOG.md', inTask(`**Description:** Draw\n* ${cursor}`));
    await silent('BACKLOG.md', inTask(`**Description:** Draw [${cursor}`));
    await silent('BACKLOG.md', inTask(`**Description:** and/${cursor}`));
    await silent('BACKLOG.md', inTask(`**Plan:**\n1. A${cursor}`));
    await silent('BACKLOG.md', `${backlog('')}\n<!--\n#${cursor}\n-->\n`);
    await silent('BACKLOG.md', `${backlog('')}\n\`\`\`\n#${cursor}\n\`\`\`\n`);
    await silent('BACKLOG.md', `${backlog('')}\ntask${cursor}\n`);
    await silent('TODO.md', `# Shopping\n\n#${cursor}\n\n- [ ] Milk\n`);
    await silent('TODO.md', `# Shopping\n\n**${cursor}\n`);
    await silent('README.md', backlog(`#${cursor}`));
  });

  it('answers on hostile texts', async () => {
    await start();
    const groups = '## group_begin [type:dev][priority:high]\n'.repeat(10_000);
    for (const text of [
      `${backlog('')}\n${'['.repeat(1_000_000)}${cursor}`,
      `### # ${'[id:x]'.repeat(150_000)}[${cursor}\n${backlog('')}`,
      `${groups}\n#${cursor}`,
      `## task_begin\n### # [id:x]\n**Dependencies:** ${'a'.repeat(1_000_000)}${cursor}`,
    ]) {
      assert.ok(Array.isArray((await complete('BACKLOG.md', text)).items));
    }
  });
});

/** Whether all letters stand in a text in their order: how editors find items. */
function isFuzzyMatch(letters: string, text: string): boolean {
  let at = 0;
  for (const letter of letters.toLowerCase()) {
    at = text.toLowerCase().indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function today(): string {
  const now = new Date();
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${String(now.getFullYear())}${two(now.getMonth() + 1)}${two(now.getDate())}`;
}
