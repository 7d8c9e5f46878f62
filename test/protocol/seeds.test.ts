import assert from 'node:assert/strict';
import { DiagnosticSeverity, SymbolKind } from 'vscode-languageserver-protocol';
import { seeds } from '../realFiles.ts';
import { applied, codes, LanguageClient, waiting } from './languageClient.ts';

describe('a real backlog, in a client that waits for diagnostics', () => {
  const files = seeds();
  if (files.length === 0) it.skip('the real files are not here: set AGENT_BACKLOG_CORPUS');

  for (const { name, text } of files) {
    describe(name, () => {
      let client: LanguageClient;
      let uri: string;

      beforeEach(async () => {
        client = new LanguageClient();
        await client.start(waiting);
        uri = await client.open('BACKLOG.md', text);
      });
      afterEach(() => client.stop());

      it('has no error, and its double groups and its mojibake are reported', async () => {
        const diagnostics = await client.published(uri);
        assert.deepEqual(codes(diagnostics).sort(), ['duplicate-group', 'mojibake']);
        assert.ok(diagnostics.every((one) => one.severity === DiagnosticSeverity.Information));
        assert.ok(
          diagnostics.every((one) =>
            one.codeDescription?.href.endsWith(`/docs/rules/${String(one.code)}.md`),
          ),
        );
      });

      it('shows 21 groups, and both tasks under the one that holds them', async () => {
        const groups = await client.symbols(uri);
        assert.equal(groups.length, 21);
        assert.ok(groups.every((group) => group.kind === SymbolKind.Namespace));
        const holding = groups.filter((group) => group.children && group.children.length > 0);
        assert.deepEqual(
          holding.map((group) => group.children?.length),
          [2],
        );
        assert.match(holding[0]?.children?.[0]?.detail ?? '', /^TASK-20260204-\d{3} · todo$/);
      });

      it('promotes both tasks in one edit over two files, which check as clean as before', async () => {
        const before = codes(await client.published(uri));
        const header = /^### # \[id:TASK.*$/m.exec(text)?.[0] ?? assert.fail();
        const type = /\[type:(\w+)\]/.exec(header)?.[1] ?? assert.fail();
        const [action] = (await client.actions(uri, `## group_begin [type:${type}][priority:high]`)).filter(
          ({ title }) => title.startsWith('Promote'),
        );
        assert.ok(action);
        assert.equal(action.title, 'Promote 2 of 2 tasks');
        const texts = applied(client, await client.resolve(action));
        assert.deepEqual([...texts.keys()].sort(), [uri, client.uri('TODO.md')].sort());
        const [backlog, todo] = [texts.get(uri) ?? '', texts.get(client.uri('TODO.md')) ?? ''];

        const blocks = text.match(/^## task_begin\n[\s\S]*?^## task_end$/gm) ?? [];
        assert.equal(blocks.length, 2);
        assert.deepEqual(todo.match(/^## task_begin\n[\s\S]*?^## task_end$/gm), blocks);
        assert.equal(backlog.match(/^## task_begin/gm), null);
        assert.match(
          backlog,
          /<!-- Tasks TASK-\d{8}-\d{3}, TASK-\d{8}-\d{3} moved to TODO\.md on \d{4}-\d{2}-\d{2} -->/,
        );

        const after = await client.open('elsewhere-BACKLOG.md', backlog);
        assert.deepEqual(codes(await client.published(after)), before);
        assert.deepEqual(await client.published(await client.open('TODO.md', todo)), []);
      });
    });
  }
});
