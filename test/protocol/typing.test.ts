import assert from 'node:assert/strict';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { file, group, task } from '../sampleTasks.ts';
import { LanguageClient, pulling } from './languageClient.ts';

const [first, second, third] = ['TASK-20260301-001', 'TASK-20260301-002', 'TASK-20260301-003'];
const backlog = file(
  '# Backlog',
  group('dev', 'high', task({ id: first }), task({ id: second, dependencies: third, plan: null })),
  group('docs', 'low', task({ id: third, type: 'docs', priority: 'low', title: 'Draw â€” tides' })),
);
const todo = file('# Active', '**Batch Type:** dev', task({ id: 'TASK-20260301-004', dependencies: first }));

/** Texts and what they become, one after the other: what one task says, and what others look at. */
const edits: readonly (readonly [before: string, after: string])[] = [
  ['1. Measure\n', '1. Measure the pages\n'],
  ['the pages', 'all the pages\n   of the server'],
  ['**Estimated Effort:** 2 days', '**Estimated Effort:** soon'],
  ['2. Cache', '4. Cache — 🌊 â€”'],
  ['soon', '3 days'],
  [`${third}\n**Estimated`, `${third}\n**Plan:**\n1. One\n**Estimated`],
  ['1. One', '1. One\n2. Two\n3. Three'],
  ['3. Three', '3. Three\n```\nunclosed'],
  ['unclosed', 'closed\n```'],
  ['[type:docs][priority:low][c', '[type:docs][priority:high][c'],
  ['# [id:TASK-20260301-003]', '# [id:TASK-20260301-001]'],
  ['# [id:TASK-20260301-001][type:docs]', '# [id:TASK-20260301-003][type:docs]'],
  ['4. Cache', '2. Cache'],
  ['# Backlog', '# The backlog'],
  ['2. Cache', '2. Cache <!-- agent-backlog-disable-next-line mojibake -->'],
  ['## task_end', '## task-end'],
  ['## task-end', '## task_end'],
  ['3. Measure again\n', '3. Measure again\n4. And again\n'],
  ['4. And again\n', ''],
];

describe('diagnostics while somebody types', () => {
  let typing: LanguageClient;
  let whole: LanguageClient;
  beforeEach(async () => {
    [typing, whole] = [new LanguageClient(), new LanguageClient()];
    for (const client of [typing, whole]) {
      client.write('BACKLOG.md', backlog);
      client.write('TODO.md', todo);
      await client.start(pulling, undefined, ['']);
    }
  });
  afterEach(() => Promise.all([typing.stop(), whole.stop()]));

  /** What is reported of both files, by a client that has typed and by one that has the texts anew. */
  const reported = async (client: LanguageClient, texts: readonly string[]): Promise<unknown[]> => {
    const reports = await Promise.all(texts.map((name) => client.pull(client.uri(name))));
    return reports.map((report) =>
      'items' in report ? report.items.map((one) => toldOf(client, one)) : assert.fail(report.kind),
    );
  };

  for (const [name, between] of [
    ['alone', async () => Promise.resolve()],
    ['with the outline shown', (uri: string) => typing.symbols(uri)],
    ['with the light bulb shown', (uri: string) => typing.actions(uri, '1. ')],
  ] as const) {
    it(`are those of the whole text, ${name}`, async () => {
      const uris = await Promise.all([typing, whole].map((client) => client.open('BACKLOG.md', backlog)));
      const [uri = '', other = ''] = uris;
      assert.deepEqual(
        await reported(typing, ['BACKLOG.md', 'TODO.md']),
        await reported(whole, ['BACKLOG.md', 'TODO.md']),
      );
      for (const [before, after] of edits) {
        await typing.edit(uri, before, after);
        await between(uri);
        await whole.replace(other, typing.document(uri).getText());
        assert.deepEqual(
          await reported(typing, ['BACKLOG.md', 'TODO.md']),
          await reported(whole, ['BACKLOG.md', 'TODO.md']),
          `after “${before}” became “${after}”`,
        );
      }
    });
  }
});

/** A diagnostic without the folder of its client. */
function toldOf(client: LanguageClient, diagnostic: Diagnostic): unknown {
  return JSON.parse(JSON.stringify(diagnostic).replaceAll(client.uri(''), ''));
}
