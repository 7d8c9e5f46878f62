import assert from 'node:assert/strict';
import {
  type ClientCapabilities,
  type CompletionItem,
  CompletionItemKind,
  CompletionRequest,
  type Diagnostic,
  DocumentSymbolRequest,
  type InitializeResult,
  SymbolKind,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver-protocol/node';
import { file, group, task } from '../sampleTasks.ts';
import { LanguageClient } from './languageClient.ts';

const [first, second, third] = ['TASK-20260301-001', 'TASK-20260301-002', 'TASK-20260301-003'];
const text = file(
  group(
    'dev',
    'high',
    task({ id: first }),
    task({ id: second, title: 'Draw tides', plan: null }),
    task({ id: third, title: 'Buy a boat', status: 'done' }),
  ),
);

describe('a client gets what it can take', () => {
  let client: LanguageClient;
  const start = async (capabilities: ClientCapabilities): Promise<InitializeResult> => {
    client = new LanguageClient();
    return client.start(capabilities, { rulePages: 'https://example.org/rules/' }, ['']);
  };
  afterEach(() => client.stop());

  describe('in its outline', () => {
    const symbols = async (): Promise<unknown[]> => {
      const uri = await client.open('BACKLOG.md', text);
      return (
        (await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } })) ?? []
      );
    };

    it('as a list where it knows no trees', async () => {
      const { capabilities } = await start({});
      assert.equal(capabilities.documentSymbolProvider, true);
      const containerName = 'dev · high';
      const expected = [
        { name: 'dev · high', kind: SymbolKind.Namespace },
        { name: 'Cache the tide tables', kind: SymbolKind.Property, containerName },
        { name: 'Draw tides', kind: SymbolKind.Variable, containerName },
        { name: 'Buy a boat', kind: SymbolKind.Boolean, containerName },
      ];
      const uri = client.uri('BACKLOG.md');
      assert.deepEqual(
        await symbols(),
        expected.map((symbol, index) => ({ ...symbol, location: { uri, range: lines(index) } })),
      );
    });

    /** The lines of the group and of each task, from their markers. */
    const lines = (index: number) => {
      const all = text.split('\n');
      const numbers = (start: string): number[] =>
        all.flatMap((line, number) => (line.startsWith(start) ? [number] : []));
      const [begins, ends] =
        index === 0
          ? [numbers('## group_begin'), numbers('## group_end')]
          : [numbers('## task_begin'), numbers('## task_end')];
      const place = Math.max(0, index - 1);
      const line = ends[place] ?? assert.fail();
      return {
        start: { line: begins[place], character: 0 },
        end: { line, character: all[line]?.length },
      };
    };

    it('as a tree of the kinds and tags that it knows', async () => {
      const { capabilities } = await start({
        textDocument: {
          documentSymbol: {
            hierarchicalDocumentSymbolSupport: true,
            labelSupport: true,
            symbolKind: { valueSet: [SymbolKind.Namespace, SymbolKind.Event] },
          },
        },
      });
      assert.deepEqual(capabilities.documentSymbolProvider, { label: 'Agent Backlog' });
      const [root] = (await symbols()) as { children: { kind: SymbolKind; tags?: unknown }[] }[];
      assert.deepEqual(
        root?.children.map(({ kind, tags }) => [kind, tags]),
        [
          [SymbolKind.Event, undefined],
          [SymbolKind.Variable, undefined],
          [SymbolKind.Boolean, undefined],
        ],
      );
    });
  });

  it('in the search for symbols', async () => {
    await start({});
    await client.open('BACKLOG.md', text);
    const found = await client.connection.sendRequest(WorkspaceSymbolRequest.type, { query: '' });
    assert.deepEqual(
      found?.map(({ kind, tags }) => [kind, tags]),
      [
        [SymbolKind.Property, undefined],
        [SymbolKind.Property, undefined],
        [SymbolKind.Boolean, undefined],
      ],
    );
  });

  it('in completion', async () => {
    const kinds = async (): Promise<unknown[]> => {
      const uri = await client.open('BACKLOG.md', text.replace('**Status:** todo', '**Status:** '));
      const position = { line: 6, character: 12 };
      assert.equal(client.document(uri).getText().split('\n')[6], '**Status:** ');
      const list = await client.connection.sendRequest(CompletionRequest.type, {
        textDocument: { uri },
        position,
      });
      const items: CompletionItem[] = Array.isArray(list) ? list : (list?.items ?? []);
      return [...new Set(items.map(({ kind }) => kind))];
    };
    await start({});
    assert.deepEqual(await kinds(), [CompletionItemKind.Enum]);
    await client.stop();
    const valueSet = [CompletionItemKind.EnumMember];
    await start({ textDocument: { completion: { completionItemKind: { valueSet } } } });
    assert.deepEqual(await kinds(), [CompletionItemKind.EnumMember]);
  });

  it('no code actions where it knows only commands', async () => {
    assert.equal((await start({})).capabilities.codeActionProvider, undefined);
    await client.stop();
    const codeActionLiteralSupport = { codeActionKind: { valueSet: [] } };
    const { capabilities } = await start({ textDocument: { codeAction: { codeActionLiteralSupport } } });
    assert.ok(capabilities.codeActionProvider);
  });

  describe('in diagnostics', () => {
    const extras = (diagnostics: readonly Diagnostic[]): string[] => [
      ...new Set(
        diagnostics.flatMap((one) =>
          (['relatedInformation', 'codeDescription', 'tags'] as const).filter((key) => one[key]),
        ),
      ),
    ];
    /** An id that two tasks have, and a line that is not needed. */
    const broken = file(group('dev', 'high', task({ id: first }), task({ id: first })), group('dev', 'high'));
    const all = { relatedInformation: true, codeDescriptionSupport: true, tagSupport: { valueSet: [] } };

    for (const [what, publishDiagnostics, expected] of [
      ['nothing', {}, []],
      ['rule pages', { codeDescriptionSupport: true }, ['codeDescription']],
      ['everything', all, ['codeDescription', 'relatedInformation']],
    ] as const)
      it(`that are sent: ${what}`, async () => {
        await start({ textDocument: { publishDiagnostics } });
        const uri = await client.open('BACKLOG.md', broken);
        assert.deepEqual(extras(await client.published(uri)).sort(), expected);
      });

    for (const [what, textDocument, expected] of [
      ['nothing', { diagnostic: {} }, []],
      [
        'what it takes when they are sent',
        { diagnostic: {}, publishDiagnostics: all },
        ['codeDescription', 'relatedInformation'],
      ],
      ['what it takes when it asks', { diagnostic: all }, ['codeDescription', 'relatedInformation']],
    ] as const)
      it(`that it asks for: ${what}`, async () => {
        await start({ textDocument });
        const report = await client.pull(await client.open('BACKLOG.md', broken));
        assert.deepEqual(extras(report.kind === 'full' ? report.items : assert.fail()).sort(), expected);
      });
  });
});
